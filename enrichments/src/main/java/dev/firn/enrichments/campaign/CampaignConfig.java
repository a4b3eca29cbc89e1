package dev.firn.enrichments.campaign;

import dev.firn.enrichments.spi.ConfigReader;
import dev.firn.enrichments.spi.EnrichmentConfig;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which parameters are the marketing facts; of each list the first that is present counts.
 *
 * @param clickIds parameter to network: the built-in ones, then the configured ones in their order. A configured name that
 *     is built in keeps its place and changes its network.
 */
record CampaignConfig(
        List<String> medium,
        List<String> source,
        List<String> term,
        List<String> content,
        List<String> campaign,
        Map<String, String> clickIds) {

    CampaignConfig {
        medium = List.copyOf(medium);
        source = List.copyOf(source);
        term = List.copyOf(term);
        content = List.copyOf(content);
        campaign = List.copyOf(campaign);
        Map<String, String> all = new LinkedHashMap<>();
        all.put("gclid", "Google");
        all.put("msclkid", "Microsoft");
        all.put("dclid", "DoubleClick");
        all.putAll(clickIds);
        clickIds = Collections.unmodifiableMap(all);
    }

    /** Reads {@code parameters.fields}; {@code parameters.mapping} has no effect in any version. */
    static CampaignConfig of(EnrichmentConfig config) {
        ConfigReader fields = ConfigReader.parameters(config).object("fields");
        return new CampaignConfig(
                fields.texts("mktMedium"),
                fields.texts("mktSource"),
                fields.texts("mktTerm"),
                fields.texts("mktContent"),
                fields.texts("mktCampaign"),
                fields.has("mktClickId") ? fields.textMap("mktClickId") : Map.of());
    }
}
