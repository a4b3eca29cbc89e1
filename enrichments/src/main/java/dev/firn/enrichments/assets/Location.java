package dev.firn.enrichments.assets;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a file is: on this machine, or behind a URI.
 *
 * @param text as configured; may hold secrets
 * @param shown for messages
 * @param file when on this machine
 * @param uri when elsewhere
 */
record Location(String text, String shown, @Nullable Path file, @Nullable URI uri) {

    /** Of one letter would be a drive of Windows. */
    private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+:.*", Pattern.DOTALL);

    private static final String FILE = "file:";

    /** @throws IllegalArgumentException when it is neither a path nor a URI; the message holds no secrets */
    static Location parse(String text) {
        if (text.regionMatches(true, 0, FILE, 0, FILE.length())) {
            return new Location(text, text, local(text), null);
        }
        if (!SCHEME.matcher(text).matches()) {
            return new Location(text, text, Path.of(text), null);
        }
        String shown = Secrets.hide(text);
        try {
            return new Location(text, shown, null, new URI(text));
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(shown + " is not a URI: " + e.getReason(), e);
        }
    }

    private static Path local(String text) {
        try {
            URI uri = new URI(text);
            return uri.isOpaque() ? Path.of(uri.getSchemeSpecificPart()) : Path.of(uri);
        } catch (URISyntaxException | IllegalArgumentException e) {
            throw new IllegalArgumentException(text + " is not the path of a local file: " + e.getMessage(), e);
        }
    }

    String scheme() {
        return uri == null ? "file" : uri.getScheme().toLowerCase(Locale.ROOT);
    }

    /** That the file cannot be had, in one sentence. */
    String without(String reason) {
        return (uri == null ? "" : "Cannot download ") + shown + ": " + reason;
    }

    @Override
    public String toString() {
        return shown;
    }
}
