package dev.firn.enrichments.pii;

import com.fasterxml.jackson.databind.JsonNode;
import dev.firn.enrichments.lookup.EntityField;
import dev.firn.enrichments.spi.Derivation;
import dev.firn.enrichments.spi.Enrichment;
import dev.firn.enrichments.spi.EnrichmentResult;
import dev.firn.enrichments.spi.EnrichmentResult.Changes;
import dev.firn.enrichments.spi.EnrichmentResult.Changes.Column;
import dev.firn.enrichments.spi.EventPart;
import dev.firn.enrichments.spi.EventView;
import dev.firn.serdes.event.AtomicField;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Replaces the configured values by their hashes. */
final class PiiEnrichment implements Enrichment {

    private static final String ANONYMOUS = "SP-Anonymous";

    private final PiiConfig config;
    private final List<JsonMask> masks;
    private final Set<AtomicField> writes;

    PiiEnrichment(PiiConfig config) {
        this.config = config;
        this.masks = masks(config);
        EnumSet<AtomicField> columns = EnumSet.noneOf(AtomicField.class);
        columns.addAll(config.columns());
        masks.forEach(mask -> columns.add(mask.field().column()));
        this.writes = Set.copyOf(columns);
    }

    private static List<JsonMask> masks(PiiConfig config) {
        List<JsonMask.Numbered> all = new ArrayList<>();
        for (JsonTarget target : config.json()) {
            all.add(JsonMask.Numbered.of(all.size(), target));
        }
        List<JsonMask> masks = new ArrayList<>();
        for (EntityField field : EntityField.values()) {
            List<JsonMask.Numbered> own =
                    all.stream().filter(one -> one.target().field() == field).toList();
            List<JsonMask.Numbered> ofRefused = field == EntityField.DERIVED_CONTEXTS ? all : List.of();
            if (!own.isEmpty() || !ofRefused.isEmpty()) {
                masks.add(new JsonMask(field, own, ofRefused, config.pseudonymizer()));
            }
        }
        return masks;
    }

    @Override
    public String name() {
        return "pii-enrichment";
    }

    @Override
    public Set<AtomicField> writes() {
        return writes;
    }

    @Override
    public List<Derivation> derivations() {
        List<Derivation> derivations = new ArrayList<>();
        for (AtomicField column : config.columns()) {
            derivations.add(replacing(EventPart.column(column)));
        }
        for (JsonMask mask : masks) {
            derivations.add(replacing(EventPart.column(mask.field().column())));
        }
        return derivations;
    }

    private Derivation replacing(EventPart part) {
        Derivation derivation = Derivation.of(part).from(part).masking();
        return config.anonymousOnly() ? derivation.when(EventPart.header(ANONYMOUS)) : derivation;
    }

    @Override
    public EnrichmentResult enrich(EventView event) {
        if (config.anonymousOnly() && !isAnonymous(event)) {
            return EnrichmentResult.unchanged();
        }
        Report report = config.emitEvent() ? new Report() : null;
        List<Column> changed = new ArrayList<>(config.columns().size() + masks.size());
        for (AtomicField field : config.columns()) {
            column(event, field, changed, report);
        }
        for (JsonMask mask : masks) {
            AtomicField field = mask.field().column();
            JsonNode envelope = event.json(field);
            JsonNode masked = envelope == null ? null : mask.mask(envelope, report);
            if (masked != envelope) {
                changed.add(new Column(field, masked));
            }
        }
        if (changed.isEmpty()) {
            return EnrichmentResult.unchanged();
        }
        return new Changes(
                changed,
                List.of(),
                false,
                report == null ? null : report.build(config.pseudonymizer().function()));
    }

    private static boolean isAnonymous(EventView event) {
        for (EventView.Header header : event.headers()) {
            if (header.name().trim().equalsIgnoreCase(ANONYMOUS)) {
                return true;
            }
        }
        return false;
    }

    private void column(EventView event, AtomicField field, List<Column> changed, @Nullable Report report) {
        int earlier = indexOf(field, changed);
        String original =
                earlier < 0 ? event.text(field) : (String) changed.get(earlier).value();
        if (original == null) {
            return;
        }
        String modified = config.pseudonymizer().hash(original);
        if (earlier < 0) {
            changed.add(new Column(field, modified));
        } else {
            changed.set(earlier, new Column(field, modified));
        }
        if (report != null) {
            report.column(field, original, modified);
        }
    }

    /** A column that is named twice is hashed twice. */
    private static int indexOf(AtomicField field, List<Column> changed) {
        for (int i = 0; i < changed.size(); i++) {
            if (changed.get(i).field() == field) {
                return i;
            }
        }
        return -1;
    }
}
