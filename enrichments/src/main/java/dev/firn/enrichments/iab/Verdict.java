package dev.firn.enrichments.iab;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.firn.enrichments.spi.EnrichmentResult;
import dev.firn.registry.SchemaKey;
import dev.firn.registry.SelfDescribingJson;
import java.util.List;

/** All answers there are, each with its context made once. */
enum Verdict {
    BROWSER("BROWSER", "PASSED_ALL", "NONE"),
    ROBOT_BY_CONFIGURATION("SPIDER_OR_ROBOT", "FAILED_UA_EXCLUDE", "UNKNOWN"),
    ROBOT_BY_ADDRESS("SPIDER_OR_ROBOT", "FAILED_IP_EXCLUDE", "UNKNOWN"),
    NO_KNOWN_BROWSER("SPIDER_OR_ROBOT", "FAILED_UA_INCLUDE", "UNKNOWN"),
    ACTIVE_ON_PAGES("ACTIVE_SPIDER_OR_ROBOT", "FAILED_UA_EXCLUDE", "PAGE_IMPRESSIONS"),
    ACTIVE_ON_ADS("ACTIVE_SPIDER_OR_ROBOT", "FAILED_UA_EXCLUDE", "AD_IMPRESSIONS"),
    ACTIVE_ON_BOTH("ACTIVE_SPIDER_OR_ROBOT", "FAILED_UA_EXCLUDE", "PAGE_AND_AD_IMPRESSIONS"),
    INACTIVE_ON_PAGES("INACTIVE_SPIDER_OR_ROBOT", "FAILED_UA_EXCLUDE", "PAGE_IMPRESSIONS"),
    INACTIVE_ON_ADS("INACTIVE_SPIDER_OR_ROBOT", "FAILED_UA_EXCLUDE", "AD_IMPRESSIONS"),
    INACTIVE_ON_BOTH("INACTIVE_SPIDER_OR_ROBOT", "FAILED_UA_EXCLUDE", "PAGE_AND_AD_IMPRESSIONS");

    private final EnrichmentResult result;

    Verdict(String category, String reason, String impact) {
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        data.put("spiderOrRobot", !category.equals("BROWSER"));
        data.put("category", category);
        data.put("reason", reason);
        data.put("primaryImpact", impact);
        result = EnrichmentResult.contexts(List.of(SelfDescribingJson.reusable(schema(), data)));
    }

    /** Of the contexts. */
    static SchemaKey schema() {
        return SchemaKey.of("iglu:com.iab.snowplow/spiders_and_robots/jsonschema/1-0-0");
    }

    EnrichmentResult result() {
        return result;
    }
}
