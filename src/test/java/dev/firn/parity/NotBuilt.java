package dev.firn.parity;

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
import static dev.firn.serdes.event.AtomicField.REFR_MEDIUM;
import static dev.firn.serdes.event.AtomicField.REFR_SOURCE;
import static dev.firn.serdes.event.AtomicField.REFR_TERM;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.firn.serdes.event.AtomicField;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Takes out of records what enrichments write that are configured but not part of this build. What is built is compared;
 * nothing has to be changed here when one is added.
 */
final class NotBuilt {

    /** @param contexts beginnings of the schemas of the contexts it attaches */
    private record Writes(Set<AtomicField> columns, List<String> contexts) {}

    private static final Map<String, Writes> BY_CONFIGURATION = Map.of(
            "ip_lookups",
            new Writes(
                    Set.of(
                            GEO_COUNTRY,
                            GEO_REGION,
                            GEO_CITY,
                            GEO_ZIPCODE,
                            GEO_LATITUDE,
                            GEO_LONGITUDE,
                            GEO_REGION_NAME,
                            GEO_TIMEZONE,
                            IP_ISP,
                            IP_ORGANIZATION,
                            IP_DOMAIN,
                            IP_NETSPEED),
                    List.of()),
            "referer_parser",
            new Writes(Set.of(REFR_MEDIUM, REFR_SOURCE, REFR_TERM), List.of()),
            "ua_parser_config",
            new Writes(Set.of(), List.of("iglu:com.snowplowanalytics.snowplow/ua_parser_context/")));

    private final List<Writes> writes;

    private NotBuilt(List<Writes> writes) {
        this.writes = writes;
    }

    /** @param configurations schema names of the missing enrichments */
    static NotBuilt of(Collection<String> configurations) {
        return new NotBuilt(configurations.stream().map(NotBuilt::writes).toList());
    }

    private static Writes writes(String configuration) {
        Writes writes = BY_CONFIGURATION.get(configuration);
        if (writes == null) {
            throw new IllegalArgumentException("what does " + configuration + " write?");
        }
        return writes;
    }

    /** The row without the missing enrichments' columns and contexts. */
    String ofEvent(String row) {
        if (writes.isEmpty()) {
            return row;
        }
        String[] columns = row.split("\t", -1);
        writes.forEach(one -> one.columns.forEach(field -> columns[field.ordinal()] = ""));
        int contexts = AtomicField.DERIVED_CONTEXTS.ordinal();
        columns[contexts] = ofContexts(columns[contexts]);
        return String.join("\t", columns);
    }

    /** The same for the event inside a bad row. */
    String ofBadRow(String row) {
        JsonNode json = RecordComparison.read(row);
        if (writes.isEmpty() || !(json.path("data").path("payload").path("enriched") instanceof ObjectNode enriched)) {
            return row;
        }
        writes.forEach(one -> one.columns.forEach(field -> enriched.putNull(field.column())));
        String contexts = AtomicField.DERIVED_CONTEXTS.column();
        String left = ofContexts(enriched.path(contexts).asText(""));
        enriched.put(contexts, left.isEmpty() ? null : left);
        return json.toString();
    }

    private String ofContexts(String text) {
        if (text.isEmpty() || text.equals("null")) {
            return "";
        }
        JsonNode envelope = RecordComparison.read(text);
        ArrayNode data = (ArrayNode) envelope.get("data");
        for (int i = data.size() - 1; i >= 0; i--) {
            String schema = data.get(i).path("schema").asText();
            if (writes.stream().flatMap(one -> one.contexts.stream()).anyMatch(schema::startsWith)) {
                data.remove(i);
            }
        }
        return data.isEmpty() ? "" : envelope.toString();
    }
}
