package dev.firn.enrichments;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firn.enrichments.assets.AssetListener;
import dev.firn.enrichments.assets.AssetStore;
import dev.firn.enrichments.assets.RefreshSummary;
import dev.firn.enrichments.iplookups.IpLookupsFactory;
import dev.firn.enrichments.referer.RefererFactory;
import dev.firn.enrichments.spi.Configs;
import dev.firn.enrichments.spi.EnrichmentConfig;
import dev.firn.enrichments.spi.EnrichmentFactory;
import dev.firn.enrichments.spi.Resources;
import dev.firn.serdes.event.AtomicField;
import dev.firn.serdes.event.EnrichedEvent;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Data files are replaced while events are enriched: by other versions, and by damaged ones. */
@Timeout(120)
class SwappedFilesTest {

    private static final int REPLACEMENTS = 50;
    private static final CollectorRecord RECORD =
            CollectorRecord.pixel("e=pv&refr=http://search.example/?q=x").ipAddress("214.78.120.5");

    @TempDir
    Path folder;

    private final AtomicInteger refusals = new AtomicInteger();
    private final Set<String> seen = ConcurrentHashMap.newKeySet();

    @Test
    void everyEventShowsOneOfTheGoodVersions() throws Exception {
        // given
        byte[] city = database("GeoIP2-City-Test.mmdb");
        byte[] noCity = database("GeoLite2-City-Test.mmdb");
        byte[] one = referrers("One");
        byte[] other = referrers("Other");
        Path geo = Files.write(folder.resolve("geo.mmdb"), city);
        Path referers = Files.write(folder.resolve("referers.json"), one);
        AtomicBoolean done = new AtomicBoolean();
        ExecutorService streams = Executors.newFixedThreadPool(2);
        try (AssetStore store = AssetStore.builder(InstantSource.system())
                .listener(new AssetListener() {
                    @Override
                    public void refused(String owner, String location, String reason) {
                        refusals.incrementAndGet();
                    }
                })
                .build()) {
            EventPipeline pipeline = pipeline(store);
            Set<String> good = good(pipeline, store, geo, List.of(city, noCity), referers, List.of(one, other));
            List<Future<Integer>> counts = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                counts.add(streams.submit(() -> process(pipeline, done)));
            }

            // when
            Random random = new Random(1);
            int damaged = 0;
            for (int i = 0; i < REPLACEMENTS; i++) {
                boolean ofAddresses = random.nextBoolean();
                byte[] next = ofAddresses ? (random.nextBoolean() ? city : noCity) : random.nextBoolean() ? one : other;
                int kind = i % 3;
                replace(ofAddresses ? geo : referers, damaged(next, kind, random), random.nextBoolean());
                RefreshSummary summary = store.refresh();
                damaged += summary.refused();
                assertThat(summary.refused() > 0 || kind == 0)
                        .as("damage is noticed")
                        .isTrue();
                Thread.sleep(5);
            }
            done.set(true);

            // then
            for (Future<Integer> count : counts) {
                assertThat(count.get()).isGreaterThan(REPLACEMENTS);
            }
            assertThat(seen).isSubsetOf(good).hasSizeGreaterThan(1);
            assertThat(refusals).hasValue(damaged);
        } finally {
            done.set(true);
            streams.shutdownNow();
        }
    }

    /** What events show of each pair of good versions. */
    private static Set<String> good(
            EventPipeline pipeline, AssetStore store, Path geo, List<byte[]> cities, Path referers, List<byte[]> tables)
            throws IOException {
        Set<String> good = ConcurrentHashMap.newKeySet();
        for (byte[] city : cities) {
            for (byte[] table : tables) {
                Files.write(geo, city);
                Files.write(referers, table);
                store.refresh();
                good.add(shown(pipeline));
            }
        }
        assertThat(good).hasSize(4);
        return good;
    }

    private int process(EventPipeline pipeline, AtomicBoolean done) {
        int count = 0;
        while (!done.get()) {
            seen.add(shown(pipeline));
            count++;
        }
        return count;
    }

    private static String shown(EventPipeline pipeline) {
        EnrichedEvent event = Outcomes.good(pipeline, RECORD);
        return event.text(AtomicField.GEO_CITY) + " " + event.text(AtomicField.GEO_ZIPCODE) + " "
                + event.text(AtomicField.REFR_SOURCE) + " " + event.text(AtomicField.REFR_TERM);
    }

    /** Whole, cut off, or garbage. */
    private static byte[] damaged(byte[] good, int kind, Random random) {
        if (kind == 0) {
            return good;
        }
        byte[] bytes = Arrays.copyOf(good, 1 + random.nextInt(good.length - 1));
        if (kind == 2) {
            random.nextBytes(bytes);
        }
        return bytes;
    }

    private void replace(Path file, byte[] content, boolean inPlace) throws IOException {
        if (inPlace) {
            Files.write(file, content);
        } else {
            Path next = Files.write(folder.resolve("next"), content);
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private EventPipeline pipeline(AssetStore store) {
        Resources resources = Configs.RESOURCES.with(store);
        return Pipelines.with(
                one(
                        new IpLookupsFactory(),
                        "ip_lookups/jsonschema/2-0-0",
                        "{\"geo\": {\"uri\": \"%s\", \"database\": \"geo.mmdb\"}}",
                        resources),
                one(
                        new RefererFactory(),
                        "referer_parser/jsonschema/2-0-0",
                        "{\"internalDomains\": [], \"database\": \"referers.json\", \"uri\": \"%s\"}",
                        resources));
    }

    private ConfiguredEnrichment one(EnrichmentFactory factory, String schema, String parameters, Resources resources) {
        EnrichmentConfig config = Configs.config(
                """
                {"schema": "iglu:com.snowplowanalytics.snowplow/%s", "data": {"enabled": true, "parameters": %s}}"""
                        .formatted(schema, parameters.formatted(folder.toUri())));
        return new ConfiguredEnrichment(config.schema(), factory.create(config, resources));
    }

    private static byte[] referrers(String source) {
        return "{\"search\": {\"%s\": {\"domains\": [\"search.example\"], \"parameters\": [\"q\"]}}}"
                .formatted(source)
                .getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] database(String name) throws IOException {
        try (InputStream in = SwappedFilesTest.class.getResourceAsStream("iplookups/" + name)) {
            return in.readAllBytes();
        }
    }
}
