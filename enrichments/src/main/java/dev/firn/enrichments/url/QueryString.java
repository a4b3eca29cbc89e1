package dev.firn.enrichments.url;

import dev.firn.serdes.payload.NormalizedPayload.Parameter;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.Charset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Querystrings and form bodies, by the rules of Apache HttpClient 4.5's form parser: {@code &} and {@code ;} separate
 * pairs, the first {@code =} ends a name, {@code +} is a space, escapes are decoded in a charset, a pair without a name
 * is dropped and one without {@code =} has a null value.
 *
 * <p>Stateless and thread-safe; linear in the text.
 */
public final class QueryString {

    /** What the querystring is appended to before it is judged; part of the error text, whose indexes count from here. */
    private static final String BASE = "http://localhost/?";

    private static final Pattern IDENTITY = Pattern.compile("@[0-9a-z]+;");
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

    private QueryString() {}

    /**
     * Splits and decodes a querystring as it came over the wire, if {@link URI} would take it: from the first {@code #} on
     * it is a fragment, and ignored. Null is a request without a querystring.
     */
    public static ParsedQuery parseRequest(@Nullable String raw, Charset charset) {
        if (raw == null || raw.isEmpty()) {
            return new ParsedQuery.Pairs(List.of());
        }
        List<Parameter> pairs = new FormParser(raw, charset).parseLegal();
        return pairs != null ? new ParsedQuery.Pairs(pairs) : askUri(raw, charset);
    }

    private static ParsedQuery askUri(String raw, Charset charset) {
        try {
            String query = new URI(BASE + raw).getRawQuery();
            return new ParsedQuery.Pairs(query == null ? List.of() : parse(query, charset));
        } catch (URISyntaxException e) {
            return new ParsedQuery.Illegal(clean(String.valueOf(e.getMessage())));
        }
    }

    private static String clean(String message) {
        String anonymous = IDENTITY.matcher(message).replaceAll("@xxxxxx;");
        return CONTROL.matcher(anonymous.replace("\t", "    ")).replaceAll("").trim();
    }

    /** Splits and decodes the raw query of a URI. */
    public static List<Parameter> parse(String rawQuery, Charset charset) {
        return new FormParser(rawQuery, charset).parse();
    }

    /** Pairs by name: of duplicates the last wins, a missing value is {@code ""}. */
    public static Map<String, String> asMap(List<Parameter> pairs) {
        Map<String, String> map = new LinkedHashMap<>(pairs.size() * 2);
        for (Parameter pair : pairs) {
            String value = pair.value();
            map.put(pair.name(), value == null ? "" : value);
        }
        return map;
    }
}
