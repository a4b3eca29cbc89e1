package dev.firn.enrichments.campaign;

import static dev.firn.serdes.event.AtomicField.MKT_CAMPAIGN;
import static dev.firn.serdes.event.AtomicField.MKT_CLICKID;
import static dev.firn.serdes.event.AtomicField.MKT_CONTENT;
import static dev.firn.serdes.event.AtomicField.MKT_MEDIUM;
import static dev.firn.serdes.event.AtomicField.MKT_NETWORK;
import static dev.firn.serdes.event.AtomicField.MKT_SOURCE;
import static dev.firn.serdes.event.AtomicField.MKT_TERM;

import dev.firn.enrichments.spi.Derivation;
import dev.firn.enrichments.spi.Enrichment;
import dev.firn.enrichments.spi.EnrichmentResult;
import dev.firn.enrichments.spi.EnrichmentResult.Changes;
import dev.firn.enrichments.spi.EnrichmentResult.Changes.Column;
import dev.firn.enrichments.spi.EnrichmentResult.ChangesBuilder;
import dev.firn.enrichments.spi.EventPart;
import dev.firn.enrichments.spi.EventView;
import dev.firn.enrichments.url.TsvText;
import dev.firn.serdes.event.AtomicField;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Copies the page URL's campaign parameters into the marketing columns. */
final class CampaignEnrichment implements Enrichment {

    private static final Set<AtomicField> WRITES =
            Set.of(MKT_MEDIUM, MKT_SOURCE, MKT_TERM, MKT_CONTENT, MKT_CAMPAIGN, MKT_CLICKID, MKT_NETWORK);
    private static final EnrichmentResult CLEARED = new Changes(
            WRITES.stream().sorted().map(field -> new Column(field, null)).toList(), List.of());

    /** A column and the parameters that may fill it. */
    private record Source(AtomicField column, List<String> parameters) {}

    /** A click id's parameter and the column value that its network gives. */
    private record ClickId(String parameter, @Nullable String network) {}

    private final List<Source> sources;
    private final List<ClickId> clickIds;

    CampaignEnrichment(CampaignConfig config) {
        sources = List.of(
                new Source(MKT_MEDIUM, config.medium()),
                new Source(MKT_SOURCE, config.source()),
                new Source(MKT_TERM, config.term()),
                new Source(MKT_CONTENT, config.content()),
                new Source(MKT_CAMPAIGN, config.campaign()));
        List<ClickId> ids = new ArrayList<>();
        config.clickIds().forEach((parameter, network) -> ids.add(new ClickId(parameter, TsvText.clean(network))));
        clickIds = List.copyOf(ids);
    }

    @Override
    public String name() {
        return "campaign-attribution";
    }

    @Override
    public Set<AtomicField> writes() {
        return WRITES;
    }

    @Override
    public List<Derivation> derivations() {
        List<Derivation> derivations = new ArrayList<>();
        for (Source source : sources) {
            derivations.add(Derivation.of(EventPart.column(source.column()))
                    .from(source.parameters().stream()
                            .map(EventPart::pageParameter)
                            .toList()));
        }
        derivations.add(Derivation.of(EventPart.columns(MKT_CLICKID, MKT_NETWORK))
                .from(clickIds.stream()
                        .map(id -> EventPart.pageParameter(id.parameter()))
                        .toList()));
        return derivations;
    }

    @Override
    public EnrichmentResult enrich(EventView event) {
        Map<String, String> query = event.pageQuery();
        if (query == null) {
            return EnrichmentResult.unchanged();
        }
        if (query.isEmpty()) {
            return CLEARED;
        }
        ChangesBuilder changes = EnrichmentResult.changes();
        for (Source source : sources) {
            changes.set(source.column(), firstOf(source.parameters(), query));
        }
        clickId(query, changes);
        return changes.build();
    }

    /** An empty value counts as present: later names are not tried. */
    private static @Nullable String firstOf(List<String> parameters, Map<String, String> query) {
        for (String parameter : parameters) {
            String value = query.get(parameter);
            if (value != null) {
                return TsvText.clean(value);
            }
        }
        return null;
    }

    private void clickId(Map<String, String> query, ChangesBuilder changes) {
        for (ClickId id : clickIds) {
            String value = query.get(id.parameter());
            if (value != null) {
                changes.set(MKT_CLICKID, TsvText.clean(value)).set(MKT_NETWORK, id.network());
                return;
            }
        }
        changes.set(MKT_CLICKID, null).set(MKT_NETWORK, null);
    }
}
