package dev.firn.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firn.app.dev.InProcessBroker;
import dev.firn.app.http.Probe;
import dev.firn.app.run.EnrichService;
import dev.firn.app.run.TaskState;
import dev.firn.enrichments.ConfiguredEnrichment;
import dev.firn.enrichments.EventPipeline;
import dev.firn.enrichments.spi.Enrichment;
import dev.firn.enrichments.spi.EnrichmentResult;
import dev.firn.enrichments.spi.EventView;
import dev.firn.registry.IgluClient;
import dev.firn.registry.Registries;
import dev.firn.registry.SchemaKey;
import dev.firn.serdes.event.AtomicField;
import dev.firn.topology.EnrichTopology;
import dev.firn.topology.output.Output;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.apache.kafka.streams.StreamsConfig;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What probes say of streams on a real broker: of a thread that an enrichment blocks, a pause, and a broker that is gone. */
@Tag("long")
class LivenessTest {

    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final int EVENTS = 20;
    private static final String BLOCKED = "StreamThread-1";

    /** Holds events of one thread back for as long as it is told to. */
    private static final class Holding implements Enrichment {

        private volatile @Nullable CountDownLatch hold;

        @Override
        public String name() {
            return "holding";
        }

        @Override
        public Set<AtomicField> writes() {
            return Set.of();
        }

        @Override
        public EnrichmentResult enrich(EventView event) {
            CountDownLatch latch = hold;
            if (latch != null && Thread.currentThread().getName().endsWith(BLOCKED)) {
                try {
                    latch.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
            return EnrichmentResult.unchanged();
        }
    }

    @Test
    void blamesAThreadThatIsBlockedButNeitherAPauseNorABrokerThatIsGone(@TempDir Path folder) throws Exception {
        Holding holding = new Holding();
        CountDownLatch release = new CountDownLatch(1);
        InProcessBroker broker = Brokers.start();
        broker.createTopic("raw", 2);
        broker.createTopic("good", 1);
        broker.createTopic("bad", 1);
        try (IgluClient iglu = IgluClient.builder()
                        .registries(Registries.igluCentralSnapshot().stream().toList())
                        .build();
                Load load = new Load(broker.bootstrapServers(), "raw", 2, 1)) {
            EnrichService service = service(iglu, holding, broker.bootstrapServers(), folder);
            Supplier<String> state = () -> service.standing().toString();
            try {
                // Well: both threads work.
                load.send(EVENTS);
                service.start();
                Await.until("all is committed", LIMIT, () -> workers(service) == 2 && lag(service) == 0, state);
                Await.until(
                        "ready and alive",
                        LIMIT,
                        () -> service.ready().ok() && service.live().ok(),
                        state);

                // One is blocked, the other one is not.
                holding.hold = release;
                load.send(EVENTS);
                Await.until(
                        "one of them is stuck",
                        LIMIT,
                        () -> service.standing().stuck().size() == 1 && lag(service) == EVENTS / 2,
                        state);
                assertThat(service.live().ok()).isFalse();
                assertThat(service.live().detail()).startsWith("stuck: ").contains(BLOCKED);
                // Before, it may be blamed for committing nothing while more records came.
                Await.until(
                        "it is known that it does not move",
                        LIMIT,
                        () -> service.live().detail().contains(BLOCKED + " does not move"),
                        state);

                // And goes on.
                holding.hold = null;
                release.countDown();
                Await.until("alive again", LIMIT, () -> service.live().ok() && lag(service) == 0, state);

                // A pause is wanted, however much waits.
                service.pause();
                load.send(EVENTS);
                Await.until("it is seen that records wait", LIMIT, () -> lag(service) == EVENTS, state);
                assertAliveFor(PATIENCE.multipliedBy(2), service);
                assertThat(service.ready()).isEqualTo(Probe.no("paused by an operator"));
                service.resume();
                Await.until("ready again", LIMIT, () -> service.ready().ok() && lag(service) == 0, state);

                // No restart brings a broker back.
                broker.close();
                Await.until("silence", LIMIT, () -> service.standing().brokersSince() == null, state);
                assertAliveFor(PATIENCE.multipliedBy(2), service);
            } finally {
                release.countDown();
                service.close();
                assertThat(service.ready()).isEqualTo(Probe.no("stopping"));
            }
        } finally {
            broker.close();
        }
    }

    private static void assertAliveFor(Duration time, EnrichService service) throws InterruptedException {
        for (int i = 0; i < 10; i++) {
            Thread.sleep(time.toMillis() / 10);
            assertThat(service.live()).matches(Probe::ok);
        }
    }

    private static long workers(EnrichService service) {
        return service.standing().tasks().stream()
                .map(TaskState::thread)
                .distinct()
                .count();
    }

    /** Of all tasks; -1 while nobody knows. */
    private static long lag(EnrichService service) {
        long sum = 0;
        for (TaskState task : service.standing().tasks()) {
            for (TaskState.Input input : task.inputs()) {
                if (input.committed() == null || input.lag() == null) {
                    return -1;
                }
                sum += input.lag();
            }
        }
        return sum;
    }

    private static EnrichService service(IgluClient iglu, Enrichment enrichment, String servers, Path folder) {
        EventPipeline pipeline = EventPipeline.builder(iglu)
                .enrichments(List.of(new ConfiguredEnrichment(
                        SchemaKey.of("iglu:com.example/holding/jsonschema/1-0-0"), enrichment)))
                .build();
        Properties settings = new Properties();
        settings.setProperty(StreamsConfig.APPLICATION_ID_CONFIG, "liveness");
        settings.setProperty(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, servers);
        settings.setProperty(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        settings.setProperty(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, "100");
        settings.setProperty(StreamsConfig.NUM_STREAM_THREADS_CONFIG, "2");
        settings.setProperty(StreamsConfig.STATE_DIR_CONFIG, folder.toString());
        settings.setProperty(StreamsConfig.producerPrefix("transaction.timeout.ms"), "30000");
        return new EnrichService(
                EnrichTopology.builder(pipeline)
                        .input("raw")
                        .good(Output.to("good"))
                        .bad(Output.to("bad"))
                        .build(),
                settings,
                PATIENCE,
                Duration.ofSeconds(1),
                true,
                InstantSource.system());
    }
}
