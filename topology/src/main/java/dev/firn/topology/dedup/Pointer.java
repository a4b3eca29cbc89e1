package dev.firn.topology.dedup;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.Objects.requireNonNull;

import java.util.Locale;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** Headers of a diverted duplicate: what it is, and where the first one lies in the input. All values are ASCII text. */
final class Pointer {

    static final String KIND = "firn-duplicate";
    static final String TOPIC = "firn-first-topic";
    static final String PARTITION = "firn-first-partition";
    static final String OFFSET = "firn-first-offset";
    static final String INDEX = "firn-first-index";
    static final String TIMESTAMP = "firn-first-timestamp";

    private Pointer() {}

    static Headers of(Verdict verdict, Headers before) {
        Occurrence first = requireNonNull(verdict.earlier());
        Headers headers = new RecordHeaders(before);
        add(headers, KIND, verdict.kind().name().toLowerCase(Locale.ROOT));
        add(headers, TOPIC, first.origin().topic());
        add(headers, PARTITION, Integer.toString(first.origin().partition()));
        add(headers, OFFSET, Long.toString(first.origin().offset()));
        add(headers, INDEX, Integer.toString(first.origin().index()));
        add(headers, TIMESTAMP, Long.toString(first.timestamp()));
        return headers;
    }

    private static void add(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(US_ASCII));
    }
}
