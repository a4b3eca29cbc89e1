package dev.firn.enrichments;

import dev.firn.serdes.badrow.FailureMessage;
import dev.firn.serdes.payload.Parameters;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Puts the failures of an event's parameters into the order in which Snowplow Enrich lists them, so that bad rows of both
 * compare as texts.
 *
 * <p>There it is the order in which a Scala 2.12 map gives up its keys: as inserted, up to four of them; with more, that of
 * a trie which branches on five bits at a time, lowest first, of a scrambled hash.
 */
final class FailureOrder {

    private static final int KEPT_AS_INSERTED = 4;
    private static final int BITS = 5;

    private static final Comparator<FailureMessage.InputData> BY_TRIE =
            Comparator.comparingLong(failure -> path(scramble(failure.field().hashCode())));

    private FailureOrder() {}

    static List<FailureMessage> of(Parameters parameters, List<FailureMessage.InputData> failures) {
        List<FailureMessage.InputData> ordered = new ArrayList<>(failures);
        List<String> names = List.copyOf(parameters.asMap().keySet());
        ordered.sort(
                names.size() > KEPT_AS_INSERTED
                        ? BY_TRIE
                        : Comparator.comparingInt(failure -> names.indexOf(failure.field())));
        return List.copyOf(ordered);
    }

    private static int scramble(int hash) {
        int h = hash + ~(hash << 9);
        h ^= h >>> 14;
        h += h << 4;
        return h ^ (h >>> 10);
    }

    /** The branches taken, first one in the highest place. */
    private static long path(int hash) {
        long path = 0;
        for (int shift = 0; shift < Integer.SIZE; shift += BITS) {
            path = path << BITS | (hash >>> shift & 31);
        }
        return path;
    }
}
