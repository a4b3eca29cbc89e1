package dev.firn.topology.test;

import static dev.firn.serdes.event.AtomicField.CONTEXTS;
import static dev.firn.serdes.event.AtomicField.DERIVED_CONTEXTS;
import static dev.firn.serdes.event.AtomicField.UNSTRUCT_EVENT;

import com.fasterxml.jackson.databind.JsonNode;
import dev.firn.registry.SchemaCriterion;
import dev.firn.registry.SelfDescribingJson;
import dev.firn.registry.json.JsonText;
import dev.firn.serdes.event.AtomicField;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.assertj.core.api.AbstractAssert;
import org.jspecify.annotations.Nullable;

/**
 * Assertions about an event.
 *
 * <p>Schemas are named by their Iglu URIs, in which a star stands for any number: {@code
 * iglu:com.acme/cart/jsonschema/1-*-*}.
 */
public final class EventAssert extends AbstractAssert<EventAssert, EventRecord> {

    EventAssert(@Nullable EventRecord event) {
        super(event, EventAssert.class);
    }

    /**
     * A column has this value.
     *
     * @param expected the column's text in TSV; or a value of its type, where an {@link Instant} is a timestamp too,
     *     numbers are equal whatever their scale, and a text of JSON is compared as JSON
     */
    public EventAssert hasColumn(AtomicField field, Object expected) {
        isNotNull();
        Object value = actual.event().value(field);
        if (value == null) {
            failWithMessage(
                    "%nExpecting column %s of%n  %s%nto be%n  %s%nbut it is empty.%nColumns that are set: %s",
                    field.column(), actual, expected, columns());
        } else if (!isEqual(field, value, expected)) {
            failWithMessage(
                    "%nExpecting column %s of%n  %s%nto be%n  %s%nbut was%n  %s",
                    field.column(), actual, expected, actual.text(field));
        }
        return this;
    }

    private boolean isEqual(AtomicField field, Object value, Object expected) {
        if (expected instanceof Instant time && value instanceof Long millis) {
            return time.toEpochMilli() == millis;
        }
        if (value instanceof BigDecimal decimal && expected instanceof Number number) {
            return decimal.compareTo(new BigDecimal(number.toString())) == 0;
        }
        if (value instanceof Float real && expected instanceof Number number) {
            return real == number.floatValue();
        }
        if (value instanceof JsonNode json) {
            return JsonValues.same(
                    json,
                    expected instanceof JsonNode node ? node : JsonSource.parse(field.column(), expected.toString()));
        }
        return value.equals(expected) || (expected instanceof String text && text.equals(actual.text(field)));
    }

    /** These columns are set, to whatever. */
    public EventAssert hasColumns(AtomicField... fields) {
        isNotNull();
        for (AtomicField field : fields) {
            if (!actual.event().has(field)) {
                failWithMessage(
                        "%nExpecting%n  %s%nto have column %s, but it is empty.%nColumns that are set: %s",
                        actual, field.column(), columns());
            }
        }
        return this;
    }

    /** These columns are empty. */
    public EventAssert hasNoColumns(AtomicField... fields) {
        isNotNull();
        for (AtomicField field : fields) {
            if (actual.event().has(field)) {
                failWithMessage(
                        "%nExpecting column %s of%n  %s%nto be empty, but it is%n  %s",
                        field.column(), actual, actual.text(field));
            }
        }
        return this;
    }

    /** It is a self-describing event of this schema. */
    public EventAssert isSelfDescribing(String schema) {
        return entity("self-describing event", UNSTRUCT_EVENT, schema, null);
    }

    /** It is a self-describing event of this schema, with just this data. */
    public EventAssert isSelfDescribing(String schema, String json) {
        return entity("self-describing event", UNSTRUCT_EVENT, schema, json);
    }

    /** The tracker sent a context of this schema along. */
    public EventAssert hasContext(String schema) {
        return entity("context", CONTEXTS, schema, null);
    }

    /** The tracker sent a context of this schema along, with just this data. */
    public EventAssert hasContext(String schema, String json) {
        return entity("context", CONTEXTS, schema, json);
    }

    /** Enrichment added a context of this schema. */
    public EventAssert hasDerivedContext(String schema) {
        return entity("derived context", DERIVED_CONTEXTS, schema, null);
    }

    /** Enrichment added a context of this schema, with just this data. */
    public EventAssert hasDerivedContext(String schema, String json) {
        return entity("derived context", DERIVED_CONTEXTS, schema, json);
    }

    /** Neither tracker nor enrichment added a context of this schema. */
    public EventAssert hasNoContext(String schema) {
        isNotNull();
        for (AtomicField field : List.of(CONTEXTS, DERIVED_CONTEXTS)) {
            List<SelfDescribingJson> found = JsonValues.matching(SchemaCriterion.of(schema), entities(field));
            if (!found.isEmpty()) {
                failWithMessage(
                        "%nExpecting%n  %s%nto have no context %s, but %s holds%s",
                        actual, schema, field.column(), JsonValues.lines(found));
            }
        }
        return this;
    }

    private EventAssert entity(String what, AtomicField field, String schema, @Nullable String json) {
        isNotNull();
        JsonNode expected = json == null ? null : JsonSource.parse("expected data", json);
        List<SelfDescribingJson> found = JsonValues.matching(SchemaCriterion.of(schema), entities(field));
        if (found.stream().noneMatch(one -> expected == null || JsonValues.same(expected, one.data()))) {
            failWithMessage(
                    "%nExpecting%n  %s%nto have the %s%n  %s%s%nbut %s holds%s%s",
                    actual,
                    what,
                    schema,
                    expected == null ? "" : " " + JsonText.write(expected),
                    field.column(),
                    JsonValues.lines(entities(field)),
                    elsewhere(field, schema));
        }
        return this;
    }

    /** Tells contexts from derived ones for those who looked into the wrong column. */
    private String elsewhere(AtomicField field, String schema) {
        return List.of(UNSTRUCT_EVENT, CONTEXTS, DERIVED_CONTEXTS).stream()
                .filter(other -> other != field)
                .filter(other -> !JsonValues.matching(SchemaCriterion.of(schema), entities(other))
                        .isEmpty())
                .map(other -> "\n(one of that schema is in " + other.column() + ")")
                .collect(Collectors.joining());
    }

    private List<SelfDescribingJson> entities(AtomicField field) {
        return JsonValues.entities(actual.event().json(field));
    }

    /** The record's key. */
    public EventAssert hasKey(String expected) {
        isNotNull();
        return equal("key", actual.key(), expected);
    }

    /** The record has this header. */
    public EventAssert hasHeader(String name, String expected) {
        isNotNull();
        return equal("header " + name, actual.headers().get(name), expected);
    }

    /** The record has no such header. */
    public EventAssert hasNoHeader(String name) {
        isNotNull();
        return equal("header " + name, actual.headers().get(name), null);
    }

    /** The record's timestamp. */
    public EventAssert hasTimestamp(Instant expected) {
        isNotNull();
        return equal("timestamp", actual.timestamp(), expected);
    }

    private EventAssert equal(String what, @Nullable Object value, @Nullable Object expected) {
        if (!Objects.equals(value, expected)) {
            failWithMessage("%nExpecting the %s of%n  %s%nto be%n  %s%nbut was%n  %s", what, actual, expected, value);
        }
        return this;
    }

    private String columns() {
        return AtomicField.all().stream()
                .filter(actual.event()::has)
                .map(AtomicField::column)
                .collect(Collectors.joining(", "));
    }
}
