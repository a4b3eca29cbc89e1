package dev.firn.app.metrics;

import dev.firn.app.config.FirnConfig;
import dev.firn.metrics.EnrichMeters;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.ExpositionFormats;
import io.prometheus.metrics.model.snapshots.Labels;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.KafkaClientSupplier;
import org.apache.kafka.streams.KafkaStreams;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All numbers of a running application: made before anything else, closed last. Thread-safe.
 *
 * <pre>{@code
 * AppMetrics metrics = AppMetrics.of(config.metrics(), config.applicationId());
 * … build the topology with the listeners of metrics.meters() …
 * KafkaStreams streams = new KafkaStreams(topology, settings, metrics.clients());
 * metrics.watch(streams);   // before start()
 * metrics.watchFolder(Path.of(settings.getProperty("state.dir")));
 * … metrics.scrape(accept) answers /metrics …
 * metrics.close();          // tells the last counts
 * }</pre>
 *
 * <p>Kafka's own numbers are read where they are, by a table of those worth having, and not through Micrometer's binder
 * for Kafka Streams: that one makes meters of all of them, labelled with a name that is random in each start, and compares
 * them once a minute with what is there.
 */
public final class AppMetrics implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(AppMetrics.class);
    private static final Duration COUNTS_PERIOD = Duration.ofMinutes(1);
    private static final int FIRST_PAGE_BYTES = 1 << 16;
    private static final long LAST_PUSH_SECONDS = 5;

    private final PrometheusMeterRegistry registry;
    private final EnrichMeters meters;
    private final ExpositionFormats formats = ExpositionFormats.init();
    private final RestoreProgress restore = new RestoreProgress(InstantSource.system());
    private final ProcessNumbers process = new ProcessNumbers();
    private final MeteredClients clients;
    private final StreamsWatch streams;
    private final Counter replacements;
    private final CountsLog counts;
    private final List<Runnable> pushes = new ArrayList<>();
    // One thread for brokers and RocksDB, one for pushes: a name server that does not answer must not stop the other.
    private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(2, task -> {
        Thread thread = new Thread(task, "firn-metrics");
        thread.setDaemon(true);
        return thread;
    });

    private AppMetrics(FirnConfig.Metrics config, String application) {
        Map<String, String> tags = new TreeMap<>(config.tags());
        tags.putIfAbsent("app", application);
        registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        SeriesLimit limit = new SeriesLimit(KafkaReading.MOST_SERIES);
        registry.config()
                .commonTags(tags.entrySet().stream()
                        .map(tag -> Tag.of(tag.getKey(), tag.getValue()))
                        .toList())
                .meterFilter(limit);
        process.bindTo(registry);
        meters = EnrichMeters.of(registry);
        meters.watchStateMemory();
        clients = new MeteredClients(new Transactions(registry));
        Labels labels =
                Labels.of(List.copyOf(tags.keySet()), tags.values().stream().toList());
        streams = new StreamsWatch(labels, application, clients);
        registry.getPrometheusRegistry().register(streams);
        replacements = Counter.builder("firn.thread.replacements")
                .description("Stream threads that died and were replaced.")
                .register(registry);
        FunctionCounter.builder("firn.metrics.refused", limit, SeriesLimit::refused)
                .description("Times that a number was not counted because its name has too many labels.")
                .register(registry);
        bindRestore();
        counts = new CountsLog(registry, tags.keySet());
        start(config);
    }

    /**
     * A registry with the labels of the configuration and {@code app}, the application id. Starts to push where the
     * configuration says so, and to log counts.
     *
     * @param application name of the consumer group
     */
    public static AppMetrics of(FirnConfig.Metrics config, String application) {
        return new AppMetrics(config, application);
    }

    private void bindRestore() {
        Gauge.builder("firn.state.restore.remaining.records", restore, RestoreProgress::remainingRecords)
                .description("Records of changelogs to be read before the tasks of this instance can work.")
                .register(registry);
        FunctionCounter.builder("firn.state.restored.records", restore, RestoreProgress::restoredRecords)
                .description("Records of changelogs read by tasks that wait for their state.")
                .register(registry);
        Gauge.builder("firn.state.restoring.stores", restore, RestoreProgress::restoringStores)
                .description("Stores, one for each task, that are being filled.")
                .register(registry);
        Gauge.builder("firn.state.standby.lag.records", restore, RestoreProgress::standbyLagRecords)
                .description("Records of changelogs that standbys were behind when they last read.")
                .register(registry);
    }

    private void start(FirnConfig.Metrics config) {
        every(StreamsWatch.LOOK, streams::look);
        every(COUNTS_PERIOD, counts::tell);
        FirnConfig.Statsd statsd = config.statsd();
        if (statsd != null) {
            StatsdPush push = new StatsdPush(statsd, new PushedNumbers(registry));
            push(statsd.period(), push::push);
        }
        FirnConfig.Stdout stdout = config.stdout();
        if (stdout != null) {
            LogPush push = new LogPush(stdout, new PushedNumbers(registry));
            push(stdout.period(), push::push);
        }
    }

    private void push(Duration period, Runnable push) {
        pushes.add(push);
        every(period, push);
    }

    private void every(Duration period, Runnable task) {
        Runnable careful = () -> {
            try {
                task.run();
            } catch (RuntimeException e) {
                // An exception would end the repetition without a word.
                LOG.error("bug: numbers were not taken", e);
            }
        };
        var unused = timer.scheduleWithFixedDelay(careful, period.toMillis(), period.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** The listeners that count and time all parts of the topology. */
    public EnrichMeters meters() {
        return meters;
    }

    /** Where meters are registered. */
    public MeterRegistry registry() {
        return registry;
    }

    /** How far stores are filled; already told by the streams that are {@link #watch watched}. */
    public RestoreProgress restore() {
        return restore;
    }

    /**
     * Records that can be read and are not yet committed, by partition that this instance has, as brokers said within the
     * last {@code 15} seconds; empty while that is not known.
     */
    public Map<TopicPartition, Long> lag() {
        return streams.lag();
    }

    /** Kafka's usual clients, but that they count and time transactions; for {@code new KafkaStreams}. */
    public KafkaClientSupplier clients() {
        return clients;
    }

    /**
     * Shows the numbers of these streams; sets their listeners of restores and standbys.
     *
     * @param running made with {@link #clients}, not yet started
     */
    public void watch(KafkaStreams running) {
        running.setGlobalStateRestoreListener(restore);
        running.setStandbyUpdateListener(restore);
        streams.watch(running);
    }

    /** Shows how full the volume of this folder is. */
    public void watchFolder(Path state) {
        streams.watch(state);
    }

    /** A stream thread died and is replaced. */
    public void threadReplaced() {
        replacements.increment();
    }

    /**
     * The page {@code /metrics}.
     *
     * @param accept of the request; OpenMetrics is written to who asks for it, else Prometheus' text
     */
    public MetricsPage scrape(@Nullable String accept) {
        ExpositionFormatWriter writer = writer(accept);
        ByteArrayOutputStream page = new ByteArrayOutputStream(FIRST_PAGE_BYTES);
        try {
            writer.write(page, registry.getPrometheusRegistry().scrape());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new MetricsPage(writer.getContentType(), page.toByteArray());
    }

    private ExpositionFormatWriter writer(@Nullable String accept) {
        ExpositionFormatWriter open = formats.getOpenMetricsTextFormatWriter();
        return open.accepts(accept) ? open : formats.getPrometheusTextFormatWriter();
    }

    /** Tells the last counts, in the log and to who gets numbers pushed. To be called when the streams have ended. */
    @Override
    public void close() {
        timer.shutdownNow();
        try {
            // Two threads that tell the same numbers at once would tell some of them twice.
            if (timer.awaitTermination(LAST_PUSH_SECONDS, TimeUnit.SECONDS)) {
                pushes.forEach(Runnable::run);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        counts.tell();
        process.close();
        registry.close();
    }
}
