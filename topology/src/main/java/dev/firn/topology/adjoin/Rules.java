package dev.firn.topology.adjoin;

/**
 * The settings of a join in milliseconds, and what follows from them: how long what has to be remembered.
 *
 * <p>Let T be the time of the newest event of the partition. An event of time t counts while T ≤ t + grace.
 *
 * <ul>
 *   <li>A link may name an event that lies up to {@code skew} after the one that names it, since both are timed by the
 *       arrival of their requests.
 *   <li>A conversion of time c is <em>open</em> while T ≤ c + grace + 2 skew: a click that it is owed to lies at c + skew at
 *       most, the click's impression at c + 2 skew, and that counts until then. Afterwards nothing can change it.
 *   <li>A click k is needed by conversions up to k + conversion window, as long as they are open.
 *   <li>An impression i is needed by clicks that may still come, up to i + click window; by conversions without clicks up
 *       to i + view window, as long as they are open; and as long as a click that chose it is needed.
 *   <li>The id of a conversion is needed as long as copies of it may come, and as touches before it are needed.
 * </ul>
 */
record Rules(
        long click,
        long conversion,
        long view,
        long grace,
        long skew,
        Attribution attribution,
        TouchUse touchUse,
        Unattributed unattributed,
        int maxPerKey) {

    private static final long LONGEST_STEP = 3_600_000;
    private static final long SHORTEST_STEP = 1_000;
    private static final int STEPS = 16;

    static Rules of(AdJoin join) {
        AdWindows windows = join.windows();
        long grace = windows.grace().toMillis();
        boolean links = join.clicks().stream().anyMatch(source -> source.link() != null)
                || join.conversions().stream().anyMatch(source -> source.link() != null);
        return new Rules(
                windows.impressionToClick().toMillis(),
                windows.clickToConversion().toMillis(),
                windows.viewThrough().toMillis(),
                grace,
                links ? grace : 0,
                join.attribution(),
                join.touchUse(),
                join.unattributed(),
                join.maxPerKey());
    }

    boolean isLate(long time, long now) {
        return time + grace < now;
    }

    boolean isOpen(AdEvent conversion, long now) {
        return now <= conversion.time() + open();
    }

    /** Impressions that a click chose stay with it, whatever their own time. */
    boolean isNeeded(AdEvent event, long now) {
        return now <= event.time() + memory(event.kind());
    }

    private long open() {
        return grace + 2 * skew;
    }

    /** How long something of that kind is remembered after its time. */
    long memory(AdKind kind) {
        return switch (kind) {
            case IMPRESSION -> Math.max(click + grace, view > 0 ? view + open() : 0);
            case CLICK -> conversion + open();
            case CONVERSION -> Math.max(conversion, view) + open() + 2 * skew;
        };
    }

    /** When an event is to be forgotten: after its time, in steps, so that many are forgotten at once. */
    long due(AdEvent event) {
        long step = step();
        return (Math.floorDiv(event.time() + memory(event.kind()), step) + 1) * step;
    }

    long step() {
        long shortest = Math.min(memory(AdKind.IMPRESSION), memory(AdKind.CLICK));
        return Math.max(SHORTEST_STEP, Math.min(LONGEST_STEP, shortest / STEPS));
    }
}
