package dev.firn.enrichments.fingerprint;

import dev.firn.enrichments.spi.Derivation;
import dev.firn.enrichments.spi.Enrichment;
import dev.firn.enrichments.spi.EnrichmentResult;
import dev.firn.enrichments.spi.EnrichmentResult.Changes;
import dev.firn.enrichments.spi.EnrichmentResult.Changes.Column;
import dev.firn.enrichments.spi.EventPart;
import dev.firn.enrichments.spi.EventView;
import dev.firn.registry.json.Utf8Output;
import dev.firn.serdes.event.AtomicField;
import dev.firn.serdes.payload.Parameters;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Hashes the parameters in the order of their names: name, unit separator, value, unit separator, as UTF-8. The result is
 * lower-case hex.
 */
final class FingerprintEnrichment implements Enrichment {

    private static final Set<AtomicField> WRITES = Set.of(AtomicField.EVENT_FINGERPRINT);
    private static final int UNIT_SEPARATOR = 0x1F;
    /** One large text digests faster than many small pieces; the buffer is used again, unless an event made it huge. */
    private static final ThreadLocal<Utf8Output> TEXT = ThreadLocal.withInitial(() -> new Utf8Output(4096));

    private static final int LARGEST_KEPT = 1 << 18;

    private static final HexFormat HEX = HexFormat.of();

    private final Set<String> excluded;
    /** Never fed: cloning it is cheaper than asking the security providers for a new one, and needs no thread-local. */
    private final MessageDigest untouched;

    FingerprintEnrichment(FingerprintConfig config) {
        excluded = config.excludeParameters();
        untouched = config.algorithm().digest();
    }

    @Override
    public String name() {
        return "event-fingerprint";
    }

    @Override
    public Set<AtomicField> writes() {
        return WRITES;
    }

    /** Of all parameters but the excluded ones. */
    @Override
    public List<Derivation> derivations() {
        return List.of(Derivation.of(EventPart.column(AtomicField.EVENT_FINGERPRINT))
                .from(EventPart.any(EventPart.Kind.PARAMETER)));
    }

    @Override
    public EnrichmentResult enrich(EventView event) {
        String fingerprint = fingerprint(event.raw().parameters());
        return new Changes(List.of(new Column(AtomicField.EVENT_FINGERPRINT, fingerprint)), List.of());
    }

    private String fingerprint(Parameters parameters) {
        Map<String, @Nullable String> values = parameters.asMap();
        Utf8Output text = TEXT.get();
        text.reset();
        for (String name : sortedNames(values)) {
            String value = values.get(name);
            if (value != null) {
                text.utf8(name);
                text.writeByte(UNIT_SEPARATOR);
                text.utf8(value);
                text.writeByte(UNIT_SEPARATOR);
            }
        }
        MessageDigest digest = digest();
        text.addTo(digest);
        if (text.size() > LARGEST_KEPT) {
            TEXT.remove();
        }
        return HEX.formatHex(digest.digest());
    }

    private String[] sortedNames(Map<String, @Nullable String> values) {
        String[] names = new String[values.size()];
        int count = 0;
        for (String name : values.keySet()) {
            if (!excluded.contains(name)) {
                names[count++] = name;
            }
        }
        names = count == names.length ? names : Arrays.copyOf(names, count);
        Arrays.sort(names); // by UTF-16 units, as String.compareTo
        return names;
    }

    private MessageDigest digest() {
        try {
            return (MessageDigest) untouched.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("every digest of the JDK can be cloned", e);
        }
    }
}
