package dev.firn.enrichments.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firn.serdes.payload.NormalizedPayload;
import dev.firn.serdes.payload.RawEvent.Api;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is sent to whichever path becomes events or a rejection, in time that grows with its size. */
@Tag("long")
class HostileRequestsTest {

    private static final long SEED = 20141104;
    private static final int ROUNDS = 300;
    private static final int MEGABYTE = 1_000_000;

    /** Nobody's measure of speed, only far below what anything quadratic needs. */
    private static final Duration SOON = Duration.ofSeconds(20);

    private static final String FORM = "application/x-www-form-urlencoded";
    private static final @Nullable String[] CONTENT_TYPES = {
        null, "", "application/json", "application/json; charset=utf-8", FORM, "text/plain"
    };
    private static final String[] PIECES = {
        "{",
        "}",
        "[",
        "]",
        "\"",
        ":",
        ",",
        "null",
        "true",
        "1e9",
        "-0",
        "\\u0000",
        "\\",
        "\t",
        "\n",
        "&",
        "=",
        "%",
        "%25",
        "+",
        ";",
        "#",
        "type",
        "event",
        "t=",
        "pr1id",
        "il1pi2cd3",
        "\u00e9",
        "\ud83d\ude00",
        "\ud83d",
        "timestamp",
        "(u'",
        "',)",
        " ",
        "."
    };

    private static final List<WebhookFixture> FIXTURES = WebhookFixture.all();

    static Stream<String> paths() {
        return new AdapterRegistry()
                .paths().stream().map(HostileRequestsTest::path).sorted();
    }

    private static String path(Api api) {
        return api.vendor() + "/" + api.version();
    }

    @ParameterizedTest
    @MethodSource("paths")
    void answersAnyRequest(String path) {
        Random random = new Random(SEED);
        for (int i = 0; i < ROUNDS; i++) {
            NormalizedPayload request = request(path, random);
            try {
                AdapterPromises.keep(request);
            } catch (RuntimeException | StackOverflowError e) {
                throw new AssertionError("seed " + SEED + ", round " + i + " of " + path + ": " + shown(request), e);
            }
        }
    }

    private static String shown(NormalizedPayload request) {
        return request.querystring() + " " + request.contentType() + " "
                + (request.body() == null ? null : request.body().text());
    }

    private static NormalizedPayload request(String path, Random random) {
        List<WebhookFixture> ofPath =
                FIXTURES.stream().filter(some -> some.path().equals(path)).toList();
        List<WebhookFixture> choice = ofPath.isEmpty() || random.nextInt(5) == 0 ? FIXTURES : ofPath;
        WebhookFixture fixture = choice.get(random.nextInt(choice.size()));
        String contentType =
                random.nextInt(4) == 0 ? CONTENT_TYPES[random.nextInt(CONTENT_TYPES.length)] : fixture.contentType();
        String querystring = legal(changed(fixture.querystring(), random));
        return Requests.request(path, querystring, contentType, changed(fixture.body(), random));
    }

    /** Mostly a few edits, at times something else altogether. */
    private static @Nullable String changed(@Nullable String text, Random random) {
        int kind = random.nextInt(10);
        if (kind == 0) {
            byte[] bytes = new byte[random.nextInt(200)];
            random.nextBytes(bytes);
            return new String(bytes, StandardCharsets.UTF_8);
        }
        if (kind == 1) {
            return pieces(random, random.nextInt(40));
        }
        if (kind == 2 || text == null) {
            return kind == 2 ? null : text;
        }
        StringBuilder edited = new StringBuilder(text);
        for (int edits = random.nextInt(6); edits > 0; edits--) {
            int at = random.nextInt(edited.length() + 1);
            int end = Math.min(edited.length(), at + random.nextInt(12));
            if (random.nextBoolean()) {
                edited.replace(at, end, PIECES[random.nextInt(PIECES.length)]);
            } else {
                edited.insert(at, edited.substring(at, end));
            }
        }
        return edited.toString();
    }

    private static String pieces(Random random, int many) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < many; i++) {
            text.append(PIECES[random.nextInt(PIECES.length)]);
        }
        return text.toString();
    }

    /** The loader lets no other querystring come this far. */
    private static @Nullable String legal(@Nullable String querystring) {
        return querystring == null ? null : querystring.replaceAll("[^A-Za-z0-9&=+;.(),'_:-]", "_");
    }

    static Stream<String> hostileBodies() {
        return BODIES.keySet().stream();
    }

    private static final Map<String, Supplier<String>> BODIES = new LinkedHashMap<>();

    static {
        BODIES.put("arrays in arrays", () -> "[".repeat(MEGABYTE));
        BODIES.put("as deep as JSON may be", () -> "[".repeat(999) + "1" + "]".repeat(999));
        BODIES.put("objects as deep as JSON may be", () -> "{\"messages\":".repeat(999) + "1" + "}".repeat(999));
        BODIES.put(
                "a list of events as deep as JSON may be",
                () -> "{\"messages\":[{\"type\":\"incident.resolve\",\"x\":" + "{\"x\":".repeat(990) + "1"
                        + "}".repeat(993).replaceFirst("}}$", "]}"));
        BODIES.put("elements that are no events", () -> "[" + "0,".repeat(MEGABYTE / 2) + "0]");
        BODIES.put("events without an id", () -> "[" + "{\"event\":\"open\"},".repeat(MEGABYTE / 20) + "{}]");
        BODIES.put("a number of a million digits", () -> "{\"name\":1,\"timestamp\":" + "9".repeat(MEGABYTE) + "}");
        BODIES.put("many small parameters", () -> numbered("#=&", MEGABYTE / 8));
        BODIES.put("a name of many levels", () -> "type=subscribe&a" + "%5Bb".repeat(MEGABYTE / 4) + "=1");
        BODIES.put("a name of nothing but brackets", () -> "type=subscribe&" + "%5D".repeat(MEGABYTE / 3) + "=1");
        BODIES.put(
                "many names of as many levels as there may be",
                () -> "type=subscribe" + numbered("&n#" + "%5Bb".repeat(999) + "=1", 250));
        BODIES.put("one tree of many names", () -> "type=subscribe" + numbered("&a%5Bb%5D%5Bc%5D%5B#%5D=1", 40_000));
        BODIES.put("many hits", () -> "t=event\n".repeat(MEGABYTE / 8));
        BODIES.put("many products", () -> "t=event&cu=EUR" + numbered("&pr#id=a", 60_000));
        BODIES.put("many unknown composites", () -> "t=event" + numbered("&x#=", 100_000));
        BODIES.put("a composite of long words", () -> "t=event&pr1" + "a".repeat(MEGABYTE) + "=1");
        BODIES.put("tabs", () -> "\t".repeat(MEGABYTE));
        BODIES.put("a line of long escapes", () -> "2013-10-07\t23:35:30" + ("\t" + "%2525".repeat(20_000)).repeat(10));
        BODIES.put(
                "dots",
                () -> "data=" + "%7B%22items%22:%5B%7B%22timestamp%22:%22" + ".".repeat(MEGABYTE) + "%22%7D%5D%7D");
        BODIES.put("names that hash alike", HostileRequestsTest::collisions);
    }

    /** The pattern again and again, with a number for {@code #}. */
    private static String numbered(String pattern, int many) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < many; i++) {
            text.append(pattern.replace("#", Integer.toString(i)));
        }
        return text.toString();
    }

    /** Form fields whose names, of {@code Aa} and {@code BB}, all have the same hash. */
    private static String collisions() {
        List<String> names = new ArrayList<>(List.of(""));
        for (int length = 0; length < 14; length++) {
            List<String> longer = new ArrayList<>();
            names.forEach(name -> longer.addAll(List.of(name + "Aa", name + "BB")));
            names = longer;
        }
        return "type=subscribe&t=event&" + String.join("=&", names);
    }

    /** The content type with which a body is read at all. */
    private static @Nullable String expectedBy(String path) {
        return FIXTURES.stream()
                .filter(some -> some.path().equals(path))
                .findFirst()
                .map(WebhookFixture::contentType)
                .orElse(path.equals("com.urbanairship.connect/v1") ? null : "application/json");
    }

    @ParameterizedTest
    @MethodSource("hostileBodies")
    void answersSoon(String name) {
        String body = BODIES.get(name).get();
        paths().forEach(path -> {
            NormalizedPayload request = Requests.request(path, "a=1", expectedBy(path), body);
            Assertions.assertTimeoutPreemptively(SOON, () -> AdapterPromises.keep(request), path);
        });
    }

    @Test
    void answersSoonToLongQuerystrings() {
        String digits = "9".repeat(MEGABYTE);
        for (String querystring : List.of(
                "duration=" + digits,
                "message=" + "%5B".repeat(MEGABYTE / 3),
                "message=(u'" + "x".repeat(MEGABYTE) + "',)",
                numbered("a#=(u'x',)&", 50_000))) {
            paths().forEach(path -> Assertions.assertTimeoutPreemptively(
                    SOON, () -> AdapterPromises.keep(Requests.request(path, querystring, null, null)), path));
        }
        assertThat(Requests.events(Requests.request("com.callrail/v1", "duration=-00" + digits, null, null))
                        .get(0)
                        .get("ue_pr"))
                .contains("\"duration\":-" + digits + "}");
    }
}
