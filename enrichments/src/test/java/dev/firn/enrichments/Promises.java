package dev.firn.enrichments;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.firn.enrichments.adapter.AdapterRegistry;
import dev.firn.enrichments.adapter.AdapterResult;
import dev.firn.enrichments.loader.PayloadLoader;
import dev.firn.serdes.badrow.BadRow;
import dev.firn.serdes.badrow.BadRowJson;
import dev.firn.serdes.event.EnrichedEvent;
import dev.firn.serdes.format.EnrichedTsv;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What holds of the outcomes of any record at all. */
final class Promises {

    private static final int TABS = 130;

    /** Another reader than the one that wrote. */
    private static final ObjectMapper JSON = new ObjectMapper(JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .build())
            .build());

    private Promises() {}

    /** Processes a record and checks that all of it comes out, as rows that others can read. */
    static List<byte[]> keep(EventPipeline pipeline, byte[] record) {
        byte[] before = record.clone();
        List<Outcome> outcomes = pipeline.process(record);
        assertThat(record).as("the record").isEqualTo(before);
        assertThat(outcomes).hasSize(expected(pipeline, record)).isNotEmpty();
        List<byte[]> rows = new ArrayList<>();
        outcomes.forEach(outcome -> rows.add(row(outcome)));
        return rows;
    }

    /** How many outcomes a record has: its events, or its violations, or the one refusal. */
    private static int expected(EventPipeline pipeline, byte[] record) {
        PayloadLoader.Loaded loaded = new PayloadLoader(pipeline.options().loader()).load(record);
        if (loaded instanceof PayloadLoader.Loaded.Unloadable unloadable) {
            return unloadable.failures().size();
        }
        AdapterResult adapted =
                new AdapterRegistry().adapt(((PayloadLoader.Loaded.Payload) loaded).payload(), Pipelines.IGLU);
        return adapted instanceof AdapterResult.Events events ? events.events().size() : 1;
    }

    /** The row as it would be written, once it is known to be readable. */
    private static byte[] row(Outcome outcome) {
        return outcome.fold(
                good -> event(good.event()),
                bad -> badRow(bad.row()),
                incomplete -> {
                    badRow(incomplete.failures());
                    return event(incomplete.event());
                },
                dropped -> new byte[0]);
    }

    private static byte[] event(EnrichedEvent event) {
        byte[] row = EnrichedTsv.encode(event);
        int tabs = 0;
        for (byte b : row) {
            tabs += b == '\t' ? 1 : 0;
            if (b == '\n' || b == '\r') {
                throw new AssertionError("a line break in " + utf8(row));
            }
        }
        assertThat(tabs).as("tabs").isEqualTo(TABS);
        utf8(row);
        return row;
    }

    private static byte[] badRow(BadRow row) {
        assertThat(row.failure().kind()).as(() -> "crash: " + row.failure()).isNotEqualTo(BadRow.Kind.GENERIC_ERROR);
        byte[] json = BadRowJson.encode(row);
        utf8(json);
        try {
            JsonNode read = JSON.readTree(json);
            assertThat(read.at("/data/failure/timestamp").isTextual()).isTrue();
            assertThat(read.at("/data/payload").isMissingNode()).isFalse();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        for (byte b : json) {
            if (b >= 0 && b < ' ') {
                throw new AssertionError("a control character in a bad row");
            }
        }
        return json;
    }

    private static String utf8(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new AssertionError("not UTF-8", e);
        }
    }
}
