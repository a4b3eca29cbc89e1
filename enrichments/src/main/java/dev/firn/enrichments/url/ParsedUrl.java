package dev.firn.enrichments.url;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A page or referrer address, read as {@link URI} reads it, in two attempts: the text with its spaces escaped; failing
 * that, the text with everything unusual re-encoded ({@link RelaxedUrl}).
 */
public sealed interface ParsedUrl {

    /**
     * The address and its parts, still encoded and otherwise untouched.
     *
     * @param text the whole, as the columns {@code page_url} shows it
     * @param host null when it is no name or address by the rules (underscores, letters beyond ASCII, none at all)
     * @param port as written; otherwise 443 for {@code https}, and 80 for everything else, even where ports make no sense
     * @param path null for an opaque address such as {@code mailto:a@b.c}
     */
    record Url(
            String text,
            @Nullable String scheme,
            @Nullable String host,
            int port,
            @Nullable String path,
            @Nullable String query,
            @Nullable String fragment)
            implements ParsedUrl {}

    /** Not to be understood either way; {@code error} is the text for the bad row. */
    record Unparseable(String error) implements ParsedUrl {}

    static ParsedUrl parse(String text) {
        String spaceless = text.indexOf(' ') < 0 ? text : text.replace(" ", "%20");
        Url common = CommonUrl.parse(spaceless);
        if (common != null) {
            return common;
        }
        try {
            return of(new URI(spaceless));
        } catch (URISyntaxException strict) {
            try {
                return of(new URI(RelaxedUrl.reencode(text)));
            } catch (URISyntaxException relaxed) {
                return new Unparseable("Provided URI [" + text
                        + "] could not be parsed, neither by Java parsing (error: [" + strict.getMessage()
                        + "]) nor by Scala parsing (error: [" + relaxed.getMessage() + "]).");
            }
        }
    }

    /** One function for each case. */
    default <R> R fold(Function<? super Url, ? extends R> url, Function<String, ? extends R> unparseable) {
        return this instanceof Url some ? url.apply(some) : unparseable.apply(((Unparseable) this).error());
    }

    private static Url of(URI uri) {
        return new Url(
                uri.toString(),
                uri.getScheme(),
                uri.getHost(),
                uri.getPort() >= 0 ? uri.getPort() : CommonUrl.defaultPort(uri.getScheme()),
                uri.getRawPath(),
                uri.getRawQuery(),
                uri.getRawFragment());
    }
}
