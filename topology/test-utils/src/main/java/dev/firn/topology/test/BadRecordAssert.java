package dev.firn.topology.test;

import com.fasterxml.jackson.databind.JsonNode;
import dev.firn.registry.json.JsonText;
import dev.firn.serdes.badrow.BadRow;
import dev.firn.serdes.badrow.BadRow.Payload;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.assertj.core.api.AbstractAssert;
import org.jspecify.annotations.Nullable;

/** Assertions about a bad row. */
public final class BadRecordAssert extends AbstractAssert<BadRecordAssert, BadRecord> {

    BadRecordAssert(@Nullable BadRecord row) {
        super(row, BadRecordAssert.class);
    }

    public BadRecordAssert isOfKind(BadRow.Kind expected) {
        isNotNull();
        if (actual.kind() != expected) {
            failWithMessage(
                    "%nExpecting a bad row of kind%n  %s%nbut was%n  %s",
                    expected.schema().name(), actual);
        }
        return this;
    }

    /** One of the failure's messages, as {@link BadRecord#messages} words it or as the bad row holds it, has this in it. */
    public BadRecordAssert hasMessageContaining(String text) {
        isNotNull();
        Stream<String> held = JsonValues.texts(data().path("failure")).stream();
        if (Stream.concat(actual.messages().stream(), held).noneMatch(message -> message.contains(text))) {
            failWithMessage(
                    "%nExpecting a message of the %s bad row to contain%n  %s%nbut they are%s",
                    actual.kind().schema().name(), text, lines(actual.messages()));
        }
        return this;
    }

    /** The input is kept, and has this in it. Of a record that could not be read, only the bytes are kept. */
    public BadRecordAssert hasPayloadContaining(String text) {
        isNotNull();
        JsonNode payload = data().path("payload");
        if (JsonValues.texts(payload).stream().noneMatch(held -> held.contains(text))) {
            failWithMessage(
                    "%nExpecting the payload of%n  %s%nto contain%n  %s%nbut it is%n  %s",
                    actual, text, JsonText.write(payload));
        }
        return this;
    }

    /** The event was sent with this tracker parameter. */
    public BadRecordAssert hasParameter(String name, String expected) {
        isNotNull();
        if (!(actual.row().payload() instanceof Payload.Enrichment payload)) {
            failWithMessage("%nExpecting the payload of%n  %s%nto be an event, but it never became one", actual);
            return this;
        }
        return equal("parameter " + name, payload.raw().parameters().get(name), expected);
    }

    /** The record is kept, byte for byte. Only kinds for what could not be read do so. */
    public BadRecordAssert keepsRecord(byte[] expected) {
        isNotNull();
        boolean bytes = actual.kind() != BadRow.Kind.SIZE_VIOLATION;
        if (!(actual.row().payload() instanceof Payload.Raw raw && bytes)) {
            failWithMessage("%nExpecting%n  %s%nto keep the record, but this kind keeps what was read of it", actual);
        } else if (!Arrays.equals(Base64.getDecoder().decode(raw.text()), expected)) {
            failWithMessage(
                    "%nExpecting%n  %s%nto keep the record%n  %s%nbut it keeps%n  %s",
                    actual, Base64.getEncoder().encodeToString(expected), raw.text());
        }
        return this;
    }

    /** The record's key. */
    public BadRecordAssert hasKey(String expected) {
        isNotNull();
        return equal("key", actual.key(), expected);
    }

    /** The record's timestamp. */
    public BadRecordAssert hasTimestamp(Instant expected) {
        isNotNull();
        return equal("timestamp", actual.timestamp(), expected);
    }

    /** When it was refused. */
    public BadRecordAssert failedAt(Instant expected) {
        isNotNull();
        return equal("time of failure", actual.row().failure().timestamp(), expected);
    }

    private BadRecordAssert equal(String what, @Nullable Object value, Object expected) {
        if (!Objects.equals(value, expected)) {
            failWithMessage("%nExpecting the %s of%n  %s%nto be%n  %s%nbut was%n  %s", what, actual, expected, value);
        }
        return this;
    }

    private JsonNode data() {
        return actual.json().path("data");
    }

    private static String lines(List<String> texts) {
        return "\n  " + String.join("\n  ", texts);
    }
}
