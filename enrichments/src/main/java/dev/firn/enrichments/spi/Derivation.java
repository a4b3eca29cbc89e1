package dev.firn.enrichments.spi;

import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * What of an event becomes what.
 *
 * <pre>{@code
 * Derivation.of(EventPart.column(GEO_COUNTRY), EventPart.column(GEO_CITY)).from(EventPart.column(USER_IPADDRESS))
 * }</pre>
 *
 * <p>Immutable; the parts keep their order.
 *
 * @param to what may be written: columns and derived contexts
 * @param from what goes into the values
 * @param when what only decides whether they are written, or which of several is
 * @param masks whether values are replaced so that the old ones cannot be told
 */
public record Derivation(Set<EventPart> to, Set<EventPart> from, Set<EventPart> when, boolean masks) {

    public Derivation {
        to = copy(to);
        from = copy(from);
        when = copy(when);
        for (EventPart part : to) {
            if (part.kind() != EventPart.Kind.COLUMN && part.kind() != EventPart.Kind.DERIVED_CONTEXTS) {
                throw new IllegalArgumentException("to = " + part + ", expected columns and derived contexts");
            }
        }
    }

    /** Of nothing, until {@link #from} tells. */
    public static Derivation of(EventPart... to) {
        return of(Arrays.asList(to));
    }

    /** As {@link #of(EventPart...)}. */
    public static Derivation of(Collection<EventPart> to) {
        return new Derivation(new LinkedHashSet<>(to), Set.of(), Set.of(), false);
    }

    /** Of these parts too. */
    public Derivation from(EventPart... parts) {
        return from(Arrays.asList(parts));
    }

    /** As {@link #from(EventPart...)}. */
    public Derivation from(Collection<EventPart> parts) {
        return new Derivation(to, plus(from, parts), when, masks);
    }

    /** Decided by these parts too. */
    public Derivation when(EventPart... parts) {
        return when(Arrays.asList(parts));
    }

    /** As {@link #when(EventPart...)}. */
    public Derivation when(Collection<EventPart> parts) {
        return new Derivation(to, from, plus(when, parts), masks);
    }

    public Derivation masking() {
        return new Derivation(to, from, when, true);
    }

    private static Set<EventPart> copy(Set<EventPart> parts) {
        return Collections.unmodifiableSet(new LinkedHashSet<>(parts));
    }

    private static Set<EventPart> plus(Set<EventPart> some, Collection<EventPart> more) {
        Set<EventPart> all = new LinkedHashSet<>(some);
        all.addAll(more);
        return all;
    }
}
