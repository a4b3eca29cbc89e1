package dev.firn.topology.adjoin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The final results, by someone who sees all events at once, forgets none, and takes the rules at their word. */
final class Oracle {

    private final AdJoin join;
    private final AdWindows windows;
    private final boolean links;
    private final Map<String, Map<AdKind, Map<String, AdEvent>>> byKey = new TreeMap<>();

    private Oracle(AdJoin join) {
        this.join = join;
        windows = join.windows();
        links = Stream.concat(join.clicks().stream(), join.conversions().stream())
                .anyMatch(source -> source.link() != null);
    }

    static Map<String, ObjectNode> table(AdJoin join, List<Keyed> events) {
        Oracle oracle = new Oracle(join);
        events.forEach(event -> oracle.byKey
                .computeIfAbsent(event.key(), key -> new HashMap<>())
                .computeIfAbsent(event.event().kind(), kind -> new HashMap<>())
                .merge(event.event().id(), event.event(), (a, b) -> b.precedes(a) ? b : a));
        Map<String, ObjectNode> table = new TreeMap<>();
        oracle.byKey.keySet().forEach(key -> oracle.joinKey(key, table));
        return table;
    }

    private List<AdEvent> all(String key, AdKind kind) {
        return byKey.get(key).getOrDefault(kind, Map.of()).values().stream()
                .sorted(Comparator.comparingLong(AdEvent::time).thenComparing(AdEvent::id))
                .toList();
    }

    private void joinKey(String key, Map<String, ObjectNode> table) {
        Set<String> taken = new HashSet<>();
        for (AdEvent conversion : all(key, AdKind.CONVERSION)) {
            List<Credited> credited = credited(key, conversion, taken);
            if (join.touchUse() == TouchUse.ONCE) {
                credited.forEach(credit -> {
                    taken.add(credit.touch().kind() + credit.touch().id());
                    if (credit.impression() != null) {
                        taken.add(AdKind.IMPRESSION + credit.impression().id());
                    }
                });
            }
            ObjectNode json =
                    new JoinedJson(join.name(), join.attribution()).of(new Joined(conversion, credited), key, 1);
            json.remove("revision");
            table.put(conversion.id(), json);
        }
    }

    private List<Credited> credited(String key, AdEvent conversion, Set<String> taken) {
        List<AdEvent> touches = new ArrayList<>();
        for (AdEvent click : all(key, AdKind.CLICK)) {
            boolean named = conversion.link() == null || conversion.link().equals(click.id());
            if (named
                    && within(click, conversion, windows.clickToConversion().toMillis(), conversion.link() != null)
                    && !taken.contains(AdKind.CLICK + click.id())) {
                touches.add(click);
            }
        }
        if (touches.isEmpty()
                && conversion.link() == null
                && !windows.viewThrough().isZero()) {
            for (AdEvent impression : all(key, AdKind.IMPRESSION)) {
                if (within(impression, conversion, windows.viewThrough().toMillis(), false)
                        && !taken.contains(AdKind.IMPRESSION + impression.id())) {
                    touches.add(impression);
                }
            }
        }
        return switch (join.attribution()) {
            case FIRST -> touches.isEmpty() ? List.of() : List.of(credit(key, touches.get(0), 1_000_000));
            case LAST ->
                touches.isEmpty() ? List.of() : List.of(credit(key, touches.get(touches.size() - 1), 1_000_000));
            case LINEAR -> {
                List<Credited> all = new ArrayList<>();
                int left = 1_000_000;
                for (int i = 0; i < touches.size(); i++) {
                    int rest = touches.size() - i;
                    int units = (left + rest - 1) / rest;
                    left -= units;
                    all.add(credit(key, touches.get(i), units));
                }
                yield all;
            }
        };
    }

    private Credited credit(String key, AdEvent touch, int units) {
        BigDecimal credit = new BigDecimal(
                new BigDecimal(units).movePointLeft(6).stripTrailingZeros().toPlainString());
        AdEvent shown = null;
        if (touch.kind() == AdKind.CLICK) {
            for (AdEvent impression : all(key, AdKind.IMPRESSION)) {
                boolean named = touch.link() == null || touch.link().equals(impression.id());
                if (named
                        && within(impression, touch, windows.impressionToClick().toMillis(), touch.link() != null)) {
                    shown = impression;
                }
            }
        }
        return new Credited(touch, shown, credit);
    }

    private boolean within(AdEvent first, AdEvent then, long window, boolean exact) {
        long skew = exact && links ? windows.grace().toMillis() : 0;
        return first.time() >= then.time() - window && first.time() <= then.time() + skew;
    }
}
