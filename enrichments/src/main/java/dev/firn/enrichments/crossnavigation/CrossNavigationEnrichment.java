package dev.firn.enrichments.crossnavigation;

import static dev.firn.serdes.event.AtomicField.REFR_DOMAIN_USERID;
import static dev.firn.serdes.event.AtomicField.REFR_DVCE_TSTAMP;

import dev.firn.enrichments.spi.Derivation;
import dev.firn.enrichments.spi.Enrichment;
import dev.firn.enrichments.spi.EnrichmentResult;
import dev.firn.enrichments.spi.EventPart;
import dev.firn.enrichments.spi.EventView;
import dev.firn.enrichments.transform.WarehouseTime;
import dev.firn.registry.SchemaKey;
import dev.firn.registry.SelfDescribingJson;
import dev.firn.serdes.event.AtomicField;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Attaches what the parameter {@code _sp} tells, if it told the pipeline a user and a time. */
final class CrossNavigationEnrichment implements Enrichment {

    private static final SchemaKey SCHEMA =
            SchemaKey.of("iglu:com.snowplowanalytics.snowplow/cross_navigation/jsonschema/1-0-0");
    private static final int LONGEST_USER = 128;

    @Override
    public String name() {
        return "cross-navigation";
    }

    @Override
    public Set<AtomicField> writes() {
        return Set.of();
    }

    @Override
    public List<Derivation> derivations() {
        return List.of(Derivation.of(EventPart.derivedContexts(SCHEMA))
                .from(EventPart.pageParameter("_sp"))
                .from(EventPart.columns(REFR_DOMAIN_USERID, REFR_DVCE_TSTAMP)));
    }

    @Override
    public EnrichmentResult enrich(EventView event) {
        Map<String, String> query = event.pageQuery();
        String link = query == null ? null : query.get("_sp");
        if (link == null) {
            return EnrichmentResult.unchanged();
        }
        String user = event.text(REFR_DOMAIN_USERID);
        Long time = event.timestamp(REFR_DVCE_TSTAMP);
        if (user == null || time == null || !fits(user, time)) {
            return EnrichmentResult.unchanged();
        }
        return EnrichmentResult.contexts(
                List.of(new SelfDescribingJson(SCHEMA, LinkDecoration.of(link).toJson(user, time))));
    }

    private static boolean fits(String user, long time) {
        return user.codePointCount(0, user.length()) <= LONGEST_USER && WarehouseTime.holds(time);
    }
}
