package dev.firn.enrichments.loader;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.firn.enrichments.loader.PayloadLoader.Loaded;
import dev.firn.enrichments.loader.PayloadLoader.Options;
import dev.firn.registry.json.Utf8Text;
import dev.firn.serdes.badrow.FailureMessage;
import dev.firn.serdes.badrow.FailureMessage.InputData;
import dev.firn.serdes.badrow.FailureMessage.Simple;
import dev.firn.serdes.payload.CollectorPayload;
import dev.firn.serdes.payload.NormalizedPayload;
import dev.firn.serdes.payload.NormalizedPayload.Parameter;
import dev.firn.serdes.payload.RawEvent.Api;
import dev.firn.serdes.payload.RawEvent.RequestContext;
import dev.firn.serdes.payload.RawEvent.Source;
import dev.firn.serdes.payload.ThriftCodec;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PayloadLoaderTest {

    private static final String REMOTE_CLOSED =
            "error deserializing raw event: Cannot read. Remote side has closed. Tried"
                    + " to read %d bytes, but only got 0 bytes. (This is often indicative of an internal error on the server side."
                    + " Please check your server logs.)";

    /** A record of a real collector of 2014, before records named their schema. */
    private static final String LEGACY =
            "CgABAAABQ5iGqAYLABQAAAAQc3NjLTAuMC4xLVN0ZG91dAsAHgAAAAVVVEYtOAsAKAAAAAkxMjcuMC4wLjEM"
                    + "ACkIAAEAAAABCAACAAAAAQsAAwAAABh0ZXN0UGFyYW09MyZ0ZXN0UGFyYW0yPTQACwAtAAAACTEyNy4wLjAuMQsAMgAAAGhNb3ppbGxhLzUuMCAo"
                    + "WDExOyBMaW51eCB4ODZfNjQpIEFwcGxlV2ViS2l0LzUzNy4zNiAoS0hUTUwsIGxpa2UgR2Vja28pIENocm9tZS8zMS4wLjE2NTAuNjMgU2FmYXJp"
                    + "LzUzNy4zNg8ARgsAAAAIAAAAL0Nvb2tpZTogc3A9YzVmM2EwOWYtNzVmOC00MzA5LWJlYzUtZmVhNTYwZjc4NDU1AAAAGkFjY2VwdC1MYW5ndWFn"
                    + "ZTogZW4tVVMsIGVuAAAAJEFjY2VwdC1FbmNvZGluZzogZ3ppcCwgZGVmbGF0ZSwgc2RjaAAAAHRVc2VyLUFnZW50OiBNb3ppbGxhLzUuMCAoWDEx"
                    + "OyBMaW51eCB4ODZfNjQpIEFwcGxlV2ViS2l0LzUzNy4zNiAoS0hUTUwsIGxpa2UgR2Vja28pIENocm9tZS8zMS4wLjE2NTAuNjMgU2FmYXJpLzUz"
                    + "Ny4zNgAAAFZBY2NlcHQ6IHRleHQvaHRtbCwgYXBwbGljYXRpb24veGh0bWwreG1sLCBhcHBsaWNhdGlvbi94bWw7cT0wLjksIGltYWdlL3dlYnAs"
                    + "ICovKjtxPTAuOAAAABhDYWNoZS1Db250cm9sOiBtYXgtYWdlPTAAAAAWQ29ubmVjdGlvbjoga2VlcC1hbGl2ZQAAABRIb3N0OiAxMjcuMC4wLjE6"
                    + "ODA4MAsAUAAAACRjNWYzYTA5Zi03NWY4LTQzMDktYmVjNS1mZWE1NjBmNzg0NTUA";

    private final PayloadLoader loader = new PayloadLoader(Options.defaults());

    private static byte[] record(
            @Nullable String schema,
            @Nullable String encoding,
            @Nullable String path,
            @Nullable String querystring,
            @Nullable String networkUserId,
            String... headers) {
        return ThriftCodec.encode(new CollectorPayload(
                schema,
                "10.0.0.1",
                1_700_000_001_000L,
                encoding,
                "ssc",
                "UA",
                "http://ref/",
                path,
                querystring,
                Utf8Text.of(""),
                List.of(headers),
                "text/plain",
                "host",
                networkUserId));
    }

    private static byte[] record(@Nullable String path, @Nullable String querystring, @Nullable String networkUserId) {
        return record(CollectorPayload.SCHEMA, "UTF-8", path, querystring, networkUserId);
    }

    private NormalizedPayload loaded(byte[] record) {
        return ((Loaded.Payload) loader.load(record)).payload();
    }

    private List<FailureMessage> failures(byte[] record) {
        return ((Loaded.Unloadable) loader.load(record)).failures();
    }

    @Test
    void loadsARequest() {
        byte[] record = record(
                CollectorPayload.SCHEMA,
                "UTF-8",
                "/com.acme/v1",
                "a=1&b&a=2",
                "75A13583-5c99-40e3-81fc-541084dfc784",
                "X-Forwarded-For: 1.1.1.1",
                "Host: h");

        assertThat(loaded(record))
                .isEqualTo(new NormalizedPayload(
                        new Api("com.acme", "v1"),
                        List.of(new Parameter("a", "1"), new Parameter("b", null), new Parameter("a", "2")),
                        "text/plain",
                        Utf8Text.of(""),
                        new Source("ssc", UTF_8, "host"),
                        new RequestContext(
                                1_700_000_001_000L,
                                "1.1.1.1",
                                "UA",
                                "http://ref/",
                                List.of("X-Forwarded-For: 1.1.1.1", "Host: h"),
                                UUID.fromString("75a13583-5c99-40e3-81fc-541084dfc784"))));
    }

    @Test
    void loadsARequestOfWhichNothingIsKnown() {
        byte[] record = ThriftCodec.encode(new CollectorPayload(
                CollectorPayload.SCHEMA,
                null,
                0,
                "us-ascii",
                null,
                null,
                null,
                "/i",
                null,
                null,
                null,
                null,
                null,
                null));

        assertThat(loaded(record))
                .isEqualTo(new NormalizedPayload(
                        new Api("com.snowplowanalytics.snowplow", "tp1"),
                        List.of(),
                        null,
                        null,
                        new Source(null, US_ASCII, null),
                        new RequestContext(0, null, null, null, List.of(), null)));
    }

    @Test
    void loadsALegacyRecord() {
        NormalizedPayload payload = loaded(Base64.getDecoder().decode(LEGACY));

        assertThat(payload.api()).isEqualTo(new Api("com.snowplowanalytics.snowplow", "tp1"));
        assertThat(payload.querystring())
                .containsExactly(new Parameter("testParam", "3"), new Parameter("testParam2", "4"));
        assertThat(payload.body()).isNull();
        assertThat(payload.contentType()).isNull();
        assertThat(payload.source()).isEqualTo(new Source("ssc-0.0.1-Stdout", UTF_8, "127.0.0.1"));
        assertThat(payload.context().timestamp()).isEqualTo(1_389_833_398_278L);
        assertThat(payload.context().ipAddress()).isEqualTo("127.0.0.1");
        assertThat(payload.context().headers())
                .hasSize(8)
                .startsWith("Cookie: sp=c5f3a09f-75f8-4309-bec5-fea560f78455")
                .endsWith("Host: 127.0.0.1:8080");
        assertThat(payload.context().userId()).hasToString("c5f3a09f-75f8-4309-bec5-fea560f78455");
    }

    @Test
    void reportsEveryViolationOfARequestInOrder() {
        assertThat(failures(record("/robots.txt", "e=pv&page=a|b", "abc")))
                .containsExactly(
                        new InputData(
                                "querystring",
                                "e=pv&page=a|b",
                                "could not extract name-value pairs from querystring with encoding UTF-8: Illegal"
                                        + " character in query at index 29: http://localhost/?e=pv&page=a|b"),
                        new InputData(
                                "path",
                                "/robots.txt",
                                "path does not match (/)vendor/version(/) nor is a legacy /i(ce.png) request"),
                        new InputData("networkUserId", "abc", "not valid UUID"));
    }

    @Test
    void namesTheCharsetCanonically() {
        assertThat(failures(record(CollectorPayload.SCHEMA, "latin1", "/i", "%", null)))
                .containsExactly(new InputData(
                        "querystring",
                        "%",
                        "could not extract name-value pairs from querystring with encoding ISO-8859-1: Malformed escape"
                                + " pair at index 18: http://localhost/?%"));
    }

    @Test
    void refusesARequestWithoutAPath() {
        assertThat(failures(record(null, "a=1", null)))
                .containsExactly(new InputData("path", null, "request does not contain a path"));
    }

    @Test
    void takesShortUuids() {
        assertThat(loaded(record("/i", "a=1", "1-1-1-1-1")).context().userId())
                .hasToString("00000001-0001-0001-0001-000000000001");
    }

    @ParameterizedTest
    @CsvSource({
        "nope, nope",
        "'', ''",
        ", Null charset name",
        "a b, a b",
    })
    void refusesUnknownCharsets(@Nullable String encoding, String message) {
        assertThat(failures(record(CollectorPayload.SCHEMA, encoding, null, "%", "abc")))
                .containsExactly(new Simple("error deserializing raw event: " + message));
    }

    @ParameterizedTest
    @CsvSource({
        "iglu:com.snowplowanalytics.snowplow/CollectorPayload/thrift/2-0-0,"
                + " verifying record as iglu:com.snowplowanalytics.snowplow/CollectorPayload/thrift/1-0-* failed: found"
                + " iglu:com.snowplowanalytics.snowplow/CollectorPayload/thrift/2-0-0",
        "iglu:com.acme/x/jsonschema/1-0-0,"
                + " verifying record as iglu:com.snowplowanalytics.snowplow/CollectorPayload/thrift/1-0-* failed: found"
                + " iglu:com.acme/x/jsonschema/1-0-0",
        "nonsense, could not parse schema: INVALID_IGLUURI",
        "iglu:com.acme/x/jsonschema/0-0-0, could not parse schema: INVALID_SCHEMAVER",
    })
    void refusesOtherSchemas(String schema, String message) {
        assertThat(failures(record(schema, null, null, null, null))).containsExactly(new Simple(message));
    }

    @Test
    void loadsLaterVersionsOfTheSchema() {
        String later = "iglu:com.snowplowanalytics.snowplow/CollectorPayload/thrift/1-0-5";

        assertThat(loader.load(record(later, "UTF-8", "/i", null, null))).isInstanceOf(Loaded.Payload.class);
    }

    @Test
    void refusesBytesThatAreNoRecordInTheWordsOfThrift() {
        assertThat(failures(new byte[0])).containsExactly(new Simple(REMOTE_CLOSED.formatted(1)));
        assertThat(failures(new byte[] {1})).containsExactly(new Simple(REMOTE_CLOSED.formatted(2)));
        assertThat(failures("{\"a\":1}".getBytes(US_ASCII)))
                .containsExactly(new Simple("error deserializing raw event: Unrecognized type 123"));
        assertThat(failures(new byte[] {0})).singleElement().isInstanceOfSatisfying(Simple.class, failure -> assertThat(
                        failure.error())
                .startsWith("error deserializing raw event: "));
    }

    @Test
    void readsBase64OnlyWhenToldTo() {
        byte[] plain = record("/i", "a=1", null);
        byte[] encoded = Base64.getEncoder().encode(plain);
        PayloadLoader told = new PayloadLoader(new Options(true, true));

        assertThat(told.load(encoded)).isEqualTo(told.load(plain)).isEqualTo(loader.load(plain));
        assertThat(failures(encoded)).hasSize(1);
        assertThat(told.load("####".getBytes(US_ASCII)))
                .isEqualTo(new Loaded.Unloadable(List.of(new Simple(REMOTE_CLOSED.formatted(1)))));
    }

    @Test
    void forgetsForwardedHeadersUnlessToldOtherwise() {
        byte[] record = record(
                CollectorPayload.SCHEMA, "UTF-8", "/i", null, null, "Forwarded: for=198.51.100.7", "application/json");
        PayloadLoader told = new PayloadLoader(new Options(false, false));

        assertThat(loaded(record).context().ipAddress()).isEqualTo("10.0.0.1");
        assertThat(((Loaded.Payload) told.load(record)).payload().context().ipAddress())
                .isEqualTo("198.51.100.7");
    }

    @Test
    void makesAValueOfAnyBytes() {
        byte[] good = record("/i", "a=1", "1-1-1-1-1");
        Random random = new Random(17);
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = good.clone();
            for (int n = random.nextInt(4); n >= 0; n--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            Loaded loaded = loader.load(bytes);
            if (loaded instanceof Loaded.Unloadable unloadable
                    && unloadable.failures().isEmpty()) {
                throw new AssertionError("no reason given");
            }
        }
    }
}
