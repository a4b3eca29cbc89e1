package dev.firn.enrichments.referer;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Reads websites from three levels of objects: medium, name, and {@code domains}, {@code parameters}, {@code utm_sources}.
 * Other keys are ignored. Refuses what has another shape with an {@link IllegalArgumentException}.
 */
final class ReferrerReader {

    private static final int LONGEST_UTM_MEDIUM = 64;
    private static final int LONGEST_UTM_SOURCE = 128;

    private final ReferrerTable.Builder table = new ReferrerTable.Builder();
    private final boolean own;

    private ReferrerReader(boolean own) {
        this.own = own;
    }

    /** The websites of a database file: of those that list parameters, only search engines give a search term. */
    static ReferrerTable database(JsonNode root) {
        return new ReferrerReader(false).read(root);
    }

    /** The websites of a configuration: all that list parameters give a search term. */
    static ReferrerTable own(JsonNode root) {
        return new ReferrerReader(true).read(root);
    }

    private ReferrerTable read(JsonNode root) {
        for (Map.Entry<String, JsonNode> medium : members(root, "the whole")) {
            for (Map.Entry<String, JsonNode> source : members(medium.getValue(), medium.getKey())) {
                read(medium.getKey(), source.getKey(), source.getValue());
            }
        }
        return table.build();
    }

    private void read(String medium, String name, JsonNode json) {
        String place = medium + " > " + name;
        members(json, place);
        if (!json.has("domains")) {
            throw new IllegalArgumentException(place + " has no domains");
        }
        List<String> parameters = texts(json, "parameters", place);
        ReferrerSource source =
                new ReferrerSource(medium, name, own || medium.equals("search") ? parameters : List.of());
        texts(json, "domains", place).forEach(domain -> table.domain(domain, source));
        List<String> utmSources = texts(json, "utm_sources", place);
        if (!utmSources.isEmpty() && (medium.length() > LONGEST_UTM_MEDIUM || name.length() > LONGEST_UTM_SOURCE)) {
            throw new IllegalArgumentException(place + " has utm_sources, so the medium may have at most "
                    + LONGEST_UTM_MEDIUM + " characters and the name " + LONGEST_UTM_SOURCE);
        }
        utmSources.forEach(value -> table.utmSource(value, source));
    }

    private static Iterable<Map.Entry<String, JsonNode>> members(JsonNode json, String place) {
        if (!json.isObject()) {
            throw new IllegalArgumentException(place + " is no object");
        }
        return json.properties();
    }

    private static List<String> texts(JsonNode json, String key, String place) {
        JsonNode array = json.path(key);
        if (array.isMissingNode() || array.isNull()) {
            return List.of();
        }
        List<String> texts = new ArrayList<>(array.size());
        for (JsonNode item : array) {
            if (!item.isTextual()) {
                throw new IllegalArgumentException(place + " > " + key + " has an item that is no text");
            }
            texts.add(item.textValue());
        }
        if (!array.isArray()) {
            throw new IllegalArgumentException(place + " > " + key + " is no array");
        }
        return texts;
    }
}
