package dev.firn.topology.adjoin;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.ObjIntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * All that is known of one key: sets of impressions, clicks and conversions, each of which is there once, by its id.
 *
 * <p>What is said of a conversion is computed from these sets alone, never from what was said before, so it cannot depend on
 * the order in which they were filled. Only when a conversion can no longer change ({@link Rules}) it is left as it is, as
 * then what it was computed from may be forgotten. Every change is also told to {@link Rows}. Not thread-safe.
 */
final class Journey {

    /** What became of an event. */
    enum Added {
        NEW,
        /** A copy that changes nothing. */
        DUPLICATE,
        /** A copy that counts instead of the one that was there. */
        CORRECTION
    }

    private final Rules rules;
    private final Rows rows;
    private final Sorted<AdEvent> impressions = new Sorted<>(event -> event);
    private final Sorted<AdEvent> clicks = new Sorted<>(event -> event);
    private final Sorted<Conversion> conversions = new Sorted<>(Conversion::event);

    Journey(Rules rules, Rows rows) {
        this.rules = rules;
        this.rows = rows;
    }

    /** Takes in a touch that is in the rows already. */
    void restore(AdEvent touch) {
        touches(touch.kind()).add(touch);
    }

    /** Takes in a conversion that is in the rows already. */
    void restore(Conversion conversion) {
        conversions.add(conversion);
    }

    Added add(AdEvent event) {
        return event.kind() == AdKind.CONVERSION ? addConversion(event) : addTouch(event);
    }

    private Added addTouch(AdEvent event) {
        Sorted<AdEvent> touches = touches(event.kind());
        AdEvent known = touches.withId(event.id());
        if (known != null) {
            if (!event.precedes(known)) {
                return Added.DUPLICATE;
            }
            touches.remove(known);
            rows.remove(known);
        }
        touches.add(event);
        rows.put(event);
        return known == null ? Added.NEW : Added.CORRECTION;
    }

    private Added addConversion(AdEvent event) {
        Conversion known = conversions.withId(event.id());
        if (known != null) {
            if (!event.precedes(known.event())) {
                return Added.DUPLICATE;
            }
            conversions.remove(known);
            rows.remove(known.event());
        }
        Conversion added = new Conversion(event, known == null ? Standing.NONE : known.standing());
        conversions.add(added);
        rows.put(added);
        return known == null ? Added.NEW : Added.CORRECTION;
    }

    private Sorted<AdEvent> touches(AdKind kind) {
        return kind == AdKind.IMPRESSION ? impressions : clicks;
    }

    /** Forgets what can matter no more. */
    void forget(long now) {
        while (!clicks.isEmpty() && !rules.isNeeded(clicks.first(), now)) {
            rows.remove(clicks.removeFirst());
        }
        while (!conversions.isEmpty() && !rules.isNeeded(conversions.first().event(), now)) {
            rows.remove(conversions.removeFirst().event());
        }
        if (impressions.isEmpty() || rules.isNeeded(impressions.first(), now)) {
            return;
        }
        Set<String> chosen = chosen();
        impressions.removeIf(event -> {
            boolean forgotten = !rules.isNeeded(event, now) && !chosen.contains(event.id());
            if (forgotten) {
                rows.remove(event);
            }
            return forgotten;
        });
    }

    private Set<String> chosen() {
        Set<String> chosen = new HashSet<>();
        for (AdEvent click : clicks.all()) {
            AdEvent impression = impressionOf(click);
            if (impression != null) {
                chosen.add(impression.id());
            }
        }
        return chosen;
    }

    /** Forgets the oldest of too many, and says of which kinds. */
    List<AdKind> shrink() {
        List<AdKind> forgotten = new ArrayList<>();
        while (impressions.size() + clicks.size() > rules.maxPerKey()) {
            AdEvent oldest = (impressions.isEmpty() ? clicks : impressions).removeFirst();
            rows.remove(oldest);
            forgotten.add(oldest.kind());
        }
        while (conversions.size() > rules.maxPerKey()) {
            rows.remove(conversions.removeFirst().event());
            forgotten.add(AdKind.CONVERSION);
        }
        return forgotten;
    }

    /** Tells all that is new of conversions, each with the revision that it makes. */
    void settle(long now, ObjIntConsumer<Joined> out) {
        List<Conversion> all = conversions.all();
        if (all.isEmpty() || !rules.isOpen(all.get(all.size() - 1).event(), now)) {
            return;
        }
        boolean once = rules.touchUse() == TouchUse.ONCE;
        Set<Claim> taken = new HashSet<>();
        for (int i = 0; i < all.size(); i++) {
            Conversion conversion = all.get(i);
            if (!rules.isOpen(conversion.event(), now)) {
                taken.addAll(conversion.standing().claims());
                continue;
            }
            Joined joined = join(conversion.event(), taken);
            List<Claim> claims = once ? joined.claims() : List.of();
            taken.addAll(claims);
            byte[] digest = joined.digest();
            int revision = conversion.standing().revision();
            boolean unsaid = revision == 0 && joined.touches().isEmpty() && rules.unattributed() == Unattributed.OMIT;
            if (!unsaid && !conversion.standing().says(digest)) {
                Conversion told = new Conversion(conversion.event(), new Standing(revision + 1, digest, claims));
                conversions.replace(i, told);
                rows.put(told);
                out.accept(joined, revision + 1);
            }
        }
    }

    private Joined join(AdEvent conversion, Set<Claim> taken) {
        List<AdEvent> touches = touchesOf(conversion, taken);
        int from = rules.attribution().from(touches.size());
        int to = rules.attribution().to(touches.size());
        List<Credited> credited = new ArrayList<>(to - from);
        for (int i = from; i < to; i++) {
            AdEvent touch = touches.get(i);
            AdEvent impression = touch.kind() == AdKind.CLICK ? impressionOf(touch) : null;
            credited.add(new Credited(touch, impression, Attribution.credit(i - from, to - from)));
        }
        return new Joined(conversion, credited);
    }

    /** A click counts for more than what was only seen, so impressions are touches where there is no click. */
    private List<AdEvent> touchesOf(AdEvent conversion, Set<Claim> taken) {
        long time = conversion.time();
        if (conversion.link() != null) {
            AdEvent click = clicks.withId(conversion.link());
            boolean fits = click != null && fits(click, time, rules.conversion());
            return fits ? free(List.of(click), taken) : List.of();
        }
        List<AdEvent> clicked = free(clicks.between(time - rules.conversion(), time), taken);
        return clicked.isEmpty() && rules.view() > 0
                ? free(impressions.between(time - rules.view(), time), taken)
                : clicked;
    }

    private static List<AdEvent> free(List<AdEvent> touches, Set<Claim> taken) {
        return taken.isEmpty()
                ? touches
                : touches.stream()
                        .filter(touch -> !taken.contains(new Claim(touch.kind(), touch.id())))
                        .toList();
    }

    private @Nullable AdEvent impressionOf(AdEvent click) {
        if (click.link() != null) {
            AdEvent impression = impressions.withId(click.link());
            return impression != null && fits(impression, click.time(), rules.click()) ? impression : null;
        }
        List<AdEvent> shown = impressions.between(click.time() - rules.click(), click.time());
        return shown.isEmpty() ? null : shown.get(shown.size() - 1);
    }

    /** Whether an event that was named by one of that time lies in its window. */
    private boolean fits(AdEvent named, long time, long window) {
        return named.time() >= time - window && named.time() <= time + rules.skew();
    }

    /** When something is to be forgotten next; {@link Long#MAX_VALUE} when there is nothing. */
    long due(long now) {
        long due = Long.MAX_VALUE;
        for (AdEvent impression : impressions.all()) {
            if (rules.isNeeded(impression, now)) {
                due = rules.due(impression);
                break; // those before it go with their clicks
            }
        }
        if (!clicks.isEmpty()) {
            due = Math.min(due, rules.due(clicks.first()));
        }
        return conversions.isEmpty()
                ? due
                : Math.min(due, rules.due(conversions.first().event()));
    }
}
