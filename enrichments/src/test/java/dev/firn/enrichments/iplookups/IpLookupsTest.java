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
import static dev.firn.serdes.event.AtomicField.IP_ISP;
import static dev.firn.serdes.event.AtomicField.IP_NETSPEED;
import static dev.firn.serdes.event.AtomicField.IP_ORGANIZATION;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.firn.enrichments.address.IpAddress;
import dev.firn.enrichments.spi.Configs;
import dev.firn.enrichments.spi.Enrichment;
import dev.firn.enrichments.spi.EnrichmentContract;
import dev.firn.enrichments.spi.EnrichmentResult;
import dev.firn.enrichments.spi.Results;
import dev.firn.enrichments.spi.Settings;
import dev.firn.registry.SelfDescribingJson;
import dev.firn.serdes.event.AtomicField;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpLookupsTest extends EnrichmentContract {

    private static final String ALL = parameters(
            "geo=GeoIP2-City-Test.mmdb",
            "isp=GeoIP2-ISP-Test.mmdb",
            "domain=GeoIP2-Domain-Test.mmdb",
            "connectionType=GeoIP2-Connection-Type-Test.mmdb",
            "asn=GeoLite2-ASN-Test.mmdb");

    private static final List<AtomicField> GEO = List.of(
            GEO_COUNTRY, GEO_REGION, GEO_CITY, GEO_ZIPCODE, GEO_LATITUDE, GEO_LONGITUDE, GEO_REGION_NAME, GEO_TIMEZONE);

    @Override
    protected Enrichment enrichment() {
        return enrichment("2-0-1", ALL, Settings.NONE);
    }

    private static Enrichment enrichment(String version, String parameters, Settings settings) {
        return new IpLookupsFactory()
                .create(
                        Configs.config(
                                """
                                {"schema": "iglu:com.snowplowanalytics.snowplow/ip_lookups/jsonschema/%s",
                                 "data": {"enabled": true, "parameters": %s}}"""
                                        .formatted(version, parameters)),
                        Configs.RESOURCES.with(settings));
    }

    private static EnrichmentResult result(Enrichment enrichment, @Nullable String address) {
        return enrichment.enrich(
                event().with(AtomicField.USER_IPADDRESS, address).view());
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "175.16.199.0,          CN, 22,  Changchun, -,     43.88,   125.3228,  Jilin Sheng,         Asia/Harbin",
                "175.16.199.0:8080,     CN, 22,  Changchun, -,     43.88,   125.3228,  Jilin Sheng,         Asia/Harbin",
                "216.160.83.56,         US, WA,  Milton,    98354, 47.2513, -122.3149, Washington,  America/Los_Angeles",
                "81.2.69.160,           GB, ENG, London,    -,     51.5142, -0.0931,   England,           Europe/London",
                "::ffff:81.2.69.160,    GB, ENG, London,    -,     51.5142, -0.0931,   England,           Europe/London",
                "2.125.160.216,         GB, WBK, Boxford,   OX1,   51.75,   -1.25,     West Berkshire,    Europe/London",
                "67.43.156.0,           BT, -,   -,         -,     27.5,    90.5,      -,                 Asia/Thimphu",
                "89.160.20.112,         SE, E,   Linköping, -,     58.4167, 15.6167, Östergötland County, Europe/Stockholm",
                "2001:480:10::,         US, CA,  San Diego, 92101, 32.7203, -117.1552, California,  America/Los_Angeles",
                "2001:220::1,           KR, -,   -,         -,     37.0,    127.5,     -,                 Asia/Seoul",
                "[2001:220::1]:443,     KR, -,   -,         -,     37.0,    127.5,     -,                 Asia/Seoul",
                "214.0.0.1,             SG, -,   Singapore, 59,    1.336,   103.7716,  -,                 Asia/Singapore",
                "149.101.100.0,         US, -,   -,         -,     37.751,  -97.822,   -,                 America/Chicago",
                "202.196.224.0,         PH, -,   -,         34021, 13.0,    122.0,     -,                 Asia/Manila",
                "214.1.1.1,             -,  -,   -,         -,     -,       -,         -,                 -"
            })
    void findsThePlaceOfAnAddress(
            String address,
            @Nullable String country,
            @Nullable String region,
            @Nullable String city,
            @Nullable String zipcode,
            @Nullable Float latitude,
            @Nullable Float longitude,
            @Nullable String regionName,
            @Nullable String timeZone) {
        Enrichment geo = enrichment("2-0-1", parameters("geo=GeoIP2-City-Test.mmdb"), Settings.NONE);
        Map<AtomicField, @Nullable Object> expected = new HashMap<>();
        expected.put(GEO_COUNTRY, country);
        expected.put(GEO_REGION, region);
        expected.put(GEO_CITY, city);
        expected.put(GEO_ZIPCODE, zipcode);
        expected.put(GEO_LATITUDE, latitude);
        expected.put(GEO_LONGITUDE, longitude);
        expected.put(GEO_REGION_NAME, regionName);
        expected.put(GEO_TIMEZONE, timeZone);
        assertThat(Results.columns(result(geo, address))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            quoteCharacter = '"',
            value = {
                "70.46.123.145, FDN Communications,   DSLAM WAN Allocation,     nuvox.net,      -,        11456, -",
                "216.160.83.56, Century Link,         Lariat Software,          -,              Corporate, 209,  -",
                "81.2.69.160,   Andrews & Arnold Ltd, STONEHOUSE office network, in-addr.arpa,  -,        -,     -",
                "67.43.156.0,   Loud Packet,          zudoarichikito_,          shoesfin.NET,   Cellular, 35908, -",
                "89.160.20.112, Bredband2 AB,         Bevtec,                   bredband2.com,  -,  29518, Bredband2 AB",
                "214.0.0.1,     -,  -,  -,                    -, 721, DoD Network Information Center",
                "214.78.120.1,  -,  -,  starlinkisp.net, Satellite, 721, DoD Network Information Center",
                "149.101.100.0, Verizon Wireless,     Verizon Wireless,         -,              Cellular, 6167, CELLCO-PART",
                "1.0.0.1,       -,  -,  -,  Cable/DSL, 15169, Google Inc.",
                "175.16.199.0,  -,  -,  -,  Cable/DSL, -,     -"
            })
    void findsTheNetworkOfAnAddress(
            String address,
            @Nullable String isp,
            @Nullable String organization,
            @Nullable String domain,
            @Nullable String netspeed,
            @Nullable Integer number,
            @Nullable String name) {
        EnrichmentResult result = result(enrichment(), address);
        Map<AtomicField, @Nullable Object> columns = Results.columns(result);
        assertThat(columns.get(IP_ISP)).isEqualTo(isp);
        assertThat(columns.get(IP_ORGANIZATION)).isEqualTo(organization);
        assertThat(columns.get(IP_DOMAIN)).isEqualTo(domain);
        assertThat(columns.get(IP_NETSPEED)).isEqualTo(netspeed);
        assertThat(Results.contexts(result)).isEqualTo(asn(number, name));
    }

    private static List<SelfDescribingJson> asn(@Nullable Integer number, @Nullable String name) {
        return number == null ? List.of() : List.of(new AutonomousSystem(number, name).context());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"10.0.0.1", "127.0.0.1", "192.0.2.1", "", "localhost", "hello", "175.16.199", "175.16.199.0/24"})
    void leavesTheEventAloneWhenNothingIsKnown(String address) {
        assertThat(result(enrichment(), address)).isSameAs(EnrichmentResult.unchanged());
    }

    @Test
    void doesNothingWithoutAnAddressOrADatabase() {
        assertThat(result(enrichment(), null)).isSameAs(EnrichmentResult.unchanged());
        assertThat(result(enrichment("2-0-1", "{}", Settings.NONE), "81.2.69.160"))
                .isSameAs(EnrichmentResult.unchanged());
    }

    @Test
    void agreesWithEveryNetworkOfTheTestDatabases() {
        agreesOnPlaces("GeoIP2-City");
        agreesOnPlaces("GeoLite2-City");
        agrees("isp", "GeoIP2-ISP", "isp", IP_ISP);
        agrees("isp", "GeoIP2-ISP", "organization", IP_ORGANIZATION);
        agrees("domain", "GeoIP2-Domain", "domain", IP_DOMAIN);
        agrees("connectionType", "GeoIP2-Connection-Type", "connection_type", IP_NETSPEED);
        agreesOnSystems("isp", "GeoIP2-ISP");
        agreesOnSystems("asn", "GeoLite2-ASN");
    }

    private static void agreesOnPlaces(String database) {
        Enrichment enrichment = enrichment("2-0-1", parameters("geo=" + database + "-Test.mmdb"), Settings.NONE);
        List<TestDatabases.Entry> entries = TestDatabases.entries(database);
        assertThat(entries).hasSizeGreaterThan(200);
        for (TestDatabases.Entry entry : entries) {
            IpAddress address = entry.first();
            JsonNode record = TestDatabases.record(entries, address);
            Map<AtomicField, @Nullable Object> columns = Results.columns(result(enrichment, address.toString()));
            JsonNode region =
                    record.at("/subdivisions/" + (record.path("subdivisions").size() - 1));
            assertThat(columns)
                    .as("%s %s %s", database, address, record)
                    .containsOnlyKeys(GEO)
                    .containsEntry(GEO_COUNTRY, record.at("/country/iso_code").textValue())
                    .containsEntry(GEO_REGION, region.path("iso_code").textValue())
                    .containsEntry(GEO_REGION_NAME, region.at("/names/en").textValue())
                    .containsEntry(GEO_CITY, record.at("/city/names/en").textValue())
                    .containsEntry(GEO_ZIPCODE, record.at("/postal/code").textValue())
                    .containsEntry(GEO_LATITUDE, coordinate(record.at("/location/latitude")))
                    .containsEntry(GEO_LONGITUDE, coordinate(record.at("/location/longitude")))
                    .containsEntry(
                            GEO_TIMEZONE, record.at("/location/time_zone").textValue());
        }
    }

    private static @Nullable Float coordinate(JsonNode number) {
        return number.isNumber() ? number.floatValue() : null;
    }

    private static void agrees(String key, String database, String member, AtomicField column) {
        Enrichment enrichment = enrichment("2-0-1", parameters(key + "=" + database + "-Test.mmdb"), Settings.NONE);
        List<TestDatabases.Entry> entries = TestDatabases.entries(database);
        for (TestDatabases.Entry entry : entries) {
            IpAddress address = entry.first();
            JsonNode record = TestDatabases.record(entries, address);
            assertThat(Results.columns(result(enrichment, address.toString())).get(column))
                    .as("%s %s %s", database, address, record)
                    .isEqualTo(record.path(member).textValue());
        }
    }

    private static void agreesOnSystems(String key, String database) {
        Enrichment enrichment = enrichment("2-0-1", parameters(key + "=" + database + "-Test.mmdb"), Settings.NONE);
        List<TestDatabases.Entry> entries = TestDatabases.entries(database);
        for (TestDatabases.Entry entry : entries) {
            JsonNode record = TestDatabases.record(entries, entry.first());
            JsonNode number = record.path("autonomous_system_number");
            assertThat(Results.contexts(result(enrichment, entry.first().toString())))
                    .as("%s %s %s", database, entry.first(), record)
                    .isEqualTo(asn(
                            number.isInt() ? number.intValue() : null,
                            record.path("autonomous_system_organization").textValue()));
        }
    }

    @ParameterizedTest
    @CsvSource({"2-0-0, , false", "2-0-0, true, true", "2-0-0, false, false", "2-0-1, , true", "2-0-1, false, false"})
    void attachesTheAsnContextAsTheVersionOrTheSettingSays(String version, @Nullable String setting, boolean attached) {
        Settings settings = setting == null ? Settings.NONE : Settings.of(Map.of("ip-lookups.asn-context", setting));
        Enrichment enrichment = enrichment(version, parameters("isp=GeoIP2-ISP-Test.mmdb"), settings);
        assertThat(Results.contexts(result(enrichment, "89.160.20.112"))).hasSize(attached ? 1 : 0);
    }

    @Test
    void givesEveryEventOfAnAddressTheSameResult() {
        Enrichment enrichment = enrichment();
        assertThat(result(enrichment, "89.160.20.112:80")).isSameAs(result(enrichment, "::ffff:89.160.20.112"));
    }
}
