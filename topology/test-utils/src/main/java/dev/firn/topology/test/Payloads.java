package dev.firn.topology.test;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.firn.registry.SchemaKey;
import dev.firn.registry.SelfDescribingJson;
import dev.firn.registry.json.JsonText;
import java.math.BigDecimal;
import java.util.List;

/**
 * Makes payloads, named as in the Snowplow tracker protocol.
 *
 * <pre>{@code
 * Payloads.pageView("https://shop.example/cart").appId("shop").userId("ada").ip("198.51.100.7")
 * }</pre>
 */
public final class Payloads {

    private static final SchemaKey PAYLOAD_DATA =
            SchemaKey.of("iglu:com.snowplowanalytics.snowplow/payload_data/jsonschema/1-0-4");
    private static final SchemaKey UNSTRUCT_EVENT =
            SchemaKey.of("iglu:com.snowplowanalytics.snowplow/unstruct_event/jsonschema/1-0-0");
    private static final String TRACKER_PATH = "/com.snowplowanalytics.snowplow/tp2";
    private static final String WEBHOOK_PATH = "/com.snowplowanalytics.iglu/v1";
    private static final String REDIRECT_PATH = "/r/tp2";
    private static final String JSON_TYPE = "application/json";

    private Payloads() {}

    public static TrackerEvent pageView(String url) {
        return TrackerEvent.of("pv").pageUrl(url);
    }

    /** A page view's heartbeat; offsets are parameters {@code pp_mix}, {@code pp_max}, {@code pp_miy}, {@code pp_may}. */
    public static TrackerEvent pagePing(String url) {
        return TrackerEvent.of("pp").pageUrl(url);
    }

    /** A structured event; the rest are parameters {@code se_la}, {@code se_pr}, {@code se_va}. */
    public static TrackerEvent structured(String category, String action) {
        return TrackerEvent.of("se").param("se_ca", category).param("se_ac", action);
    }

    /**
     * A self-describing event.
     *
     * @param schema its Iglu URI; may be wrong on purpose
     * @param json its data
     * @throws IllegalArgumentException when {@code json} is no JSON; to send such, use {@code param("ue_pr", ...)}
     */
    public static TrackerEvent selfDescribing(String schema, String json) {
        return selfDescribing(schema, JsonSource.parse("event " + schema, json));
    }

    /** A self-describing event. */
    public static TrackerEvent selfDescribing(String schema, JsonNode data) {
        SelfDescribingJson envelope = new SelfDescribingJson(UNSTRUCT_EVENT, TrackerEvent.selfDescribing(schema, data));
        return TrackerEvent.of("ue").param("ue_pr", JsonText.write(envelope.toJson()));
    }

    /** A purchase, without its items. */
    public static TrackerEvent transaction(String orderId, BigDecimal total) {
        return TrackerEvent.of("tr").param("tr_id", orderId).param("tr_tt", total.toPlainString());
    }

    /** One item of a purchase. */
    public static TrackerEvent transactionItem(String orderId, String sku, BigDecimal price, int quantity) {
        return TrackerEvent.of("ti")
                .param("ti_id", orderId)
                .param("ti_sk", sku)
                .param("ti_pr", price.toPlainString())
                .param("ti_qu", Integer.toString(quantity));
    }

    /**
     * Several events in one POST.
     *
     * @throws IllegalArgumentException when an event says something that a batch says for all of them (address, headers,
     *     time, ...): say it of the batch
     */
    public static HttpRequest batch(TrackerEvent... events) {
        for (TrackerEvent event : events) {
            if (!event.surroundings().areUsual()) {
                throw new IllegalArgumentException("ip, userAgent, referer, networkUserId, hostname, headers and"
                        + " timestamp belong to the request: call them on the batch, not on its events");
            }
        }
        return post(events);
    }

    static HttpRequest post(TrackerEvent... events) {
        ArrayNode data = JsonNodeFactory.instance.arrayNode();
        List.of(events).forEach(event -> data.add(event.toJson()));
        String body = JsonText.write(new SelfDescribingJson(PAYLOAD_DATA, data).toJson());
        return post(TRACKER_PATH, JSON_TYPE, body);
    }

    /** An event from anybody's server, through the Iglu webhook. */
    public static HttpRequest webhook(String schema, String json) {
        return webhook(schema, JsonSource.parse("webhook " + schema, json));
    }

    /** An event from anybody's server, through the Iglu webhook. */
    public static HttpRequest webhook(String schema, JsonNode data) {
        return post(WEBHOOK_PATH, JSON_TYPE, JsonText.write(TrackerEvent.selfDescribing(schema, data)));
    }

    /** A click that the collector redirects to {@code target}. */
    public static HttpRequest redirect(String target) {
        return get(REDIRECT_PATH).param("u", target);
    }

    /** Any GET. */
    public static HttpRequest get(String path) {
        return new HttpRequest(new Surroundings(), path, null, null, null);
    }

    /** Any POST, such as another webhook's. */
    public static HttpRequest post(String path, String contentType, String body) {
        return new HttpRequest(new Surroundings(), path, null, contentType, body);
    }

    /** A record of just these bytes. */
    public static Payload bytes(byte[] record) {
        byte[] copy = record.clone();
        return now -> copy.clone();
    }
}
