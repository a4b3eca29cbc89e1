package dev.firn.enrichments.fingerprint;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.firn.enrichments.spi.Enrichment;
import dev.firn.enrichments.spi.EnrichmentResult;
import dev.firn.enrichments.spi.EnrichmentResult.Changes;
import dev.firn.enrichments.spi.EnrichmentResult.Changes.Column;
import dev.firn.enrichments.spi.EventView;
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
    private static final char UNIT_SEPARATOR = 0x1F;
    /** Most events fit; one large text digests faster than many small pieces. */
    private static final int INITIAL_LENGTH = 2048;

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

    @Override
    public EnrichmentResult enrich(EventView event) {
        String fingerprint = fingerprint(event.raw().parameters());
        return new Changes(List.of(new Column(AtomicField.EVENT_FINGERPRINT, fingerprint)), List.of());
    }

    private String fingerprint(Parameters parameters) {
        Map<String, @Nullable String> values = parameters.asMap();
        StringBuilder text = new StringBuilder(INITIAL_LENGTH);
        for (String name : sortedNames(values)) {
            String value = values.get(name);
            if (value != null) {
                text.append(name).append(UNIT_SEPARATOR).append(value).append(UNIT_SEPARATOR);
            }
        }
        return HEX.formatHex(digest().digest(text.toString().getBytes(UTF_8)));
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
