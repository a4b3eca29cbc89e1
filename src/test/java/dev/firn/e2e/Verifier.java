package dev.firn.e2e;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Compares the results that were committed, as a multiset, with those expected, and their order for each pair of input
 * and output partition. First tell it everything that is expected, then everything found, each partition in order.
 */
public final class Verifier {

    private static final int EXAMPLES = 10;
    private static final int EXAMPLE_LENGTH = 600;

    /** What is left of the expectations of one id, and what was found beyond them. */
    private static final class Account {
        final Source source;
        final List<String> missing = new ArrayList<>(1);
        final List<String> surplus = new ArrayList<>(0);

        Account(Source source) {
            this.source = source;
        }
    }

    private final Map<String, Account> accounts = new HashMap<>();
    /** By output partition and input partition, the source of the result that came last. */
    private final Map<String, Source> last = new HashMap<>();

    private final List<String> examples = new ArrayList<>();
    private long expected;
    private long found;
    private long foreign;
    private long outOfOrder;

    public void expect(Source source, Result result) {
        expected++;
        accounts.computeIfAbsent(result.id(), id -> new Account(source)).missing.add(result.content());
    }

    /** @param place topic and partition in which it was found */
    public void found(String place, Result result) {
        found++;
        Account account = accounts.get(result.id());
        if (account == null) {
            foreign++;
            example("foreign", place, result.id(), result.content());
        } else if (account.missing.remove(result.content())) {
            checkOrder(place, account.source, result);
        } else {
            account.surplus.add(result.content());
        }
    }

    private void checkOrder(String place, Source source, Result result) {
        Source before = last.put(place + "<-" + source.partition(), source);
        if (before != null && before.compareTo(source) > 0) {
            outOfOrder++;
            example("out of order", place, result.id(), source + " after " + before);
        }
    }

    public Verdict verdict() {
        long lost = 0;
        long doubled = 0;
        long altered = 0;
        for (Map.Entry<String, Account> entry : accounts.entrySet()) {
            Account account = entry.getValue();
            int changed = Math.min(account.missing.size(), account.surplus.size());
            altered += changed;
            lost += account.missing.size() - changed;
            doubled += account.surplus.size() - changed;
            if (changed > 0) {
                example("altered", entry.getKey(), "expected " + cut(account.missing.get(0)), account.surplus.get(0));
            } else if (!account.missing.isEmpty()) {
                example("lost", entry.getKey(), account.source.toString(), account.missing.get(0));
            } else if (!account.surplus.isEmpty()) {
                example("doubled", entry.getKey(), account.source.toString(), account.surplus.get(0));
            }
        }
        return new Verdict(expected, found, lost, doubled, altered, foreign, outOfOrder, examples);
    }

    private void example(String kind, String... parts) {
        if (examples.size() < EXAMPLES) {
            examples.add(kind + ": " + cut(String.join(" / ", parts)));
        }
    }

    private static String cut(String text) {
        return text.length() <= EXAMPLE_LENGTH ? text : text.substring(0, EXAMPLE_LENGTH) + "...";
    }
}
