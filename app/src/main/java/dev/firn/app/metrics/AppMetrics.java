package dev.firn.app.metrics;

import dev.firn.app.config.FirnConfig;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.ExpositionFormats;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.apache.kafka.streams.KafkaClientSupplier;
import org.apache.kafka.streams.KafkaStreams;
import org.jspecify.annotations.Nullable;

/**
 * All numbers of a running application: made before anything else, closed last. Thread-safe.
 *
 * <pre>{@code
 * AppMetrics metrics = AppMetrics.of(config.metrics(), config.applicationId());
 * … build the topology with the listeners of metrics.meters() …
 * KafkaStreams streams = new KafkaStreams(topology, settings, metrics.clients());
 * metrics.watch(streams);   // before start()
 * … metrics.scrape(accept) answers /metrics …
 * metrics.close();          // tells the last counts
 * }</pre>
 */
public final class AppMetrics implements AutoCloseable {

    private static final int FIRST_PAGE_BYTES = 1 << 16;

    private final PrometheusMeterRegistry registry;
    private final ExpositionFormats formats = ExpositionFormats.init();
    private final RestoreProgress restore = new RestoreProgress(InstantSource.system());

    private AppMetrics(PrometheusMeterRegistry registry) {
        this.registry = registry;
    }

    /**
     * A registry with the labels of the configuration and {@code app}, the application id.
     *
     * @param application name of the consumer group
     */
    public static AppMetrics of(FirnConfig.Metrics config, String application) {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        List<Tag> tags = new ArrayList<>(List.of(Tag.of("app", application)));
        new TreeMap<>(config.tags()).forEach((name, value) -> tags.add(Tag.of(name, value)));
        registry.config().commonTags(tags);
        return new AppMetrics(registry);
    }

    /** Where meters are registered. */
    public MeterRegistry registry() {
        return registry;
    }

    /** How far stores are filled; already told by the streams that are {@link #watch watched}. */
    public RestoreProgress restore() {
        return restore;
    }

    /** Kafka's usual clients, with producers that count and time transactions; for {@code new KafkaStreams}. */
    public KafkaClientSupplier clients() {
        return new MeteredClients();
    }

    /**
     * Shows the numbers of these streams; sets their listeners of restores and standbys.
     *
     * @param streams not yet started
     */
    public void watch(KafkaStreams streams) {
        streams.setGlobalStateRestoreListener(restore);
        streams.setStandbyUpdateListener(restore);
    }

    /** A stream thread died and is replaced. */
    public void threadReplaced() {
        // Counted from the next commit on.
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

    /** Tells the last counts, in the log and to who gets numbers pushed. */
    @Override
    public void close() {
        registry.close();
    }
}
