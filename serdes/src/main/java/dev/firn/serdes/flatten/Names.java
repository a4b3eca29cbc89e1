package dev.firn.serdes.flatten;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Flat keys by the way that leads to them. The documents of a topic share their keys, so a key is joined, escaped and
 * renamed once and then found again. Bounded: with {@value #MOST} keys it starts anew, and long keys are not kept. What it
 * returns does not depend on what it keeps. Thread-safe.
 */
final class Names {

    /** Longer ones are made each time, and charged to the document that needs them. */
    static final int LONGEST_KEPT = 512;

    private static final int MOST = 10_000;
    private static final int MOST_POSITIONS = 256;

    private final String delimiter;
    private final @Nullable Escaping escaping;
    private final Renaming renaming;
    private final AtomicInteger kept = new AtomicInteger();
    private volatile Name top;

    Names(FlattenRules rules) {
        delimiter = rules.delimiter();
        escaping = rules.collisions() == Collisions.ESCAPE ? new Escaping(delimiter) : null;
        renaming = new Renaming(rules.rename(), delimiter);
        top = new Name("", true, true);
    }

    /** The document itself, which has no key. */
    Name top() {
        return top;
    }

    /** A flat key and a suffix; the key is cut if together they were too long. */
    String withSuffix(String flatKey, String suffix) {
        return renaming.withSuffix(flatKey, suffix);
    }

    /** Whether there is room for one more; if not, all are forgotten. */
    private boolean hasRoom() {
        if (kept.incrementAndGet() <= MOST) {
            return true;
        }
        kept.set(0);
        top = new Name("", true, true);
        return false;
    }

    /** A place in documents, and its flat key. */
    final class Name {
        private final String joined;
        private final boolean isTop;
        private final boolean isKept;
        private @Nullable Optional<String> flat; // a race renames it twice, to equal texts
        private volatile Map<String, Name> keys = Map.of();
        private volatile @Nullable Name[] positions = {};

        private Name(String joined, boolean isTop, boolean isKept) {
            this.joined = joined;
            this.isTop = isTop;
            this.isKept = isKept;
        }

        /** Before renaming. */
        String joined() {
            return joined;
        }

        /** The flat key; null if a pattern would take too long for it. */
        @Nullable
        String flat() {
            Optional<String> known = flat;
            if (known == null) {
                known = Optional.ofNullable(renaming.apply(joined));
                flat = known;
            }
            return known.orElse(null);
        }

        /** The place of a member. */
        Name key(String key) {
            Name known = keys.get(key);
            return known != null ? known : keep(key, below(escaping == null ? key : escaping.escape(key)));
        }

        /** The place of an element. */
        Name position(int index) {
            @Nullable Name[] all = positions;
            Name known = index < all.length ? all[index] : null;
            return known != null ? known : keep(index, below(Integer.toString(index)));
        }

        private Name below(String step) {
            String text = isTop ? step : joined + delimiter + step;
            return new Name(text, false, isKept && text.length() <= LONGEST_KEPT);
        }

        private Name keep(String key, Name name) {
            if (name.isKept && hasRoom()) {
                synchronized (this) {
                    if (!(keys instanceof ConcurrentHashMap)) {
                        keys = new ConcurrentHashMap<>();
                    }
                    keys.put(key, name);
                }
            }
            return name;
        }

        private Name keep(int index, Name name) {
            if (index < MOST_POSITIONS && name.isKept && hasRoom()) {
                synchronized (this) {
                    @Nullable Name[] all = positions;
                    @Nullable Name[] more = Arrays.copyOf(all, Math.max(all.length, Math.max(4, (index + 1) * 3 / 2)));
                    more[index] = name;
                    positions = more; // anew, so that readers see the name whole
                }
            }
            return name;
        }
    }
}
