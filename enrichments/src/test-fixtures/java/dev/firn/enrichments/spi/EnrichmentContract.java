package dev.firn.enrichments.spi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firn.enrichments.spi.EnrichmentResult.Changes;
import dev.firn.registry.CheckResult;
import dev.firn.registry.IgluClient;
import dev.firn.registry.Registries;
import dev.firn.registry.SelfDescribingJson;
import dev.firn.serdes.event.AtomicField;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every enrichment promises, on generated events. Its test extends this and adds what is special. */
public abstract class EnrichmentContract {

    private static final long SEED = 20260102L;
    private static final int THREADS = 4;

    private final List<EventView> events = GeneratedEvents.of(SEED, 300);
    private Enrichment enrichment;

    /** A new instance, as its factory makes it, that does something to most events. */
    protected abstract Enrichment enrichment();

    @BeforeEach
    public void create() {
        enrichment = enrichment();
    }

    @AfterEach
    public void close() {
        enrichment.close();
    }

    @Test
    public void hasANameFitForMetrics() {
        assertThat(enrichment.name()).matches("[A-Za-z][A-Za-z0-9 _-]*");
    }

    @Test
    public void neverThrowsOnGeneratedEvents() {
        for (EventView event : events) {
            assertThat(enrichment.enrich(event)).isNotNull();
        }
    }

    @Test
    public void setsOnlyDeclaredColumnsToValuesOfTheirKind() {
        for (EventView event : events) {
            if (enrichment.enrich(event) instanceof Changes changes) {
                for (Changes.Column column : changes.columns()) {
                    AtomicField field = column.field();
                    assertThat(enrichment.writes()).contains(field);
                    if (column.value() != null) {
                        assertThat(column.value()).isInstanceOf(field.kind().type());
                    }
                }
            }
        }
    }

    @Test
    public void attachesOnlyContextsThatFitTheirSchemas() {
        IgluClient client = IgluClient.builder()
                .registries(List.of(Registries.igluCentralSnapshot().orElseThrow()))
                .refreshInline()
                .build();
        for (EventView event : events) {
            if (enrichment.enrich(event) instanceof Changes changes) {
                for (SelfDescribingJson context : changes.contexts()) {
                    assertThat(client.check(context)).isInstanceOf(CheckResult.Valid.class);
                }
            }
        }
    }

    @Test
    public void givesTheSameResultForTheSameEvent() {
        List<EnrichmentResult> first = events.stream().map(enrichment::enrich).toList();
        List<EnrichmentResult> second = events.stream().map(enrichment::enrich).toList();
        assertThat(second).isEqualTo(first);
    }

    @Test
    public void givesTheSameResultsOnManyThreadsAsOnOne() throws Exception {
        // given
        List<EnrichmentResult> expected =
                events.stream().map(enrichment::enrich).toList();
        List<Callable<List<EnrichmentResult>>> tasks = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            long order = i;
            tasks.add(() -> enrichInOrder(order));
        }
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            // when
            List<Future<List<EnrichmentResult>>> results = threads.invokeAll(tasks);
            // then
            for (Future<List<EnrichmentResult>> result : results) {
                assertThat(result.get()).isEqualTo(expected);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    /** Results by event, but made in an order of the thread's own. */
    private List<EnrichmentResult> enrichInOrder(long order) {
        List<Integer> indexes = new ArrayList<>();
        for (int i = 0; i < events.size(); i++) {
            indexes.add(i);
        }
        Collections.shuffle(indexes, new Random(order));
        EnrichmentResult[] results = new EnrichmentResult[events.size()];
        indexes.forEach(i -> results[i] = enrichment.enrich(events.get(i)));
        return List.of(results);
    }
}
