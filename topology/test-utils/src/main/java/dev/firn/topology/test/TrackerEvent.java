package dev.firn.topology.test;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.firn.registry.SchemaKey;
import dev.firn.registry.SelfDescribingJson;
import dev.firn.registry.json.JsonText;
import dev.firn.serdes.payload.CollectorPayload;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * One event as trackers send it: a POST of tracker protocol 2, or with {@link #asGet} the old tracking pixel. Immutable.
 *
 * <p>No event id is sent, unless {@link #eventId} says one; then the topology derives it from the record's place.
 */
public final class TrackerEvent extends RequestPayload<TrackerEvent> {

    private static final SchemaKey CONTEXTS =
            SchemaKey.of("iglu:com.snowplowanalytics.snowplow/contexts/jsonschema/1-0-0");

    private final Map<String, String> parameters;
    private final List<JsonNode> contexts;
    private final boolean get;

    private TrackerEvent(
            Surroundings surroundings, Map<String, String> parameters, List<JsonNode> contexts, boolean get) {
        super(surroundings);
        this.parameters = parameters;
        this.contexts = contexts;
        this.get = get;
    }

    /** @param type of the tracker protocol, such as {@code pv} */
    static TrackerEvent of(String type) {
        return new TrackerEvent(new Surroundings(), Map.of(), List.of(), false)
                .param("e", type)
                .platform("web")
                .trackerVersion("firn-test-1.0.0");
    }

    @Override
    TrackerEvent with(Surroundings other) {
        return new TrackerEvent(other, parameters, contexts, get);
    }

    /** Any parameter of the tracker protocol; takes the place of an earlier one of that name. */
    public TrackerEvent param(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(parameters);
        more.put(name, value);
        return new TrackerEvent(surroundings(), more, contexts, get);
    }

    /** Takes a parameter away, also those that every event has. */
    public TrackerEvent without(String name) {
        Map<String, String> fewer = new LinkedHashMap<>(parameters);
        fewer.remove(name);
        return new TrackerEvent(surroundings(), fewer, contexts, get);
    }

    public TrackerEvent appId(String id) {
        return param("aid", id);
    }

    /** Such as {@code mob}; {@code web} without this. */
    public TrackerEvent platform(String name) {
        return param("p", name);
    }

    public TrackerEvent eventId(UUID id) {
        return param("eid", id.toString());
    }

    public TrackerEvent userId(String id) {
        return param("uid", id);
    }

    /** The first-party cookie. */
    public TrackerEvent domainUserId(String id) {
        return param("duid", id);
    }

    /** The session's id and its number, counted from 1. */
    public TrackerEvent session(UUID id, int number) {
        return param("sid", id.toString()).param("vid", Integer.toString(number));
    }

    public TrackerEvent trackerName(String name) {
        return param("tna", name);
    }

    public TrackerEvent trackerVersion(String version) {
        return param("tv", version);
    }

    public TrackerEvent pageUrl(String url) {
        return param("url", url);
    }

    public TrackerEvent pageTitle(String title) {
        return param("page", title);
    }

    /** The page that linked here. */
    public TrackerEvent pageReferrer(String url) {
        return param("refr", url);
    }

    /** By the device's clock. */
    public TrackerEvent createdAt(Instant time) {
        return param("dtm", millis(time));
    }

    /** By the device's clock. */
    public TrackerEvent sentAt(Instant time) {
        return param("stm", millis(time));
    }

    /** When it really was, as the application knows. */
    public TrackerEvent happenedAt(Instant time) {
        return param("ttm", millis(time));
    }

    /**
     * One more entity.
     *
     * @param schema its Iglu URI; may be wrong on purpose
     * @param json its data
     * @throws IllegalArgumentException when {@code json} is no JSON; to send such, use {@code param("co", ...)}
     */
    public TrackerEvent context(String schema, String json) {
        return context(schema, JsonSource.parse("context " + schema, json));
    }

    /** One more entity. */
    public TrackerEvent context(String schema, JsonNode data) {
        List<JsonNode> more = new ArrayList<>(contexts);
        more.add(selfDescribing(schema, data));
        return new TrackerEvent(surroundings(), parameters, more, get);
    }

    /** Sends it as a GET of {@code /i}, with everything in the querystring. */
    public TrackerEvent asGet() {
        return new TrackerEvent(surroundings(), parameters, contexts, true);
    }

    @Override
    public CollectorPayload toCollectorPayload(Instant now) {
        if (!get) {
            return Payloads.post(this).with(surroundings()).toCollectorPayload(now);
        }
        String querystring = allParameters().entrySet().stream()
                .map(pair -> HttpRequest.encode(pair.getKey()) + '=' + HttpRequest.encode(pair.getValue()))
                .collect(Collectors.joining("&"));
        return surroundings().request(now, "/i", querystring, null, null);
    }

    /** The event in the body of a POST. */
    ObjectNode toJson() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        allParameters().forEach(json::put);
        return json;
    }

    private Map<String, String> allParameters() {
        if (contexts.isEmpty()) {
            return parameters;
        }
        ArrayNode data = JsonNodeFactory.instance.arrayNode().addAll(contexts);
        Map<String, String> all = new LinkedHashMap<>(parameters);
        all.put("co", JsonText.write(new SelfDescribingJson(CONTEXTS, data).toJson()));
        return all;
    }

    /** Not through {@link SelfDescribingJson}: tests must be able to name a schema that is none. */
    static ObjectNode selfDescribing(String schema, JsonNode data) {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("schema", schema);
        json.set("data", data);
        return json;
    }

    /** Its parameters. */
    @Override
    public String toString() {
        return toJson().toString();
    }

    private static String millis(Instant time) {
        return Long.toString(time.toEpochMilli());
    }
}
