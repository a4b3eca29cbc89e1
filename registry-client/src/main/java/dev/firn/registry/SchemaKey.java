package dev.firn.registry;

/**
 * Name of one schema: {@code iglu:VENDOR/NAME/FORMAT/VERSION}.
 *
 * <p>Immutable. {@link #toString()} is the Iglu URI, {@link #path()} the same without {@code iglu:}.
 */
public record SchemaKey(String vendor, String name, String format, SchemaVer version) {

    static final String SCHEME = "iglu:";

    /**
     * Reads an Iglu URI. A text of another shape is {@link ParseError#INVALID_IGLUURI}; the right shape with a version
     * that is none is {@link ParseError#INVALID_SCHEMAVER}.
     */
    public static Decoded<SchemaKey> parse(String uri) {
        return uri.startsWith(SCHEME)
                ? parse(uri, SCHEME.length(), ParseError.INVALID_IGLUURI)
                : Decoded.invalid(ParseError.INVALID_IGLUURI);
    }

    /** Reads a {@link #path}; a text of another shape is {@link ParseError#INVALID_SCHEMA}. */
    public static Decoded<SchemaKey> parsePath(String path) {
        return parse(path, 0, ParseError.INVALID_SCHEMA);
    }

    private static Decoded<SchemaKey> parse(String text, int start, ParseError otherShape) {
        KeyScanner parts = KeyScanner.scan(text, start);
        if (parts == null) {
            return Decoded.invalid(otherShape);
        }
        SchemaVer version = SchemaVer.scan(text, parts.rest);
        if (version == null) {
            return Decoded.invalid(looksLikeVersion(text, parts.rest) ? ParseError.INVALID_SCHEMAVER : otherShape);
        }
        return Decoded.ok(new SchemaKey(parts.vendor, parts.name, parts.format, version));
    }

    /** Digits with exactly two dashes somewhere between: a version by shape, though perhaps nonsense ({@code 0-1-}). */
    private static boolean looksLikeVersion(String text, int start) {
        int dashes = 0;
        for (int i = start; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '-') {
                dashes++;
            } else if (c < '0' || c > '9') {
                return false;
            }
        }
        return dashes == 2;
    }

    /** The key of a constant that is known to be right. */
    public static SchemaKey of(String uri) {
        return parse(uri).orThrow();
    }

    public SchemaKey withVersion(SchemaVer other) {
        return new SchemaKey(vendor, name, format, other);
    }

    /** {@code VENDOR/NAME/FORMAT/VERSION}: where registries keep the schema, below {@code schemas/}. */
    public String path() {
        return vendor + '/' + name + '/' + format + '/' + version;
    }

    /** The vendor as loaders spell it in column names: {@code com.acme-x} is {@code com_acme_x}. */
    public String vendorSnake() {
        return SnakeCase.vendor(vendor);
    }

    /** The name as loaders spell it in column names: {@code AddToCart} is {@code add_to_cart}. */
    public String nameSnake() {
        return SnakeCase.name(name);
    }

    @Override
    public String toString() {
        return SCHEME + path();
    }
}
