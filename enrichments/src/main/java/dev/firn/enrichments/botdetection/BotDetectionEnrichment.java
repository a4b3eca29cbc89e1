package dev.firn.enrichments.botdetection;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.firn.enrichments.spi.Derivation;
import dev.firn.enrichments.spi.Enrichment;
import dev.firn.enrichments.spi.EnrichmentResult;
import dev.firn.enrichments.spi.EventPart;
import dev.firn.enrichments.spi.EventView;
import dev.firn.registry.SchemaKey;
import dev.firn.registry.SelfDescribingJson;
import dev.firn.serdes.event.AtomicField;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** Attaches whether any of the chosen sources takes the event for a bot's. */
final class BotDetectionEnrichment implements Enrichment {

    private static final SchemaKey SCHEMA =
            SchemaKey.of("iglu:com.snowplowanalytics.snowplow/bot_detection/jsonschema/1-0-1");
    /** By the set of accusing sources, each the bit of its ordinal. */
    private static final List<EnrichmentResult> RESULTS = IntStream.range(0, 1 << Source.values().length)
            .mapToObj(BotDetectionEnrichment::result)
            .toList();

    private final List<Source> derived;
    private final List<Source> sent;

    BotDetectionEnrichment(Set<Source> sources) {
        Set<Source> ours = EnumSet.noneOf(Source.class);
        ours.addAll(sources);
        ours.remove(Source.CLIENT_SIDE);
        derived = List.copyOf(ours);
        sent = sources.contains(Source.CLIENT_SIDE) ? List.of(Source.CLIENT_SIDE) : List.of();
    }

    @Override
    public String name() {
        return "bot-detection";
    }

    @Override
    public Set<AtomicField> writes() {
        return Set.of();
    }

    @Override
    public List<Derivation> derivations() {
        return List.of(Derivation.of(EventPart.derivedContexts(SCHEMA))
                .from(derived.stream()
                        .map(source -> EventPart.derivedContexts(source.schema()))
                        .toList())
                .from(sent.stream()
                        .map(source -> EventPart.contexts(source.schema()))
                        .toList()));
    }

    @Override
    public EnrichmentResult enrich(EventView event) {
        return RESULTS.get(accusing(derived, event.derivedContexts()) | accusing(sent, event.contexts()));
    }

    private static int accusing(List<Source> sources, List<SelfDescribingJson> contexts) {
        int accusing = 0;
        for (Source source : sources) {
            for (SelfDescribingJson context : contexts) {
                if (source.accuses(context)) {
                    accusing |= 1 << source.ordinal();
                    break;
                }
            }
        }
        return accusing;
    }

    private static EnrichmentResult result(int accusing) {
        ArrayNode indicators = JsonNodeFactory.instance.arrayNode();
        for (Source source : Source.values()) {
            if ((accusing & 1 << source.ordinal()) != 0) {
                indicators.add(source.indicator());
            }
        }
        ObjectNode data = JsonNodeFactory.instance.objectNode().put("bot", accusing != 0);
        data.set("indicators", indicators);
        return EnrichmentResult.contexts(List.of(SelfDescribingJson.reusable(SCHEMA, data)));
    }
}
