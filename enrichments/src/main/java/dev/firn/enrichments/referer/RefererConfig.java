package dev.firn.enrichments.referer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.firn.enrichments.spi.Assets;
import dev.firn.enrichments.spi.ConfigReader;
import dev.firn.enrichments.spi.EnrichmentConfig;
import dev.firn.enrichments.spi.EnrichmentConfigException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which websites are known.
 *
 * @param internalDomains hosts of one's own pages
 * @param location of the database
 * @param format of the database
 * @param referrers own websites, in the shape of the database
 */
record RefererConfig(Set<String> internalDomains, String location, ReferrerFile format, JsonNode referrers) {

    RefererConfig {
        internalDomains = Set.copyOf(internalDomains);
    }

    static RefererConfig of(EnrichmentConfig config) {
        ConfigReader parameters = ConfigReader.parameters(config);
        String database = parameters.text("database");
        return new RefererConfig(
                parameters.texts("internalDomains").stream().map(String::trim).collect(Collectors.toSet()),
                Assets.location(parameters.text("uri"), database),
                ReferrerFile.named(database),
                parameters.has("referrers")
                        ? config.parameters().path("referrers")
                        : JsonNodeFactory.instance.objectNode());
    }

    ReferrerTable own() {
        try {
            return ReferrerReader.own(referrers);
        } catch (IllegalArgumentException e) {
            throw new EnrichmentConfigException("Could not use parameters.referrers: " + e.getMessage(), e);
        }
    }

    /** One sentence for each own domain that two websites claim. */
    List<String> clashes() {
        Map<String, String> owners = new HashMap<>();
        List<String> clashes = new ArrayList<>();
        for (Map.Entry<String, JsonNode> medium : referrers.properties()) {
            for (Map.Entry<String, JsonNode> source : medium.getValue().properties()) {
                String owner = medium.getKey() + " > " + source.getKey();
                for (JsonNode domain : source.getValue().path("domains")) {
                    String earlier = owners.put(domain.asText(), owner);
                    if (earlier != null && !earlier.equals(owner)) {
                        clashes.add("parameters.referrers has the domain " + domain.asText() + " in " + earlier
                                + " and in " + owner + ", which counts.");
                    }
                }
            }
        }
        return clashes;
    }
}
