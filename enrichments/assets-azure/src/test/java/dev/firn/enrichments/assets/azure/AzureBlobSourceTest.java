package dev.firn.enrichments.assets.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firn.enrichments.assets.AssetSource;
import dev.firn.enrichments.assets.AssetStore;
import dev.firn.enrichments.assets.RefreshSummary;
import dev.firn.enrichments.spi.Assets;
import dev.firn.enrichments.spi.Assets.Asset;
import dev.firn.enrichments.spi.EnrichmentConfigException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Azure's own client against a server of this test. */
@Timeout(120)
class AzureBlobSourceTest {

    private static final Assets.Loader<String> TEXT = files -> Files.readString(files.get("geo"));

    private final BlobServer server = new BlobServer();
    private final AssetStore store = AssetStore.builder(InstantSource.system())
            .maxBytes(1000)
            .source(new AzureBlobSource(Map.of("AZURE_STORAGE_CONNECTION_STRING", server.connectionString())))
            .build();

    @AfterEach
    void close() {
        store.close();
        server.close();
    }

    @Test
    void isFoundByItsScheme() {
        assertThat(ServiceLoader.load(AssetSource.class))
                .anySatisfy(source -> assertThat(source).isInstanceOf(AzureBlobSource.class));
    }

    @Test
    void readsABlobAndLaterAsksOnlyWhetherItChanged() {
        server.put("/container/third-party/GeoLite2 City.mmdb", "one");
        Asset<String> asset = open("az://container/third-party/GeoLite2%20City.mmdb");
        assertThat(asset.current()).isEqualTo("one");
        assertThat(store.states().get(0).lastModified()).isEqualTo(Instant.parse("1994-11-06T08:49:37Z"));

        assertThat(store.refresh()).isEqualTo(new RefreshSummary(0, 1, 0));
        assertThat(server.requests).hasSize(2);
        assertThat(server.requests.get(1)).contains(" if not \"0x");

        server.put("/container/third-party/GeoLite2 City.mmdb", "two");
        assertThat(store.refresh()).isEqualTo(new RefreshSummary(1, 0, 0));
        assertThat(asset.current()).isEqualTo("two");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://accountoftest.blob.core.windows.net/container/path/key",
                "wasbs://container@accountoftest.blob.core.windows.net/path/key",
                "abfss://container@accountoftest.dfs.core.windows.net/path/key"
            })
    void knowsTheFormsOfALocation(String location) {
        server.put("/container/path/key", "one");
        assertThat(open(location).current()).isEqualTo("one");
        assertThat(server.requests).singleElement().asString().contains(" by SharedKey accountoftest:");
    }

    @Test
    void triesAgainWhatMayPass() {
        server.put("/container/key", "one");
        server.failures.set(1);
        assertThat(open("az://container/key").current()).isEqualTo("one");
        assertThat(server.requests).hasSize(2);
    }

    @Test
    void goesOnAfterACut() {
        server.put("/container/key", "one and more");
        server.cuts.set(1);
        assertThat(open("az://container/key").current()).isEqualTo("one and more");
    }

    @Test
    void tellsWhatIsWrong() {
        assertRefused("az://container/none", "status 404: BlobNotFound");
        assertRefused("az://container", "expected az://CONTAINER/BLOB");
        assertRefused("wasbs://container/key", "expected wasbs://CONTAINER@ACCOUNT.blob.core.windows.net/BLOB");
        assertRefused(
                "wasbs://container@account.blob.core.example.com/key",
                "expected wasbs://CONTAINER@ACCOUNT.blob.core.windows.net/BLOB");
        server.put("/container/empty", "");
        assertRefused("az://container/empty", "is empty");
        server.put("/container/long", "0123456789".repeat(101));
        assertRefused("az://container/long", "response larger than 1000 bytes");
    }

    @Test
    void needsToKnowTheAccount() {
        try (AssetStore other = AssetStore.builder(InstantSource.system())
                .source(new AzureBlobSource(Map.of()))
                .build()) {
            assertThatThrownBy(() -> other.open("ip_lookups", Map.of("geo", "az://container/key"), TEXT))
                    .hasMessageContaining("AZURE_STORAGE_ACCOUNT");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "https://a.blob.core.windows.net/c/k,                AZURE_CLIENT_ID,   true",
        "https://a.blob.core.windows.net/c/k,                AZURE_STORAGE_KEY, true",
        "https://a.blob.core.usgovcloudapi.net/c/k,          AZURE_CLIENT_ID,   true",
        "https://a.blob.core.windows.net/c/k,                HOME,              false",
        "https://a.blob.core.windows.net/c/k?sv=1&sig=s,     AZURE_CLIENT_ID,   false",
        "https://a.blob.core.windows.net.example.com/c/k,    AZURE_CLIENT_ID,   false",
        "https://example.com/c/k,                            AZURE_CLIENT_ID,   false",
        "https://blob.core.windows.net/c/k,                  AZURE_CLIENT_ID,   false",
        "az://c/k,                                           HOME,              true"
    })
    void leavesPublicAndSignedUrlsToOrdinaryDownloads(String location, String variable, boolean accepted) {
        assertThat(new AzureBlobSource(Map.of(variable, "x")).accepts(URI.create(location)))
                .isEqualTo(accepted);
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
