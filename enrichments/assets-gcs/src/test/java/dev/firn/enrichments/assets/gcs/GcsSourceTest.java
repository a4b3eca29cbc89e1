package dev.firn.enrichments.assets.gcs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.auth.oauth2.AccessToken;
import com.google.auth.oauth2.GoogleCredentials;
import com.google.cloud.NoCredentials;
import dev.firn.enrichments.assets.AssetSource;
import dev.firn.enrichments.assets.AssetStore;
import dev.firn.enrichments.assets.RefreshSummary;
import dev.firn.enrichments.spi.Assets;
import dev.firn.enrichments.spi.Assets.Asset;
import dev.firn.enrichments.spi.EnrichmentConfigException;
import java.nio.file.Files;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Google's own client against a server of this test. */
@Timeout(120)
class GcsSourceTest {

    private static final Assets.Loader<String> TEXT = files -> Files.readString(files.get("geo"));

    private final ObjectServer server = new ObjectServer();
    private final AssetStore store = AssetStore.builder(InstantSource.system())
            .maxBytes(1000)
            .source(new GcsSource(
                    options -> options.setHost(server.host()).setCredentials(NoCredentials.getInstance())))
            .build();

    @AfterEach
    void close() {
        store.close();
        server.close();
    }

    @Test
    void isFoundByItsScheme() {
        assertThat(ServiceLoader.load(AssetSource.class))
                .anySatisfy(source -> assertThat(source).isInstanceOf(GcsSource.class));
    }

    @Test
    void readsAnObjectAndLaterAsksOnlyWhetherItChanged() {
        server.put("bucket", "third-party/GeoLite2 City.mmdb", "one");
        Asset<String> asset = open("gs://bucket/third-party/GeoLite2%20City.mmdb");
        assertThat(asset.current()).isEqualTo("one");
        assertThat(store.states().get(0).lastModified()).isEqualTo(Instant.parse("1994-11-06T08:49:37Z"));
        assertThat(server.requests).hasSize(2);

        assertThat(store.refresh()).isEqualTo(new RefreshSummary(0, 1, 0));
        assertThat(server.requests).hasSize(3);

        server.put("bucket", "third-party/GeoLite2 City.mmdb", "two");
        assertThat(store.refresh()).isEqualTo(new RefreshSummary(1, 0, 0));
        assertThat(asset.current()).isEqualTo("two");
    }

    @Test
    void sendsItsCredentials() {
        server.put("bucket", "key", "one");
        GoogleCredentials credentials = GoogleCredentials.create(
                new AccessToken("token-of-test", Date.from(Instant.parse("2999-01-01T00:00:00Z"))));
        try (AssetStore other = AssetStore.builder(InstantSource.system())
                .source(new GcsSource(options -> options.setHost(server.host()).setCredentials(credentials)))
                .build()) {
            other.open("ip_lookups", Map.of("geo", "gs://bucket/key"), TEXT);
        }
        assertThat(server.requests).isNotEmpty().allSatisfy(request -> assertThat(request)
                .endsWith(" as Bearer token-of-test"));
    }

    @Test
    void triesAgainWhatMayPass() {
        server.put("bucket", "key", "one");
        server.failures.set(1);
        assertThat(open("gs://bucket/key").current()).isEqualTo("one");
    }

    @Test
    void tellsWhatIsWrong() {
        assertRefused("gs://bucket/none", "status 404: there is no such object");
        assertRefused("gs://bucket", "expected gs://BUCKET/OBJECT");
        server.put("bucket", "empty", "");
        assertRefused("gs://bucket/empty", "is empty");
        server.put("bucket", "long", "0123456789".repeat(101));
        assertRefused("gs://bucket/long", "response larger than 1000 bytes");
        server.put("bucket", "damaged", "one", "AAAAAA==");
        assertRefused("gs://bucket/damaged", "the checksum of what was received is wrong");
    }

    private void assertRefused(String location, String reason) {
        assertThatThrownBy(() -> open(location))
                .isInstanceOf(EnrichmentConfigException.class)
                .hasMessage("ip_lookups: geo: Cannot download " + location + ": " + reason);
    }

    private Asset<String> open(String location) {
        return store.open("ip_lookups", Map.of("geo", location), TEXT);
    }
}
