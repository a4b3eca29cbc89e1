package dev.firn.registry;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * What a schema's {@code $supersededBy} asks for: a version, nothing (both null), or nonsense.
 *
 * @param version the version that replaces this one for validation
 * @param error why the member is unusable
 */
record Superseding(@Nullable SchemaVer version, @Nullable String error) {

    private static final Superseding NONE = new Superseding(null, null);

    static Superseding of(SchemaKey key, JsonNode schema) {
        JsonNode member = schema.path("$supersededBy");
        if (member.isMissingNode() || member.isNull()) {
            return NONE;
        }
        SchemaVer version = member.isTextual() ? SchemaVer.scan(member.textValue(), 0) : null;
        if (version == null) {
            return new Superseding(
                    null, "Error while trying to decode superseding version: " + ParseError.INVALID_SCHEMAVER);
        }
        return version.compareTo(key.version()) > 0
                ? new Superseding(version, null)
                : new Superseding(
                        null,
                        "Superseding version " + version + " isn't greater than the version of schema " + key.path());
    }
}
