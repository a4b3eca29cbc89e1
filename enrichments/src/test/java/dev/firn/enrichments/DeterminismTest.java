package dev.firn.enrichments;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firn.serdes.event.AtomicField;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** The same record, clock and ids give the same bytes, whoever asks and how often. */
class DeterminismTest {

    private static final int THREADS = 4;

    private final List<byte[]> records = records();

    @Test
    void twoPipelinesWriteTheSameBytes() {
        assertThat(written(pipeline())).isEqualTo(written(pipeline()));
    }

    @Test
    void aPipelineWritesTheSameBytesAgain() {
        EventPipeline pipeline = pipeline();

        assertThat(written(pipeline)).isEqualTo(written(pipeline));
    }

    @Test
    void threadsThatShareAPipelineWriteTheSameBytes() throws Exception {
        // given
        List<String> expected = written(pipeline());
        EventPipeline shared = pipeline();
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            // when
            List<Future<List<String>>> results =
                    threads.invokeAll(Collections.nCopies(THREADS, (Callable<List<String>>) () -> written(shared)));

            // then
            for (Future<List<String>> result : results) {
                assertThat(result.get()).isEqualTo(expected);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    @SuppressWarnings("unchecked")
    void theEventsOfABatchStayInOrder() {
        // given
        Map<String, String>[] events = new Map[200];
        for (int i = 0; i < events.length; i++) {
            events[i] = Map.of("e", "pv", "p", "web", "tv", "x", i % 3 == 0 ? "tid" : "aid", "a" + i);
        }

        // when
        List<Outcome> outcomes =
                pipeline().process(CollectorRecord.events(events).bytes());

        // then
        assertThat(outcomes).hasSize(events.length);
        for (int i = 0; i < events.length; i++) {
            if (i % 3 == 0) {
                assertThat(Outcomes.messages(Outcomes.bad(outcomes.get(i)))).contains("\"value\":\"a" + i + "\"");
            } else {
                assertThat(Outcomes.good(outcomes.get(i)).text(AtomicField.APP_ID))
                        .isEqualTo("a" + i);
            }
        }
    }

    private static EventPipeline pipeline() {
        return Pipelines.builder()
                .ids(EventIds.ofContent())
                .enrichments(BuiltIn.enrichments())
                .build();
    }

    private static List<byte[]> records() {
        List<byte[]> records = new ArrayList<>(HostileRecords.captured());
        HostileRecords generated = new HostileRecords(4711);
        for (int i = 0; i < 300; i++) {
            records.add(generated.next());
        }
        return records;
    }

    private List<String> written(EventPipeline pipeline) {
        List<String> rows = new ArrayList<>();
        records.forEach(record ->
                Promises.keep(pipeline, record).forEach(row -> rows.add(new String(row, StandardCharsets.UTF_8))));
        return rows;
    }
}
