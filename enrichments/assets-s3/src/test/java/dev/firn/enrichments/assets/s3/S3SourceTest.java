package dev.firn.enrichments.assets.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firn.enrichments.assets.AssetStore;
import dev.firn.enrichments.assets.AssetStoreBuilder;
import dev.firn.enrichments.assets.RefreshSummary;
import dev.firn.enrichments.spi.Assets;
import dev.firn.enrichments.spi.Assets.Asset;
import dev.firn.enrichments.spi.EnrichmentConfigException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.ProxyConfiguration;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;

/** The SDK's own client against a server of this test. */
@Timeout(60)
class S3SourceTest {

    private static final Assets.Loader<String> TEXT = files -> Files.readString(files.get("geo"));

    private final ObjectServer server = new ObjectServer();
    private final Properties before = new Properties();

    @BeforeEach
    void whatTheSdkReads() {
        before.putAll(System.getProperties());
        System.setProperty("aws.endpointUrlS3", "http://127.0.0.1:" + server.port());
        System.setProperty("aws.region", "eu-central-1");
        System.setProperty("aws.accessKeyId", "KEYOFTEST");
        System.setProperty("aws.secretAccessKey", "secret");
    }

    @AfterEach
    void close() {
        System.setProperties(before);
        server.close();
    }

    @Test
    void isFoundByItsSchemeAndSignsWithTheDefaultCredentials() {
        server.put("/assets.example/third-party/GeoLite2 City.mmdb", "one");
        try (AssetStore store = options().build()) {
            Asset<String> asset = open(store, "s3://assets.example/third-party/GeoLite2%20City.mmdb");
            assertThat(asset.current()).isEqualTo("one");
            assertThat(store.states().get(0).lastModified()).isEqualTo(Instant.parse("1994-11-06T08:49:37Z"));
        }
        assertThat(server.requests).singleElement().satisfies(request -> {
            assertThat(request.method()).isEqualTo("GET");
            assertThat(request.host()).startsWith("127.0.0.1:");
            assertThat(request.headers().getFirst("Authorization"))
                    .matches("AWS4-HMAC-SHA256 Credential=KEYOFTEST/\\d{8}/eu-central-1/s3/aws4_request, "
                            + "SignedHeaders=[a-z0-9;-]*host[a-z0-9;-]*, Signature=[0-9a-f]{64}");
        });
    }

    @Test
    void asksOnlyWhetherAnObjectChanged() {
        server.put("/bucket/key", "one");
        try (AssetStore store = options().build()) {
            Asset<String> asset = open(store, "s3://bucket/key");
            assertThat(store.refresh()).isEqualTo(new RefreshSummary(0, 1, 0));
            assertThat(server.requests.get(1).headers().getFirst("If-None-Match"))
                    .isNotNull();
            server.put("/bucket/key", "two");
            assertThat(store.refresh()).isEqualTo(new RefreshSummary(1, 0, 0));
            assertThat(asset.current()).isEqualTo("two");
            assertThat(server.requests).hasSize(3);
        }
    }

    @Test
    void namesBucketsByTheHostAtAmazon() {
        System.clearProperty("aws.endpointUrlS3");
        server.put("/path/key", "one");
        S3Source source = new S3Source(builder -> builder.region(Region.EU_WEST_1)
                .endpointOverride(URI.create("http://s3.eu-west-1.amazonaws.com"))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("ID", "secret")))
                .httpClientBuilder(UrlConnectionHttpClient.builder()
                        .proxyConfiguration(ProxyConfiguration.builder()
                                .endpoint(URI.create("http://127.0.0.1:" + server.port()))
                                .build())));
        try (AssetStore store = options().source(source).build()) {
            assertThat(open(store, "s3://bucket/path/key").current()).isEqualTo("one");
        }
        assertThat(server.requests.get(0).host()).isEqualTo("bucket.s3.eu-west-1.amazonaws.com");
    }

    @Test
    void triesAgainWhatMayPass() {
        server.put("/bucket/key", "one");
        server.failures.set(1);
        server.cuts.set(1);
        try (AssetStore store = options().build()) {
            assertThat(open(store, "s3://bucket/key").current()).isEqualTo("one");
        }
        assertThat(server.requests).hasSize(3);
    }

    @Test
    void tellsWhatS3Says() {
        assertRefused("s3://bucket/none", "status 404: NoSuchKey");
        assertRefused("s3://bucket/", "expected s3://BUCKET/KEY");
        assertRefused("s3://bucket/key?versionId=1", "expected s3://BUCKET/KEY");
        server.put("/bucket/empty", "");
        assertRefused("s3://bucket/empty", "is empty");
        server.put("/bucket/long", "0123456789".repeat(101));
        assertRefused("s3://bucket/long", "response larger than 1000 bytes");
        server.put("/bucket/cut", "cut");
        server.cuts.set(100);
        assertThatThrownBy(() -> read("s3://bucket/cut"))
                .isInstanceOf(EnrichmentConfigException.class)
                .hasMessageStartingWith("ip_lookups: geo: Cannot download s3://bucket/cut: ");
    }

    @Test
    void knowsWhenTheSdkIsToldOfAnotherServer() {
        assertThat(Endpoint.isConfigured(Map.of(), new Properties())).isFalse();
        assertThat(Endpoint.isConfigured(Map.of("AWS_ENDPOINT_URL", "http://minio"), new Properties()))
                .isTrue();
        assertThat(Endpoint.isConfigured()).isTrue();
    }

    private void assertRefused(String location, String reason) {
        assertThatThrownBy(() -> read(location))
                .isInstanceOf(EnrichmentConfigException.class)
                .hasMessage("ip_lookups: geo: Cannot download " + location + ": " + reason);
    }

    private static String read(String location) {
        try (AssetStore store = options().build()) {
            return open(store, location).current();
        }
    }

    private static AssetStoreBuilder options() {
        return AssetStore.builder(InstantSource.system()).maxBytes(1000);
    }

    private static Asset<String> open(AssetStore store, String location) {
        return store.open("ip_lookups", Map.of("geo", location), TEXT);
    }
}
