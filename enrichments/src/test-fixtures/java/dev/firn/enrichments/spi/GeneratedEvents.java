package dev.firn.enrichments.spi;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.firn.registry.SchemaKey;
import dev.firn.registry.SelfDescribingJson;
import dev.firn.serdes.event.AtomicField;
import java.math.BigDecimal;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Events with likely, odd and hostile values in every part that an enrichment can read. The same seed, the same events. */
public final class GeneratedEvents {

    private static final List<String> TEXTS = List.of(
            "",
            " ",
            "x",
            "web",
            "USD",
            "203.0.113.9",
            "2001:db8::1",
            "::ffff:203.0.113.9",
            "[2001:db8::1]:443",
            "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Safari/537.36",
            "https://www.google.com/search?q=blue+shoes",
            "https://[broken",
            "a\tb\nc\u0000d",
            "\u00e9\uD83D\uDE00\uac00",
            "\uD800 unpaired \uDC00",
            "%zz%20%",
            "{\"a\":[1,2,",
            "x".repeat(5000));

    private static final List<String> HEADERS = List.of(
            "Host: collector.example",
            "Cookie: sp=1; other=\"a;b\"; =; ; x",
            "cookie: sp=\"unclosed",
            "COOKIE:",
            "X-Forwarded-For: 203.0.113.9, 10.0.0.1",
            "User-Agent: Mozilla/5.0",
            "Sec-CH-UA: \"Chromium\";v=\"120\"",
            "no colon at all",
            ":",
            ": no name",
            "X-Long: " + "v".repeat(5000),
            "n".repeat(5000) + ": v");

    private static final List<String> QUERIES = List.of(
            "",
            "utm_source=a&utm_medium=b;utm_source=c",
            "gclid=1&msclkid",
            "_sp=8277e091-0d75-4195-b448-797616e091ad.1659432367000",
            "=&;&=x&%zz=%",
            "utm_term=a%09b%0Ac%00",
            "utm_campaign=" + "c".repeat(5000));

    private final Random random;

    private GeneratedEvents(long seed) {
        random = new Random(seed);
    }

    public static List<EventView> of(long seed, int count) {
        GeneratedEvents events = new GeneratedEvents(seed);
        return IntStream.range(0, count).mapToObj(i -> events.event()).toList();
    }

    private EventView event() {
        EventFixture event = EventFixture.event();
        for (AtomicField field : AtomicField.all()) {
            event.with(field, random.nextInt(3) == 0 ? null : value(field.kind()));
        }
        for (String name : List.of("e", "p", "url", "stm", "cx", "", "\uD800")) {
            if (random.nextBoolean()) {
                event.parameter(name, random.nextInt(5) == 0 ? null : text());
            }
        }
        for (int i = random.nextInt(6); i > 0; i--) {
            event.header(HEADERS.get(random.nextInt(HEADERS.size())));
        }
        if (random.nextInt(4) > 0) {
            event.pageQuery(QUERIES.get(random.nextInt(QUERIES.size())));
        }
        if (random.nextBoolean()) {
            event.context(json()).derivedContext(json()).unstructEvent(json());
        }
        return event.view();
    }

    private @Nullable Object value(AtomicField.Kind kind) {
        return switch (kind) {
            case TEXT -> text();
            case INTEGER -> random.nextInt();
            case FLAG -> random.nextBoolean();
            case DECIMAL -> BigDecimal.valueOf(random.nextLong(), 2);
            case FLOAT -> random.nextFloat() * 180;
            case TIMESTAMP -> random.nextBoolean() ? EventFixture.COLLECTED_AT : random.nextLong();
            case JSON -> null;
        };
    }

    private String text() {
        return TEXTS.get(random.nextInt(TEXTS.size()));
    }

    private SelfDescribingJson json() {
        return new SelfDescribingJson(
                SchemaKey.of("iglu:com.acme/thing/jsonschema/1-0-" + random.nextInt(3)),
                random.nextInt(4) == 0
                        ? JsonNodeFactory.instance.nullNode()
                        : JsonNodeFactory.instance
                                .objectNode()
                                .put("text", text())
                                .put("number", random.nextInt())
                                .set(
                                        "list",
                                        JsonNodeFactory.instance.arrayNode().add(text())));
    }
}
