package dev.firn.enrichments.cookies;

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
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Attaches a context for each wanted cookie. */
final class CookieExtractor implements Enrichment {

    private static final SchemaKey COOKIE = SchemaKey.of("iglu:org.ietf/http_cookie/jsonschema/1-0-0");
    /** Of name and of value, in characters, by the schema above. */
    private static final int MAX_LENGTH = 4096;

    private final String[] wanted;

    /** @param names exact, case-sensitive */
    CookieExtractor(List<String> names) {
        wanted = names.stream().distinct().filter(CookieExtractor::fits).toArray(String[]::new);
    }

    @Override
    public String name() {
        return "cookie-extractor";
    }

    @Override
    public Set<AtomicField> writes() {
        return Set.of();
    }

    @Override
    public List<Derivation> derivations() {
        return List.of(Derivation.of(EventPart.derivedContexts(COOKIE))
                .from(Arrays.stream(wanted).map(EventPart::cookie).toList()));
    }

    @Override
    public EnrichmentResult enrich(EventView event) {
        if (wanted.length == 0) {
            return EnrichmentResult.unchanged();
        }
        List<SelfDescribingJson> contexts = List.of();
        for (Header header : event.headers()) {
            if (header.name().equalsIgnoreCase("Cookie")) {
                contexts = extract(header.value(), contexts);
            }
        }
        return EnrichmentResult.contexts(contexts);
    }

    private List<SelfDescribingJson> extract(String header, List<SelfDescribingJson> found) {
        List<SelfDescribingJson> contexts = found;
        CookieScanner cookies = new CookieScanner(header);
        while (cookies.next()) {
            String name = wantedName(cookies);
            if (name == null) {
                continue;
            }
            String value = cookies.value();
            if (value == null || fits(value)) {
                contexts = contexts.isEmpty() ? new ArrayList<>(4) : contexts;
                contexts.add(context(name, value));
            }
        }
        return contexts;
    }

    private @Nullable String wantedName(CookieScanner cookies) {
        for (String name : wanted) {
            if (cookies.isNamed(name)) {
                return name;
            }
        }
        return null;
    }

    private static boolean fits(String text) {
        return text.length() <= MAX_LENGTH || text.codePointCount(0, text.length()) <= MAX_LENGTH;
    }

    private static SelfDescribingJson context(String name, @Nullable String value) {
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        data.put("name", name).put("value", value);
        return new SelfDescribingJson(COOKIE, data);
    }
}
