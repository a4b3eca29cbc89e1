package dev.firn.registry;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.firn.registry.json.JsonText;
import org.jspecify.annotations.Nullable;

/** Data that names its schema: {@code {"schema":"iglu:…","data":…}}. Immutable, equal by both, thread-safe. */
public final class SelfDescribingJson {

    private final SchemaKey schema;
    private final JsonNode data;
    private final @Nullable ObjectNode json;
    /** Of a reusable one: what the last check found. A race costs a second check. */
    private volatile @Nullable Verdict verdict;

    /** @param by the schema, as resolved at that time */
    private record Verdict(ResolvedSchema by, CheckResult result) {}

    /**
     * @param schema what the data claims to be
     * @param data any JSON value, also null; not copied, so treat it as read-only
     */
    public SelfDescribingJson(SchemaKey schema, JsonNode data) {
        this(schema, data, null);
    }

    private SelfDescribingJson(SchemaKey schema, JsonNode data, @Nullable ObjectNode json) {
        this.schema = requireNonNull(schema, "schema");
        this.data = requireNonNull(data, "data");
        this.json = json;
    }

    /**
     * One that will be part of many events: it is written to text once, and checked once for each state of its schema. Worth
     * its price from the second use.
     */
    public static SelfDescribingJson reusable(SchemaKey schema, JsonNode data) {
        return new SelfDescribingJson(schema, data, JsonText.written(json(schema, data)));
    }

    /** Reads the two members; others are ignored. See {@link ParseError} for the codes. */
    public static Decoded<SelfDescribingJson> of(JsonNode json) {
        JsonNode uri = json.get("schema");
        JsonNode data = json.get("data");
        if (!json.isObject() || uri == null || !uri.isTextual()) {
            return Decoded.invalid(ParseError.INVALID_DATA_PAYLOAD);
        }
        return SchemaKey.parse(uri.textValue())
                .fold(
                        key -> data == null
                                ? Decoded.invalid(ParseError.INVALID_DATA_PAYLOAD)
                                : Decoded.ok(new SelfDescribingJson(key, data)),
                        Decoded::invalid);
    }

    public SchemaKey schema() {
        return schema;
    }

    public JsonNode data() {
        return data;
    }

    /** The two members in their usual order; not to be changed. */
    public ObjectNode toJson() {
        return json != null ? json : json(schema, data);
    }

    private static ObjectNode json(SchemaKey schema, JsonNode data) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("schema", schema.toString());
        node.set("data", data);
        return node;
    }

    /** Whether the data fits the schema, which must be the one named here. */
    CheckResult check(ResolvedSchema resolved) {
        if (json == null) {
            return resolved.check(data);
        }
        Verdict last = verdict;
        if (last == null || last.by != resolved) {
            last = new Verdict(resolved, resolved.check(data));
            verdict = last;
        }
        return last.result;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SelfDescribingJson that && schema.equals(that.schema) && data.equals(that.data);
    }

    @Override
    public int hashCode() {
        return 31 * schema.hashCode() + data.hashCode();
    }

    @Override
    public String toString() {
        return "SelfDescribingJson[schema=" + schema + ", data=" + data + "]";
    }
}
