package dev.firn.enrichments.referer;

import static dev.firn.serdes.event.AtomicField.REFR_MEDIUM;
import static dev.firn.serdes.event.AtomicField.REFR_SOURCE;
import static dev.firn.serdes.event.AtomicField.REFR_TERM;

import dev.firn.enrichments.spi.EnrichmentResult.Changes;
import dev.firn.enrichments.spi.EnrichmentResult.Changes.Column;
import dev.firn.enrichments.url.TsvText;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A website that sends visitors, and the columns that a visit from it gives. Immutable. */
final class ReferrerSource {

    /** A visit from pages that no database knows. */
    static final Changes UNKNOWN = of("unknown");
    /** A visit from one's own pages. */
    static final Changes INTERNAL = of("internal");

    private final String medium;
    private final String name;
    private final String[] parameters;
    private final Column mediumColumn;
    private final Column sourceColumn;
    private final Changes withoutTerm;

    /** @param parameters of the querystring, any of which may hold the search term */
    ReferrerSource(String medium, String name, List<String> parameters) {
        this.medium = medium;
        this.name = name;
        this.parameters = parameters.toArray(new String[0]);
        this.mediumColumn = new Column(REFR_MEDIUM, TsvText.clean(medium));
        this.sourceColumn = new Column(REFR_SOURCE, medium.equals("unknown") ? null : TsvText.clean(name));
        this.withoutTerm = new Changes(List.of(mediumColumn, sourceColumn), List.of());
    }

    String medium() {
        return medium;
    }

    String name() {
        return name;
    }

    /** @param query the referrer's, still encoded */
    Changes columns(@Nullable String query) {
        String term = query == null || parameters.length == 0 ? null : SearchTerm.in(query, parameters);
        return term == null
                ? withoutTerm
                : new Changes(List.of(mediumColumn, sourceColumn, new Column(REFR_TERM, term)), List.of());
    }

    private static Changes of(String medium) {
        return new Changes(List.of(new Column(REFR_MEDIUM, medium)), List.of());
    }

    @Override
    public String toString() {
        return medium + "/" + name;
    }
}
