package dev.firn.registry;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * A schema that says which one it is, in its member {@code self}.
 *
 * @param self the key it claims
 * @param schema the whole document; not copied, so treat it as read-only
 */
public record SelfDescribingSchema(SchemaKey self, JsonNode schema) {

    /** The only {@code $schema} a self-describing schema may have. */
    public static final String META_SCHEMA =
            "http://iglucentral.com/schemas/com.snowplowanalytics.self-desc/schema/jsonschema/1-0-0#";

    /**
     * Reads the claim. No proper {@code self} is {@link ParseError#INVALID_SCHEMA}, a bad version in it
     * {@link ParseError#INVALID_SCHEMAVER}, another {@code $schema} {@link ParseError#INVALID_METASCHEMA}.
     */
    public static Decoded<SelfDescribingSchema> of(JsonNode schema) {
        return self(schema)
                .fold(
                        key -> META_SCHEMA.equals(schema.path("$schema").textValue())
                                ? Decoded.ok(new SelfDescribingSchema(key, schema))
                                : Decoded.invalid(ParseError.INVALID_METASCHEMA),
                        Decoded::invalid);
    }

    /** The key that the member {@code self} spells, whatever {@code $schema} is. */
    static Decoded<SchemaKey> self(JsonNode schema) {
        JsonNode self = schema.path("self");
        String vendor = text(self, "vendor", true);
        String name = text(self, "name", false);
        String format = text(self, "format", false);
        String version = self.path("version").textValue();
        if (vendor == null || name == null || format == null || version == null) {
            return Decoded.invalid(ParseError.INVALID_SCHEMA);
        }
        return SchemaVer.parse(version)
                .fold(ver -> Decoded.ok(new SchemaKey(vendor, name, format, ver)), Decoded::invalid);
    }

    private static @Nullable String text(JsonNode self, String member, boolean dots) {
        String text = self.path(member).textValue();
        return text != null && KeyScanner.isPart(text, dots) ? text : null;
    }
}
