package dev.firn.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResolverConfigTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String KEY = "9f4c1b52-6a4e-4d43-8c3b-0d1e6f3a2b11";

    /** Written with single quotes, which no value here contains. */
    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    private static ResolverConfig config(String version, String data) {
        return ResolverConfig.of(json("{'schema':'iglu:com.snowplowanalytics.iglu/resolver-config/jsonschema/" + version
                + "','data':" + data + "}"));
    }

    private static ResolverConfig withRepository(String name, String connection) {
        return config(
                "1-0-3",
                "{'cacheSize':500,'cacheTtl':600,'repositories':[{'name':'" + name
                        + "','priority':0,'vendorPrefixes':['com.acme'],'connection':" + connection + "}]}");
    }

    @Test
    void readsTheUsualConfiguration() {
        ResolverConfig config = config(
                "1-0-1",
                "{'cacheSize':500,'repositories':[{'name':'Iglu Central','priority':1,'vendorPrefixes':['com.snowplowanalytics'],"
                        + "'connection':{'http':{'uri':'http://iglucentral.com'}}},"
                        + "{'name':'Mine','priority':0,'vendorPrefixes':[],'connection':{'http':{'uri':'https://iglu.acme.com/api','apikey':'"
                        + KEY
                        + "'}}},{'name':'Files','priority':0,'vendorPrefixes':[],'connection':{'embedded':{'path':'/iglu-central'}}}]}");

        assertThat(config.cacheSize()).isEqualTo(500);
        assertThat(config.cacheTtl()).isNull();
        assertThat(config.repositories())
                .containsExactly(
                        new ResolverConfig.Repository(
                                new Registry.Config("Iglu Central", 1, List.of("com.snowplowanalytics")),
                                null,
                                HttpSettings.at(URI.create("http://iglucentral.com"))),
                        new ResolverConfig.Repository(
                                Registry.Config.named("Mine"),
                                null,
                                HttpSettings.at(URI.create("https://iglu.acme.com/api"))
                                        .withApikey(KEY)),
                        new ResolverConfig.Repository(Registry.Config.named("Files"), "/iglu-central", null));
        assertThat(config.warnings()).singleElement().asString().startsWith("cacheTtl is absent");
    }

    @ParameterizedTest
    @CsvSource({"1-0-1, 600, 600", "1-0-2, null, ", "1-0-3, 0, 0", "1-0-9, 5, 5", "1-0-3, '\"30\"', 30"})
    void readsTheTtlInEveryVersion(String version, String ttl, Long seconds) {
        ResolverConfig config = config(version, "{'cacheSize':1,'cacheTtl':" + ttl + ",'repositories':[]}");

        assertThat(config.cacheTtl()).isEqualTo(seconds == null ? null : Duration.ofSeconds(seconds));
    }

    @Test
    void readsWhatAVariableLeavesBehind() {
        ResolverConfig config = config(
                "1-0-3",
                "{'cacheSize':' 250 ','cacheTtl':'60','repositories':[{'name':'a','priority':'2','vendorPrefixes':[],"
                        + "'connection':{'http':{'uri':'http://a','apikey':''}}}]}");

        assertThat(config.cacheSize()).isEqualTo(250);
        assertThat(config.repositories().get(0).config().priority()).isEqualTo(2);
        assertThat(config.repositories().get(0).http().apikey()).isNull();
    }

    @Test
    void ignoresWhatItDoesNotKnow() {
        ResolverConfig config = config(
                "1-0-0",
                "{'cacheSize':5.0,'more':1,'cacheTtl':9,'repositories':[{'name':'a','priority':0,'vendorPrefixes':[],'x':1,"
                        + "'connection':{'y':2,'http':{'uri':'http://a','apikey':null,'z':3}}}]}");

        assertThat(config.repositories()).hasSize(1);
        assertThat(config.warnings()).isEmpty();
    }

    @Test
    void prefersEmbeddedWhenBothAreGiven() {
        ResolverConfig config =
                withRepository("a", "{'http':{'uri':'http://a'},'embedded':{'path':'/iglu-client-embedded'}}");

        assertThat(config.repositories().get(0).http()).isNull();
        assertThat(config.repositories().get(0).embeddedPath()).isEqualTo("/iglu-client-embedded");
    }

    @Test
    void refusesAnotherSchema() {
        assertThatThrownBy(() -> ResolverConfig.of(json("{'schema':'iglu:com.acme/x/jsonschema/1-0-0','data':{}}")))
                .isInstanceOf(ResolverConfigException.class)
                .hasMessage("Schema iglu:com.acme/x/jsonschema/1-0-0 does not match criterion "
                        + "iglu:com.snowplowanalytics.iglu/resolver-config/jsonschema/1-0-*");
        assertThatThrownBy(() -> config("1-1-0", "{}")).isInstanceOf(ResolverConfigException.class);
        assertThatThrownBy(() -> ResolverConfig.of(json("[]")))
                .isInstanceOf(ResolverConfigException.class)
                .hasMessageContaining("INVALID_DATA_PAYLOAD");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[] | data is [], expected an object",
                "{'repositories':[]} | data.cacheSize is missing, expected an integer",
                "{'cacheSize':'many','repositories':[]} | data.cacheSize is \"many\", expected an integer",
                "{'cacheSize':1.5,'repositories':[]} | data.cacheSize is 1.5, expected an integer",
                "{'cacheSize':1} | data.repositories is missing, expected an array",
                "{'cacheSize':1,'cacheTtl':-1,'repositories':[]} | data.cacheTtl is -1, expected an integer of at least 0",
                "{'cacheSize':1,'repositories':[1]} | data.repositories[0] is 1, expected an object",
                "{'cacheSize':1,'repositories':[{}]} | data.repositories[0].name is missing, expected a text",
                "{'cacheSize':1,'repositories':[{'name':'a','priority':0,'vendorPrefixes':[1]}]} | data.repositories[0].vendorPrefixes is [1], expected an array of texts",
                "{'cacheSize':1,'repositories':[],'firn':{'preload':['x']}} | data.firn.preload is [\"x\"], expected an array of Iglu URIs or criteria (iglu:v/n/f/1-0-*)",
                "{'cacheSize':1,'repositories':[],'firn':{'negativeTtl':5}} | data.firn.negativeTtl is 5, expected a duration with its unit, such as \"500 ms\" or \"2 s\"",
                "{'cacheSize':1,'repositories':[],'firn':{'offline':1}} | data.firn.offline is 1, expected true or false",
            })
    void saysWhichKeyIsWrongAndWhatItExpects(String data, String message) {
        assertThatThrownBy(() -> config("1-0-3", data))
                .isInstanceOf(ResolverConfigException.class)
                .hasMessage("resolver config: " + message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://a b", "ftp://a", "iglucentral.com", "/x", "http://", "http://a?x=1"})
    void refusesAUriThatIsNoBase(String uri) {
        assertThatThrownBy(() -> withRepository("a", "{'http':{'uri':'" + uri + "'}}"))
                .isInstanceOf(ResolverConfigException.class)
                .hasMessageStartingWith("resolver config: data.repositories[0].connection.http.uri is \"" + uri
                        + "\", expected an absolute http or https URI");
    }

    @Test
    void refusesAConnectionThatIsNone() {
        assertThatThrownBy(() -> withRepository("a", "{'s3':{}}"))
                .isInstanceOf(ResolverConfigException.class)
                .hasMessageContaining("data.repositories[0].connection is {\"s3\":{}}");
    }

    @Test
    void neverShowsAKeyThatItRefuses() {
        assertThatThrownBy(() -> withRepository("a", "{'http':{'uri':'http://a','apikey':123456}}"))
                .isInstanceOf(ResolverConfigException.class)
                .hasMessageContaining("apikey is ***");
        assertThatThrownBy(() -> withRepository("a", "{'http':{'uri':'http://a','apikey':'sec\\u0000ret'}}"))
                .isInstanceOf(ResolverConfigException.class)
                .hasMessageContaining("apikey")
                .hasMessageNotContaining("sec")
                .hasNoCause();
    }

    @Test
    void refusesNamesThatAreNotUnique() {
        String repository =
                "{'name':'a','priority':0,'vendorPrefixes':[],'connection':{'embedded':{'path':'/iglu-central'}}}";

        assertThatThrownBy(
                        () -> config("1-0-3", "{'cacheSize':1,'repositories':[" + repository + "," + repository + "]}"))
                .isInstanceOf(ResolverConfigException.class)
                .hasMessage("Repository names must be unique, a encountered 2 times");
        assertThatThrownBy(() -> withRepository("Iglu Client Embedded", "{'http':{'uri':'http://a'}}"))
                .isInstanceOf(ResolverConfigException.class)
                .hasMessageContaining("Iglu Client Embedded");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'http':{'uri':'http://a','apikey':'9f4c1b52-6a4e-4d43-8c3b-0d1e6f3a2b11'}} | repository a sends its apikey over plain http",
                "{'http':{'uri':'https://a','apikey':'x'}} | repository a: apikey is not a UUID, which registry servers refuse",
                "{'http':{'uri':'https://u:p@a'}} | repository a: user and password in the uri are not sent",
                "{'embedded':{'path':'/nowhere'}} | repository a: /nowhere is neither a directory nor on the class path, so nothing is found there",
            })
    void warnsOfWhatIsProbablyNotMeantSo(String connection, String warning) {
        assertThat(withRepository("a", connection).warnings()).containsExactly(warning);
    }

    @Test
    void warnsOfCachingOffAndOfMisspeltAdditions() {
        ResolverConfig config = config(
                "1-0-3",
                "{'cacheSize':0,'cacheTtl':1,'firn':{'ofline':true},'repositories':["
                        + "{'name':'a','priority':0,'vendorPrefixes':[],'connection':{'http':{'uri':'http://a'}},'firn':{'timeout':1}},"
                        + "{'name':'b','priority':0,'vendorPrefixes':[],'connection':{'http':{'uri':'http://a'}}}]}");

        assertThat(config.warnings())
                .containsExactlyInAnyOrder(
                        "cacheSize or cacheTtl of 0 turns caching off: every event asks the registries",
                        "data.firn.ofline is not known and ignored",
                        "data.repositories[0].firn.timeout is not known and ignored",
                        "repository b has the same uri as another one");
    }

    @Test
    void readsOurAdditions() {
        ResolverConfig config = config(
                "1-0-3",
                "{'cacheSize':10,'cacheTtl':60,'firn':{'negativeTtl':'5 s','staleIfError':false,'strictSelf':'true',"
                        + "'preload':['iglu:com.acme/x/jsonschema/1-0-*'],'snapshot':'/var/firn','offline':true},"
                        + "'repositories':[{'name':'a','priority':0,'vendorPrefixes':[],'connection':{'http':{'uri':'http://a'}},"
                        + "'firn':{'connectTimeout':'300ms','requestTimeout':'1 m','maxResponseBytes':4096,'retries':'5','headers':{'X-A':'1'}}}]}");

        assertThat(config.additions())
                .isEqualTo(new ResolverConfig.Additions(
                        Duration.ofSeconds(5),
                        false,
                        true,
                        List.of(SchemaCriterion.of("iglu:com.acme/x/jsonschema/1-0-*")),
                        Path.of("/var/firn"),
                        true));
        assertThat(config.repositories().get(0).http())
                .isEqualTo(HttpSettings.at(URI.create("http://a"))
                        .withTimeouts(Duration.ofMillis(300), Duration.ofMinutes(1))
                        .withMaxResponseBytes(4096)
                        .withRetries(5)
                        .withHeaders(Map.of("X-A", "1")));
    }

    @Test
    void hidesSecretsWhenPrinted() {
        assertThat(withRepository("a", "{'http':{'uri':'https://u:p4ss@a','apikey':'" + KEY + "'}}")
                        .toString())
                .contains("***")
                .doesNotContain(KEY, "p4ss");
    }

    @Test
    void buildsAClientThatFindsSchemasInAnEmbeddedRepository() {
        try (IgluClient client = withRepository("Files", "{'embedded':{'path':'/iglu-central'}}").toBuilder()
                .build()) {
            assertThat(client.lookup(SchemaKey.of("iglu:com.snowplowanalytics.snowplow/web_page/jsonschema/1-0-0")))
                    .isInstanceOfSatisfying(Lookup.Found.class, found -> assertThat(found.registry())
                            .isEqualTo("Files"));
        }
    }

    @Test
    void worksOfflineFromTheSnapshotOfIgluCentral() {
        ResolverConfig config = config(
                "1-0-3",
                "{'cacheSize':10,'firn':{'offline':true},'repositories':[{'name':'Iglu Central','priority':0,'vendorPrefixes':[],"
                        + "'connection':{'http':{'uri':'http://127.0.0.1:1'}}}]}");
        try (IgluClient client = config.toBuilder().build()) {
            assertThat(client.lookup(SchemaKey.of("iglu:com.snowplowanalytics.snowplow/web_page/jsonschema/1-0-0")))
                    .isInstanceOfSatisfying(Lookup.Found.class, found -> assertThat(found.registry())
                            .isEqualTo(Registries.CENTRAL_NAME));
        }
    }

    @Test
    void readsOrRefusesWhateverIsWritten() {
        long seed = 7;
        Random random = new Random(seed);
        String whole =
                "{'schema':'iglu:com.snowplowanalytics.iglu/resolver-config/jsonschema/1-0-3','data':{'cacheSize':10,"
                        + "'cacheTtl':60,'firn':{'negativeTtl':'5 s','staleIfError':false,'preload':['iglu:com.acme/x/jsonschema/1-0-*'],"
                        + "'snapshot':'/var/firn','offline':true},'repositories':[{'name':'a','priority':0,'vendorPrefixes':['b'],"
                        + "'connection':{'http':{'uri':'http://a','apikey':'c'},'embedded':{'path':'/iglu-client-embedded'}},"
                        + "'firn':{'connectTimeout':'300ms','maxResponseBytes':4096,'headers':{'X-A':'1'}}},"
                        + "{'name':'e','priority':0,'vendorPrefixes':[],'connection':{'http':{'uri':'http://a','apikey':'c'}}}]}}";
        String[] pieces = {
            "null",
            "[]",
            "{}",
            "-1",
            "1e999",
            "''",
            "'\\u0000'",
            "'a'",
            "true",
            "99999999999",
            "'99999999999999999999 s'"
        };
        int read = 0;
        for (int i = 0; i < 2000; i++) {
            String text = withAnotherValue(whole, pieces[random.nextInt(pieces.length)], random);
            try {
                ResolverConfig.of(json(text));
                read++;
            } catch (ResolverConfigException e) {
                assertThat(e.getMessage()).isNotBlank();
            } catch (RuntimeException e) {
                throw new AssertionError("seed " + seed + ": " + text, e);
            }
        }
        assertThat(read).isBetween(100, 1900);
    }

    /** Puts the piece in place of some text, number or truth value. */
    private static String withAnotherValue(String text, String piece, Random random) {
        Matcher values = Pattern.compile("(?<=[:\\[,])('[^']*'|[0-9]+|true|false)(?=[,\\]}])")
                .matcher(text);
        List<int[]> places = values.results()
                .map(value -> new int[] {value.start(), value.end()})
                .toList();
        int[] place = places.get(random.nextInt(places.size()));
        return text.substring(0, place[0]) + piece + text.substring(place[1]);
    }
}
