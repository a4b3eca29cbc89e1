package dev.firn.enrichments.referer;

import static dev.firn.serdes.event.AtomicField.PAGE_URLHOST;
import static dev.firn.serdes.event.AtomicField.REFR_MEDIUM;
import static dev.firn.serdes.event.AtomicField.REFR_SOURCE;
import static dev.firn.serdes.event.AtomicField.REFR_TERM;
import static dev.firn.serdes.event.AtomicField.REFR_URLHOST;
import static dev.firn.serdes.event.AtomicField.REFR_URLPATH;
import static dev.firn.serdes.event.AtomicField.REFR_URLQUERY;
import static dev.firn.serdes.event.AtomicField.REFR_URLSCHEME;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.firn.enrichments.spi.Assets.Asset;
import dev.firn.enrichments.spi.Derivation;
import dev.firn.enrichments.spi.Enrichment;
import dev.firn.enrichments.spi.EnrichmentResult;
import dev.firn.enrichments.spi.EnrichmentResult.Changes;
import dev.firn.enrichments.spi.EventPart;
import dev.firn.enrichments.spi.EventView;
import dev.firn.registry.SchemaKey;
import dev.firn.registry.SelfDescribingJson;
import dev.firn.serdes.event.AtomicField;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Names the website that sent the visitor. The referrer's parts are read from the columns that the pipeline has set: they
 * are what a parser gives, as no part of an address that parses has characters that a column cannot hold.
 */
final class RefererEnrichment implements Enrichment {

    private static final Set<AtomicField> WRITES = Set.of(REFR_MEDIUM, REFR_SOURCE, REFR_TERM);
    private static final SchemaKey UTM_REFERRER =
            SchemaKey.of("iglu:com.snowplowanalytics.snowplow/utm_referrer/jsonschema/1-0-0");

    private static final String UTM_SOURCE = "utm_source";

    private final InternalHosts internal;
    private final ReferrerTable own;
    private final Asset<ReferrerTable> database;

    RefererEnrichment(InternalHosts internal, ReferrerTable own, Asset<ReferrerTable> database) {
        this.internal = internal;
        this.own = own;
        this.database = database;
    }

    @Override
    public String name() {
        return "referer-parser";
    }

    @Override
    public Set<AtomicField> writes() {
        return WRITES;
    }

    @Override
    public List<Derivation> derivations() {
        List<EventPart> page = EventPart.columns(REFR_URLSCHEME, PAGE_URLHOST);
        List<EventPart> site = EventPart.columns(REFR_URLHOST, REFR_URLPATH);
        return List.of(
                Derivation.of(EventPart.columns(REFR_MEDIUM, REFR_SOURCE))
                        .from(site)
                        .when(page),
                Derivation.of(EventPart.column(REFR_TERM))
                        .from(EventPart.column(REFR_URLQUERY))
                        .when(site)
                        .when(page),
                Derivation.of(EventPart.derivedContexts(UTM_REFERRER)).from(EventPart.pageParameter(UTM_SOURCE)));
    }

    @Override
    public EnrichmentResult enrich(EventView event) {
        ReferrerTable known = database.current();
        Changes columns = columns(event, known);
        ReferrerSource utm = ofUtmSource(event, known);
        if (utm != null) {
            return new Changes(columns == null ? List.of() : columns.columns(), List.of(context(utm)));
        }
        return columns == null ? EnrichmentResult.unchanged() : columns;
    }

    private @Nullable Changes columns(EventView event, ReferrerTable known) {
        String host = event.text(REFR_URLHOST);
        if (host == null || !isPage(event.text(REFR_URLSCHEME))) {
            return null;
        }
        if (host.equals(event.text(PAGE_URLHOST)) || internal.contains(host)) {
            return ReferrerSource.INTERNAL;
        }
        String path = event.text(REFR_URLPATH);
        ReferrerSource source = own.find(host, path);
        if (source == null) {
            source = known.find(host, path);
        }
        return source == null ? ReferrerSource.UNKNOWN : source.columns(event.text(REFR_URLQUERY));
    }

    private static boolean isPage(@Nullable String scheme) {
        return "https".equals(scheme) || "http".equals(scheme) || "android-app".equals(scheme);
    }

    private @Nullable ReferrerSource ofUtmSource(EventView event, ReferrerTable known) {
        if (!own.hasUtmSources() && !known.hasUtmSources()) {
            return null;
        }
        Map<String, String> query = event.pageQuery();
        String value = query == null ? null : query.get(UTM_SOURCE);
        if (value == null) {
            return null;
        }
        ReferrerSource source = own.ofUtmSource(value);
        return source != null ? source : known.ofUtmSource(value);
    }

    /** Made anew for each event, as later steps may own what they are given. */
    private static SelfDescribingJson context(ReferrerSource source) {
        return new SelfDescribingJson(
                UTM_REFERRER,
                JsonNodeFactory.instance
                        .objectNode()
                        .put("source", source.name())
                        .put("medium", source.medium()));
    }
}
