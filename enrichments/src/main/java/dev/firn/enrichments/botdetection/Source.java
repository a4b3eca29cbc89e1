package dev.firn.enrichments.botdetection;

import com.fasterxml.jackson.databind.JsonNode;
import dev.firn.registry.SchemaCriterion;
import dev.firn.registry.SelfDescribingJson;
import java.util.Set;
import java.util.function.Predicate;

/** Who may have noticed a bot, in the order in which they are named. */
enum Source {
    YAUAA("useYauaa", "yauaa", "iglu:nl.basjes/yauaa_context/jsonschema/1-0-*", Source::isRobot),
    IAB(
            "useIab",
            "iab",
            "iglu:com.iab.snowplow/spiders_and_robots/jsonschema/1-0-*",
            data -> isTrue(data, "spiderOrRobot")),
    ASN_LOOKUPS(
            "useAsnLookups",
            "asnLookups",
            "iglu:com.snowplowanalytics.snowplow/asn/jsonschema/1-0-*",
            data -> isTrue(data, "likelyBot")),
    /** The only one that is read from the tracker's contexts. */
    CLIENT_SIDE(
            "useClientSideDetection",
            "clientSideDetection",
            "iglu:com.snowplowanalytics.snowplow/client_side_bot_detection/jsonschema/1-0-*",
            data -> isTrue(data, "bot"));

    private static final Set<String> ROBOT_DEVICES = Set.of("Robot", "Robot Mobile", "Robot Imitator");
    private static final Set<String> ROBOT_AGENTS = Set.of("Robot", "Robot Mobile");

    private final String parameter;
    private final String indicator;
    private final SchemaCriterion schema;
    private final Predicate<JsonNode> positive;

    Source(String parameter, String indicator, String schema, Predicate<JsonNode> positive) {
        this.parameter = parameter;
        this.indicator = indicator;
        this.schema = SchemaCriterion.of(schema);
        this.positive = positive;
    }

    /** The switch in configurations. */
    String parameter() {
        return parameter;
    }

    /** Of its contexts. */
    SchemaCriterion schema() {
        return schema;
    }

    /** Its name in results. */
    String indicator() {
        return indicator;
    }

    /** Whether this context is this source's, and says that the event is a bot's. */
    boolean accuses(SelfDescribingJson context) {
        return schema.matches(context.schema()) && positive.test(context.data());
    }

    private static boolean isRobot(JsonNode data) {
        return ROBOT_DEVICES.contains(data.path("deviceClass").asText())
                || ROBOT_AGENTS.contains(data.path("agentClass").asText());
    }

    private static boolean isTrue(JsonNode data, String member) {
        return data.path(member).booleanValue();
    }
}
