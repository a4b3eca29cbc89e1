package dev.firn.enrichments.yauaa;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.firn.enrichments.caches.WatchedCaches;
import dev.firn.enrichments.spi.CacheListener;
import dev.firn.enrichments.spi.Derivation;
import dev.firn.enrichments.spi.Enrichment;
import dev.firn.enrichments.spi.EnrichmentResult;
import dev.firn.enrichments.spi.EventPart;
import dev.firn.enrichments.spi.EventView;
import dev.firn.registry.SelfDescribingJson;
import dev.firn.serdes.event.AtomicField;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Attaches what is known of the client. A result depends on nothing but the {@link Client}, so the very same objects go to
 * every event that has it.
 */
final class YauaaEnrichment implements Enrichment {

    static final String NAME = "yauaa";

    /** What is longer is no browser's, and would let anybody fill the memory. */
    private static final int LARGEST_CACHED = 4096;

    private static final Map<String, String> NOTHING_KNOWN = Map.of("DeviceClass", "Unknown");

    /** What takes the time to make. */
    final ClientAnalyzer analyzer;

    private final ContextVersion version;
    private final EnrichmentResult unknown;
    private final LoadingCache<Client, EnrichmentResult> results;

    YauaaEnrichment(ClientAnalyzer analyzer, YauaaConfig config, CacheListener listener) {
        this.analyzer = analyzer;
        version = config.version();
        unknown = result(NOTHING_KNOWN);
        results = WatchedCaches.build(
                Caffeine.newBuilder().maximumSize(config.cacheSize()).executor(Runnable::run), listener, this::analyze);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Set<AtomicField> writes() {
        return Set.of();
    }

    @Override
    public List<Derivation> derivations() {
        return List.of(Derivation.of(EventPart.derivedContexts(version.schema()))
                .from(EventPart.column(AtomicField.USERAGENT))
                .from(Client.hintNames().stream().map(EventPart::header).toList()));
    }

    @Override
    public EnrichmentResult enrich(EventView event) {
        String userAgent = event.text(AtomicField.USERAGENT);
        if (userAgent == null || userAgent.isEmpty()) {
            return unknown;
        }
        Client client = Client.of(userAgent, event.headers());
        return client.size() <= LARGEST_CACHED ? results.get(client) : analyze(client);
    }

    private EnrichmentResult analyze(Client client) {
        try {
            return result(analyzer.fields(client));
        } catch (RuntimeException | StackOverflowError e) {
            // Rules of a library on hostile text: that nothing is known is the right answer.
            return unknown;
        }
    }

    private EnrichmentResult result(Map<String, String> fields) {
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        fields.forEach((field, value) -> {
            ContextMembers.Member member = ContextMembers.of(field);
            if (member != null && version.knows(member.name())) {
                data.put(member.name(), member.cut(value));
            }
        });
        return EnrichmentResult.contexts(List.of(SelfDescribingJson.reusable(version.schema(), data)));
    }
}
