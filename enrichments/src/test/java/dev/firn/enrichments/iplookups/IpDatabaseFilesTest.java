package dev.firn.enrichments.iplookups;

import static dev.firn.enrichments.iplookups.TestDatabases.parameters;
import static dev.firn.enrichments.spi.EventFixture.event;
import static dev.firn.serdes.event.AtomicField.GEO_CITY;
import static dev.firn.serdes.event.AtomicField.GEO_COUNTRY;
import static dev.firn.serdes.event.AtomicField.GEO_LATITUDE;
import static dev.firn.serdes.event.AtomicField.GEO_LONGITUDE;
import static dev.firn.serdes.event.AtomicField.GEO_REGION;
import static dev.firn.serdes.event.AtomicField.GEO_REGION_NAME;
import static dev.firn.serdes.event.AtomicField.GEO_TIMEZONE;
import static dev.firn.serdes.event.AtomicField.GEO_ZIPCODE;
import static dev.firn.serdes.event.AtomicField.IP_DOMAIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firn.enrichments.spi.Assets;
import dev.firn.enrichments.spi.Configs;
import dev.firn.enrichments.spi.Enrichment;
import dev.firn.enrichments.spi.EnrichmentConfigException;
import dev.firn.enrichments.spi.EnrichmentResult;
import dev.firn.enrichments.spi.Results;
import dev.firn.registry.SchemaKey;
import dev.firn.registry.SelfDescribingJson;
import dev.firn.serdes.event.AtomicField;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IpDatabaseFilesTest {

    private static final Map<String, Object> CITY = Map.of(
            "country", Map.of("iso_code", "KR"),
            "city", Map.of("names", Map.of("en", "Seoul", "ko", "서울")));

    /** A pointer to the place where the first record begins. */
    private static final byte[] POINTER_TO_FIRST_RECORD = {0b001_00_000, 0};

    @TempDir
    private Path folder;

    private static Enrichment enrichment(String parameters) {
        return Configs.create(new IpLookupsFactory(), parameters);
    }

    private static EnrichmentResult result(Enrichment enrichment, String address) {
        return enrichment.enrich(
                event().with(AtomicField.USER_IPADDRESS, address).view());
    }

    private static Map<AtomicField, @Nullable Object> columns(Enrichment enrichment, String address) {
        return Results.columns(result(enrichment, address));
    }

    @ParameterizedTest
    @CsvSource({
        "geo,            GeoIP2-ISP-Test.mmdb,             GeoIP2-ISP",
        "geo,            GeoIP2-Anonymous-IP-Test.mmdb,    GeoIP2-Anonymous-IP",
        "isp,            GeoIP2-City-Test.mmdb,            GeoIP2-City",
        "domain,         GeoIP2-ISP-Test.mmdb,             GeoIP2-ISP",
        "connectionType, GeoIP2-Domain-Test.mmdb,          GeoIP2-Domain",
        "asn,            GeoLite2-City-Test.mmdb,          GeoLite2-City"
    })
    void refusesADatabaseOfAnotherKind(String key, String file, String type) {
        assertThatThrownBy(() -> enrichment(parameters(key + "=" + file)))
                .isInstanceOf(EnrichmentConfigException.class)
                .hasMessageContaining("parameters." + key)
                .hasMessageContaining("'" + type + "'")
                .hasMessageContaining(file);
    }

    @Test
    void refusesADatabaseWhoseRecordHoldsItself() throws IOException {
        Path file = new MmdbFile("Test-City")
                .with("81.2.69.160", 32, Map.of("country", POINTER_TO_FIRST_RECORD))
                .write(folder.resolve("GeoLite2-City.mmdb"));
        assertThatThrownBy(() -> enrichment(parameters("geo=" + file)))
                .isInstanceOf(EnrichmentConfigException.class)
                .hasMessageContaining("a record of the database holds itself");
    }

    @Test
    void knowsNothingOfAnAddressWhoseRecordHoldsItself() throws IOException {
        Path file = new MmdbFile("Test-City")
                .with("81.2.69.160", 32, Map.of("timezone", POINTER_TO_FIRST_RECORD))
                .with("1.2.3.4", 32, Map.of("country_code", "KR"))
                .write(folder.resolve("GeoLite2-City.mmdb"));
        Enrichment enrichment = enrichment(parameters("geo=" + file));
        assertThat(columns(enrichment, "81.2.69.160")).isEmpty();
        assertThat(columns(enrichment, "1.2.3.4")).containsEntry(GEO_COUNTRY, "KR");
    }

    @Test
    void refusesWhatIsNoDatabase() throws IOException {
        Path missing = folder.resolve("missing.mmdb");
        Path text = Files.writeString(folder.resolve("text.mmdb"), "404 Not Found");
        Path empty = Files.write(folder.resolve("empty.mmdb"), new byte[0]);
        byte[] whole = Files.readAllBytes(TestDatabases.file("GeoIP2-City-Test.mmdb"));
        Path half = Files.write(folder.resolve("half.mmdb"), Arrays.copyOf(whole, whole.length / 2));
        for (Path file : List.of(missing, text, empty, half)) {
            assertThatThrownBy(() -> enrichment(parameters("geo=" + file)))
                    .isInstanceOf(EnrichmentConfigException.class)
                    .hasMessageContaining(file.getFileName().toString());
        }
    }

    @Test
    void leavesColumnsOfADatabaseAloneWhoseRecordIsDamaged() throws IOException {
        // given
        byte[] pointerIntoNowhere = {0x2F, (byte) 0xFF};
        Path geo = new MmdbFile("GeoIP2-City")
                .with("1.0.0.0", 8, CITY)
                .with("2.0.0.0", 8, pointerIntoNowhere)
                .with("3.0.0.0", 8, Map.of("country", "not a map"))
                .with("4.0.0.0", 8, Map.of("location", Map.of("latitude", "not a number")))
                .write(folder.resolve("geo.mmdb"));
        Path domain = new MmdbFile("GeoIP2-Domain")
                .with("0.0.0.0", 1, Map.of("domain", "example.com"))
                .write(folder.resolve("domain.mmdb"));
        Enrichment enrichment = enrichment(parameters("geo=" + geo, "domain=" + domain));
        // then
        assertThat(columns(enrichment, "1.0.0.1"))
                .containsEntry(GEO_CITY, "Seoul")
                .containsEntry(IP_DOMAIN, "example.com");
        for (String address : List.of("2.0.0.1", "3.0.0.1", "4.0.0.1")) {
            assertThat(columns(enrichment, address)).as(address).isEqualTo(Map.of(IP_DOMAIN, "example.com"));
        }
    }

    @Test
    void readsFlatRecords() throws IOException {
        Path file = new MmdbFile("city ipv4")
                .with(
                        "1.0.0.0",
                        8,
                        Map.of(
                                "country_code", "US",
                                "city", "Milton",
                                "state1", "Washington",
                                "postcode", "98354",
                                "latitude", 47.2513f,
                                "longitude", -122.3149,
                                "timezone", "America/Los_Angeles"))
                .with("2.0.0.0", 8, Map.of("country_code", "SE", "city", "", "latitude", "58.5", "longitude", "east"))
                .write(folder.resolve("city.mmdb"));
        Enrichment enrichment = enrichment(parameters("geo=" + file));
        assertThat(columns(enrichment, "1.2.3.4"))
                .containsEntry(GEO_COUNTRY, "US")
                .containsEntry(GEO_REGION, null)
                .containsEntry(GEO_REGION_NAME, "Washington")
                .containsEntry(GEO_CITY, "Milton")
                .containsEntry(GEO_ZIPCODE, "98354")
                .containsEntry(GEO_LATITUDE, 47.2513f)
                .containsEntry(GEO_LONGITUDE, -122.3149f)
                .containsEntry(GEO_TIMEZONE, "America/Los_Angeles");
        assertThat(columns(enrichment, "2.2.3.4"))
                .containsEntry(GEO_COUNTRY, "SE")
                .containsEntry(GEO_CITY, null)
                .containsEntry(GEO_LATITUDE, 58.5f)
                .containsEntry(GEO_LONGITUDE, null);
    }

    @Test
    void findsNoIpv6AddressInADatabaseOfIpv4() throws IOException {
        Path file = new MmdbFile("GeoIP2-City").with("0.0.0.0", 1, CITY).write(folder.resolve("geo.mmdb"));
        Enrichment enrichment = enrichment(parameters("geo=" + file));
        assertThat(columns(enrichment, "1.2.3.4")).containsEntry(GEO_COUNTRY, "KR");
        assertThat(columns(enrichment, "::ffff:1.2.3.4")).containsEntry(GEO_COUNTRY, "KR");
        assertThat(result(enrichment, "2001:db8::1")).isSameAs(EnrichmentResult.unchanged());
    }

    @Test
    void attachesOnlyNumbersThatFitTheContext() throws IOException {
        Path file = new MmdbFile("asn ipv4")
                .with("1.0.0.0", 8, Map.of("autonomous_system_number", Integer.MAX_VALUE))
                .with("2.0.0.0", 8, Map.of("autonomous_system_number", 4_200_000_000L))
                .with(
                        "3.0.0.0",
                        8,
                        Map.of("autonomous_system_number", "64500", "autonomous_system_organization", "Lab"))
                .with("4.0.0.0", 8, Map.of("autonomous_system_number", "AS64500"))
                .with("5.0.0.0", 8, Map.of("autonomous_system_organization", "Lab"))
                .write(folder.resolve("asn.mmdb"));
        Enrichment enrichment = new IpLookupsFactory()
                .create(
                        Configs.config(
                                """
                                {"schema": "iglu:com.snowplowanalytics.snowplow/ip_lookups/jsonschema/2-0-1",
                                 "data": {"parameters": %s}}"""
                                        .formatted(parameters("asn=" + file))),
                        Configs.RESOURCES);
        assertThat(asn(enrichment, "1.0.0.1")).containsExactly("{\"number\":2147483647}");
        assertThat(asn(enrichment, "2.0.0.1")).isEmpty();
        assertThat(asn(enrichment, "3.0.0.1")).containsExactly("{\"number\":64500,\"organization\":\"Lab\"}");
        assertThat(asn(enrichment, "4.0.0.1")).isEmpty();
        assertThat(asn(enrichment, "5.0.0.1")).isEmpty();
    }

    private static List<String> asn(Enrichment enrichment, String address) {
        return Results.contexts(result(enrichment, address)).stream()
                .map(SelfDescribingJson::data)
                .map(Object::toString)
                .toList();
    }

    @Test
    void usesWhatWasLoadedLast() throws IOException {
        // given
        Path file = folder.resolve("geo.mmdb");
        new MmdbFile("GeoIP2-City").with("0.0.0.0", 1, CITY).write(file);
        Reloadable assets = new Reloadable(Map.of("geo", file));
        Enrichment enrichment = new IpLookupsFactory()
                .create(Configs.parameters(parameters("geo=" + file)), Configs.RESOURCES.with(assets));
        assertThat(columns(enrichment, "1.2.3.4")).containsEntry(GEO_COUNTRY, "KR");
        // when
        new MmdbFile("GeoIP2-City")
                .with("0.0.0.0", 1, Map.of("country", Map.of("iso_code", "SE")))
                .write(file);
        assertThat(columns(enrichment, "1.2.3.4")).containsEntry(GEO_COUNTRY, "KR");
        assets.load();
        // then
        assertThat(columns(enrichment, "1.2.3.4")).containsEntry(GEO_COUNTRY, "SE");
    }

    @Test
    void readsOnlyTheSecondFormOfConfigurations() {
        String name = "iglu:com.snowplowanalytics.snowplow/ip_lookups/jsonschema/";
        for (String version : List.of("2-0-0", "2-0-1")) {
            assertThat(new IpLookupsFactory().configuration().matches(SchemaKey.of(name + version)))
                    .isTrue();
        }
        for (String version : List.of("1-0-0", "2-1-0", "3-0-0")) {
            assertThat(new IpLookupsFactory().configuration().matches(SchemaKey.of(name + version)))
                    .isFalse();
        }
    }

    /** Loads one thing again when told to. */
    private static final class Reloadable implements Assets {
        private final Map<String, Path> files;
        private final AtomicReference<Object> current = new AtomicReference<>();
        private Loader<?> loader;

        private Reloadable(Map<String, Path> files) {
            this.files = files;
        }

        @Override
        @SuppressWarnings("unchecked")
        public <T> Asset<T> open(String owner, Map<String, String> locations, Loader<T> loader) {
            this.loader = loader;
            load();
            return () -> (T) current.get();
        }

        private void load() {
            try {
                current.set(loader.load(files));
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
