package dev.firn.registry;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Name of one schema: {@code iglu:VENDOR/NAME/FORMAT/VERSION}.
 *
 * <p>Immutable. {@link #toString()} is the Iglu URI, {@link #path()} the same without {@code iglu:}.
 */
public record SchemaKey(String vendor, String name, String format, SchemaVer version) {

    private static final Pattern URI =
            Pattern.compile("iglu:([a-zA-Z0-9-_.]+)/([a-zA-Z0-9-_]+)/([a-zA-Z0-9-_]+)/([0-9]*(?:-(?:[0-9]*)){2})");

    /**
     * Reads an Iglu URI. A text of another shape is {@link ParseError#INVALID_IGLUURI}; the right shape with a version
     * that is none is {@link ParseError#INVALID_SCHEMAVER}.
     */
    public static Decoded<SchemaKey> parse(String uri) {
        Matcher m = URI.matcher(uri);
        if (!m.matches()) {
            return Decoded.invalid(ParseError.INVALID_IGLUURI);
        }
        return SchemaVer.parse(m.group(4))
                .fold(
                        version -> Decoded.ok(new SchemaKey(m.group(1), m.group(2), m.group(3), version)),
                        Decoded::invalid);
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

    @Override
    public String toString() {
        return "iglu:" + path();
    }
}
