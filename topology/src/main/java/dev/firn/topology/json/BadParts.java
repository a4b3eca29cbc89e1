package dev.firn.topology.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.firn.serdes.badrow.BadRow;
import dev.firn.topology.flow.Origin;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Bad rows for parts of JSON records: of the kind {@code generic_error}, as the others speak of collector payloads. The
 * payload is the part's text, or base64 of bytes that are no UTF-8, in which case the last error says so.
 */
final class BadParts {

    /** Of one record; the rest is counted. */
    private static final int MOST_PROBLEMS = 20;

    private final String input;
    private final BadRow.Processor processor;

    BadParts(String input, BadRow.Processor processor) {
        this.input = input;
        this.processor = processor;
    }

    /** @param timestamp of the record, so that the bad row is the same whenever it is processed again */
    BadRow row(List<String> problems, byte[] bytes, Origin from, long timestamp) {
        List<String> errors = new ArrayList<>();
        errors.add("json input '" + input + "', " + from);
        errors.addAll(problems.subList(0, Math.min(MOST_PROBLEMS, problems.size())));
        if (problems.size() > MOST_PROBLEMS) {
            errors.add("and " + (problems.size() - MOST_PROBLEMS) + " more");
        }
        String text = utf8(bytes);
        if (text == null) {
            errors.add("the payload is base64, since it is not UTF-8");
            text = Base64.getEncoder().encodeToString(bytes);
        }
        return new BadRow(
                processor,
                new BadRow.GenericError(Instant.ofEpochMilli(timestamp), errors),
                new BadRow.Payload.Raw(text));
    }

    /** Null when it is not. */
    private static @Nullable String utf8(byte[] bytes) {
        try {
            return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }
}
