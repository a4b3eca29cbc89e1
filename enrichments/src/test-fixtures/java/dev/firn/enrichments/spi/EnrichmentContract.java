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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
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
    public void declaresWhatItReads() {
        Set<EventPart> declared = reads(enrichment.derivations());
        for (EventView event : events) {
            DeclaredView view = new DeclaredView(event, declared);

            EnrichmentResult result = enrichment.enrich(view);

            assertThat(view.undeclared())
                    .as("parts that are read, but not declared")
                    .isEmpty();
            assertThat(result).as("made of the declared parts alone").isEqualTo(enrichment.enrich(event));
        }
    }

    @Test
    public void makesEachPartOfWhatIsDeclaredForIt() {
        for (EventView event : events) {
            if (!(enrichment.enrich(event) instanceof Changes whole)) {
                continue;
            }
            for (EventPart part : parts(enrichment.derivations())) {
                Set<EventPart> declared = reads(enrichment.derivations().stream()
                        .filter(derivation -> derivation.to().contains(part))
                        .toList());
                EnrichmentResult result = enrichment.enrich(new DeclaredView(event, declared));
                assertThat(written(part, result, event))
                        .as("%s, made of %s alone", part, declared)
                        .isEqualTo(written(part, whole, event));
            }
        }
    }

    @Test
    public void declaresWhatItWrites() {
        Set<EventPart> declared = parts(enrichment.derivations());
        assertThat(EventPart.columns(enrichment.writes()))
                .as("columns that the pipeline lets it set")
                .containsAll(declared.stream()
                        .filter(part -> part.kind() == EventPart.Kind.COLUMN)
                        .toList());
        for (EventView event : events) {
            if (enrichment.enrich(event) instanceof Changes changes) {
                for (Changes.Column column : changes.columns()) {
                    assertThat(declared).contains(EventPart.column(column.field()));
                }
                for (SelfDescribingJson context : changes.contexts()) {
                    boolean isNew = !event.derivedContexts().contains(context);
                    assertThat(!isNew || declared.stream().anyMatch(part -> isOne(part, context)))
                            .as("%s is declared", context.schema())
                            .isTrue();
                }
            }
        }
    }

    private static boolean isOne(EventPart part, SelfDescribingJson context) {
        return DeclaredView.matches(part, EventPart.Kind.DERIVED_CONTEXTS, context);
    }

    private static Set<EventPart> reads(List<Derivation> derivations) {
        Set<EventPart> reads = new LinkedHashSet<>();
        derivations.forEach(derivation -> {
            reads.addAll(derivation.from());
            reads.addAll(derivation.when());
        });
        return reads;
    }

    private static Set<EventPart> parts(List<Derivation> derivations) {
        Set<EventPart> parts = new LinkedHashSet<>();
        derivations.forEach(derivation -> parts.addAll(derivation.to()));
        return parts;
    }

    /** What a result has for a part: values, or contexts that were not there before. A column that is cleared was not set. */
    private static List<Object> written(EventPart part, EnrichmentResult result, EventView event) {
        if (!(result instanceof Changes changes)) {
            return List.of();
        }
        List<Object> written = new ArrayList<>();
        for (Changes.Column column : changes.columns()) {
            if (part.equals(EventPart.column(column.field())) && column.value() != null) {
                written.add(column.value());
            }
        }
        for (SelfDescribingJson context : changes.contexts()) {
            if (isOne(part, context) && !event.derivedContexts().contains(context)) {
                written.add(context);
            }
        }
        return written;
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
