package dev.firn.enrichments.headers;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.firn.enrichments.spi.Derivation;
import dev.firn.enrichments.spi.Enrichment;
import dev.firn.enrichments.spi.EnrichmentResult;
import dev.firn.enrichments.spi.EventPart;
import dev.firn.enrichments.spi.EventView;
import dev.firn.enrichments.spi.EventView.Header;
import dev.firn.registry.SchemaKey;
import dev.firn.registry.SelfDescribingJson;
import dev.firn.serdes.event.AtomicField;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Attaches a context for each request header whose name fits the pattern. */
final class HeaderExtractor implements Enrichment {

    private static final SchemaKey HEADER = SchemaKey.of("iglu:org.ietf/http_header/jsonschema/1-0-0");
    /** Of a value, in characters, by the schema above; names are shorter anyway. */
    private static final int MAX_LENGTH = 4096;

    private final NamePattern names;

    HeaderExtractor(Pattern pattern) {
        names = new NamePattern(pattern);
    }

    @Override
    public String name() {
        return "http-header-extractor";
    }

    @Override
    public Set<AtomicField> writes() {
        return Set.of();
    }

    @Override
    public List<Derivation> derivations() {
        return List.of(Derivation.of(EventPart.derivedContexts(HEADER)).from(EventPart.headers(names.pattern())));
    }

    @Override
    public EnrichmentResult enrich(EventView event) {
        List<SelfDescribingJson> contexts = List.of();
        for (Header header : event.headers()) {
            if (names.matches(header.name())) {
                String value = header.value().trim();
                if (fits(value)) {
                    contexts = contexts.isEmpty() ? new ArrayList<>(4) : contexts;
                    contexts.add(context(header.name().trim(), value));
                }
            }
        }
        return EnrichmentResult.contexts(contexts);
    }

    private static boolean fits(String value) {
        return value.length() <= MAX_LENGTH || value.codePointCount(0, value.length()) <= MAX_LENGTH;
    }

    private static SelfDescribingJson context(String name, String value) {
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        data.put("name", name).put("value", value);
        return new SelfDescribingJson(HEADER, data);
    }
}
