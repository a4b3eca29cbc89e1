package dev.firn.enrichments.asn;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.firn.registry.SchemaKey;
import dev.firn.registry.SelfDescribingJson;

/**
 * What becomes of asn contexts by one list of networks. Events of one address share the very same context, as long as its
 * look-up is remembered, so what is made of it is remembered by the object and goes as soon as that does. Thread-safe.
 */
final class MarkedContexts {

    private static final int CACHED = 20_000;
    /** The first version that knows {@code likelyBot}. */
    private static final SchemaKey MARKED = SchemaKey.of("iglu:com.snowplowanalytics.snowplow/asn/jsonschema/1-0-1");

    private final BotNetworks bots;
    private final LoadingCache<SelfDescribingJson, SelfDescribingJson> marked = Caffeine.newBuilder()
            .weakKeys() // which compares by identity
            .maximumSize(CACHED)
            .executor(Runnable::run)
            .build(this::mark);

    MarkedContexts(BotNetworks bots) {
        this.bots = bots;
    }

    /** @param context with a number */
    SelfDescribingJson of(SelfDescribingJson context) {
        return marked.get(context);
    }

    private SelfDescribingJson mark(SelfDescribingJson context) {
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        data.setAll((ObjectNode) context.data());
        data.put("likelyBot", bots.contains(data.get("number").intValue()));
        return SelfDescribingJson.reusable(MARKED, data);
    }
}
