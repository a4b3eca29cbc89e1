package dev.firn.enrichments.adapter;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.firn.registry.json.JsonText;
import dev.firn.registry.json.ParsedJson;
import dev.firn.serdes.payload.NormalizedPayload;
import dev.firn.serdes.payload.RawEvent;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * A request of a vendor and the events it stands for; see {@code webhooks/README} beside the files.
 *
 * @param events parameters of each; {@code ue_pr} and {@code co} as JSON, without their envelopes
 * @param unfit why the events do not fit their schemas, if they should not
 */
public record WebhookFixture(
        String name,
        String path,
        @Nullable String querystring,
        @Nullable String contentType,
        @Nullable String body,
        JsonNode events,
        @Nullable String unfit) {

    private static final List<String> FILES = List.of(
            "callrail",
            "cloudfront",
            "googleanalytics",
            "hubspot",
            "mailchimp",
            "mailgun",
            "mandrill",
            "marketo",
            "olark",
            "pagerduty",
            "pingdom",
            "sendgrid",
            "statusgator",
            "unbounce",
            "urbanairship",
            "vero");

    /** All there are. */
    public static List<WebhookFixture> all() {
        List<WebhookFixture> all = new ArrayList<>();
        for (String file : FILES) {
            JsonNode vendor = json(resource("webhooks/" + file + ".json"));
            for (JsonNode fixture : vendor.path("cases")) {
                all.add(of(file, vendor.path("path").textValue(), fixture));
            }
        }
        return all;
    }

    /** The only fixture of that name. */
    public static WebhookFixture named(String name) {
        return all().stream().filter(some -> some.name.equals(name)).findFirst().orElseThrow();
    }

    static WebhookFixture of(String file, String path, JsonNode fixture) {
        return new WebhookFixture(
                file + ": " + fixture.path("case").textValue(),
                path,
                fixture.path("querystring").textValue(),
                fixture.path("contentType").textValue(),
                body(fixture),
                fixture.path("events"),
                fixture.path("unfit").textValue());
    }

    /** Either the text itself, or the JSON or form it is written from. */
    private static @Nullable String body(JsonNode fixture) {
        if (fixture.has("json")) {
            return JsonText.write(fixture.get("json"));
        }
        if (fixture.has("form")) {
            StringJoiner form = new StringJoiner("&");
            fixture.get("form")
                    .properties()
                    .forEach(field -> form.add(URLEncoder.encode(field.getKey(), UTF_8) + "="
                            + URLEncoder.encode(value(field.getValue()), UTF_8)));
            return form.toString();
        }
        return fixture.path("body").textValue();
    }

    private static String value(JsonNode field) {
        return field.isTextual() ? field.textValue() : JsonText.write(field);
    }

    public NormalizedPayload request() {
        return Requests.request(path, querystring, contentType, body);
    }

    /** An event in the form in which the files have it. */
    public static ObjectNode written(RawEvent event) {
        ObjectNode written = JsonNodeFactory.instance.objectNode();
        event.parameters().forEach((name, value) -> {
            if (value != null && (name.equals("ue_pr") || name.equals("co"))) {
                written.set(name, json(value).get("data"));
            } else {
                written.put(name, value);
            }
        });
        return written;
    }

    public static ArrayNode written(List<RawEvent> events) {
        ArrayNode written = JsonNodeFactory.instance.arrayNode();
        events.forEach(event -> written.add(written(event)));
        return written;
    }

    public static JsonNode json(String text) {
        return ((ParsedJson.Json) JsonText.parse(text)).node();
    }

    private static String resource(String name) {
        try (InputStream in = WebhookFixture.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
