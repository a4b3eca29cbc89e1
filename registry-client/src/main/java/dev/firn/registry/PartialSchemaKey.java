package dev.firn.registry;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Name of a schema whose version is not wholly known: {@code iglu:VENDOR/NAME/FORMAT/1-0-?}. A number that is null
 * (written {@code ?}) is unknown.
 */
public record PartialSchemaKey(
        String vendor,
        String name,
        String format,
        @Nullable Integer model,
        @Nullable Integer revision,
        @Nullable Integer addition) {

    private static final int INVALID = -1;
    private static final int UNKNOWN = -2;

    /** Reads the text form; every other text is {@link ParseError#INVALID_IGLUURI}, a bad version too. */
    public static Decoded<PartialSchemaKey> parse(String uri) {
        KeyScanner parts = uri.startsWith(SchemaKey.SCHEME) ? KeyScanner.scan(uri, SchemaKey.SCHEME.length()) : null;
        int first = parts == null ? -1 : uri.indexOf('-', parts.rest);
        int second = first < 0 ? -1 : uri.indexOf('-', first + 1);
        if (parts == null || second < 0) {
            return Decoded.invalid(ParseError.INVALID_IGLUURI);
        }
        int model = number(uri, parts.rest, first);
        int revision = number(uri, first + 1, second);
        int addition = number(uri, second + 1, uri.length());
        if (model == 0 || model == INVALID || revision == INVALID || addition == INVALID) {
            return Decoded.invalid(ParseError.INVALID_IGLUURI);
        }
        return Decoded.ok(new PartialSchemaKey(
                parts.vendor, parts.name, parts.format, part(model), part(revision), part(addition)));
    }

    private static int number(String text, int start, int end) {
        return end - start == 1 && text.charAt(start) == '?' ? UNKNOWN : SchemaVer.number(text, start, end);
    }

    private static @Nullable Integer part(int number) {
        return number == UNKNOWN ? null : Integer.valueOf(number);
    }

    /** The key, when all three numbers are known. */
    public Optional<SchemaKey> toSchemaKey() {
        return model == null || revision == null || addition == null
                ? Optional.empty()
                : Optional.of(new SchemaKey(vendor, name, format, new SchemaVer(model, revision, addition)));
    }

    @Override
    public String toString() {
        return SchemaKey.SCHEME
                + vendor
                + '/'
                + name
                + '/'
                + format
                + '/'
                + text(model)
                + '-'
                + text(revision)
                + '-'
                + text(addition);
    }

    private static String text(@Nullable Integer part) {
        return part == null ? "?" : part.toString();
    }
}
