package dev.firn.topology.adjoin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.firn.topology.flow.StreamId;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** The final result is the same in whatever order events come, and it is the one of {@link Oracle}. */
class OrderIndependenceTest {

    private static final long SEED = 20_261_122;
    private static final AdSource ADS =
            AdSource.of(StreamId.json("ads"), "true", "record.key").identifiedBy("record.id");
    private static final AdSource LINKED_ADS = ADS.linkedBy("record.link");

    @Test
    void everyOrderOfAFewEventsEndsInTheSameTable() {
        Random random = new Random(SEED);
        for (int round = 0; round < 100; round++) {
            // given
            AdJoin join = join(random, 10_000);
            List<Keyed> events = new Generator(random, join, 1, 100).events(2 + random.nextInt(5));
            Map<String, ObjectNode> expected = said(join, Oracle.table(join, events));

            // when, then
            permutations(events, 0, order -> check(join, order, expected));
        }
    }

    /** Also when much of it is forgotten while others still come. */
    @Test
    void shufflesWithinGraceEndInTheSameTable() {
        Random random = new Random(SEED);
        long forgotten = 0;
        for (int round = 0; round < 80; round++) {
            // given
            AdJoin join = join(random, 1 + random.nextInt(random.nextBoolean() ? 10 : 200));
            List<Keyed> events = new Generator(random, join, 4, 2_000).events(150);
            Map<String, ObjectNode> expected = said(join, Oracle.table(join, events));
            long grace = join.windows().grace().toMillis();
            for (int shuffle = 0; shuffle < 3; shuffle++) {
                // An event overtakes only those that came less than the grace before.
                Map<Keyed, Long> arrival = new HashMap<>();
                events.forEach(event ->
                        arrival.put(event, event.event().time() + (grace == 0 ? 0 : random.nextLong(grace + 1))));
                List<Keyed> order = new ArrayList<>(events);
                Collections.shuffle(order, random);
                order.sort(Comparator.comparing(arrival::get));

                // when, then
                JoinRun run = check(join, order, expected);
                forgotten += events.size() - run.rows();
            }
        }
        assertThat(forgotten).as("the store does not just keep everything").isGreaterThan(10_000);
    }

    private static JoinRun check(AdJoin join, List<Keyed> order, Map<String, ObjectNode> expected) {
        JoinRun run = JoinRun.of(join, order);
        Supplier<String> what = () -> "seed " + SEED + "\n" + join + "\n" + order;
        assertThat(said(join, run.table())).as(what).isEqualTo(expected);
        assertThat(run.counts.of(AdJoinListener.Fate.LATE)).as(what).isZero();
        run.revisions().forEach((id, revisions) -> {
            for (int i = 0; i < revisions.size(); i++) {
                ObjectNode revision = revisions.get(i);
                assertThat(revision.path("revision").asInt()).as(what).isEqualTo(i + 1);
                assertThat(revision.path("restates").asInt()).as(what).isEqualTo(i);
                assertThat(creditsOf(revision)).as(what).isIn(BigDecimal.ZERO, BigDecimal.ONE);
                if (i > 0) {
                    assertThat(withoutRevision(revision))
                            .as(() -> id + " changes really\n" + what.get())
                            .isNotEqualTo(withoutRevision(revisions.get(i - 1)));
                }
            }
        });
        if (join.touchUse() == TouchUse.ONCE) {
            assertNothingCreditedTwice(run.table(), what);
        }
        return run;
    }

    private static void assertNothingCreditedTwice(Map<String, ObjectNode> table, Supplier<String> what) {
        Set<String> credited = new HashSet<>();
        table.values().forEach(joined -> joined.path("touches").forEach(touch -> {
            String name = joined.path("join_key").asText() + touch.path("type") + touch.path("id");
            assertThat(credited.add(name))
                    .as(() -> name + " twice\n" + what.get())
                    .isTrue();
        }));
    }

    private static BigDecimal creditsOf(JsonNode joined) {
        BigDecimal sum = BigDecimal.ZERO;
        for (JsonNode touch : joined.path("touches")) {
            sum = sum.add(touch.path("credit").decimalValue());
        }
        return sum.signum() == 0 ? BigDecimal.ZERO : sum.setScale(0);
    }

    private static ObjectNode withoutRevision(ObjectNode joined) {
        return joined.deepCopy().without(List.of("revision", "restates"));
    }

    /** A conversion that is not owed to anyone may be told of or not, where that is not wanted. */
    private static Map<String, ObjectNode> said(AdJoin join, Map<String, ObjectNode> table) {
        Map<String, ObjectNode> said = new TreeMap<>(table);
        if (join.unattributed() == Unattributed.OMIT) {
            said.values().removeIf(joined -> !joined.path("attributed").asBoolean());
        }
        return said;
    }

    private static AdJoin join(Random random, long grace) {
        AdSource linked = random.nextBoolean() ? LINKED_ADS : ADS;
        return AdJoin.named("test")
                .impressions(ADS)
                .clicks(linked)
                .conversions(linked)
                .within(new AdWindows(
                        seconds(5 + random.nextInt(60)),
                        seconds(5 + random.nextInt(120)),
                        seconds(random.nextBoolean() ? 0 : 5 + random.nextInt(80)),
                        seconds(grace)))
                .attribution(any(random, Attribution.values()))
                .touchUse(any(random, TouchUse.values()))
                .unattributed(any(random, Unattributed.values()));
    }

    private static Duration seconds(long value) {
        return Duration.ofSeconds(value);
    }

    private static <T> T any(Random random, T[] values) {
        return values[random.nextInt(values.length)];
    }

    private static void permutations(List<Keyed> events, int from, Consumer<List<Keyed>> sink) {
        if (from == events.size()) {
            sink.accept(events);
            return;
        }
        for (int i = from; i < events.size(); i++) {
            List<Keyed> swapped = new ArrayList<>(events);
            Collections.swap(swapped, from, i);
            permutations(swapped, from + 1, sink);
        }
    }

    /** Journeys in which everything happens: ties, copies with other times, links to what is there and what is not. */
    private static final class Generator {
        private final Random random;
        private final boolean links;
        private final long copySpan;
        private final int keys;
        private final int span;
        private final long reach;
        private final List<Keyed> made = new ArrayList<>();

        Generator(Random random, AdJoin join, int keys, int span) {
            this.random = random;
            this.keys = keys;
            this.span = span;
            reach = Math.min(join.windows().grace().toMillis(), 1_000L * span);
            links = join.clicks().get(0).link() != null;
            copySpan = Math.min(
                    join.windows().impressionToClick().toMillis(),
                    join.windows().clickToConversion().toMillis());
        }

        List<Keyed> events(int count) {
            while (made.size() < count) {
                Keyed event = one(made.size());
                made.add(event);
                if (made.size() < count && random.nextInt(5) == 0) {
                    made.add(event.at(event.event().time() + random.nextLong(copySpan + 1))
                            .with("{\"copy\":" + random.nextInt(3) + "}"));
                }
            }
            return made;
        }

        private Keyed one(int number) {
            long time = 1_700_000_000_000L + 1_000L * random.nextInt(span);
            String key = "user" + random.nextInt(keys);
            int kind = random.nextInt(5);
            Keyed event = (kind < 2
                            ? Keyed.impression("i" + number, time)
                            : kind < 4 ? Keyed.click("c" + number, time) : Keyed.conversion("o" + number, time))
                    .by(key)
                    .with("{\"n\":" + number + "}");
            return links && kind > 1 && random.nextInt(3) > 0 ? linked(event) : event;
        }

        /** To one of the kind before it, mostly so near that it counts, and often timed before it; or to what is not there. */
        private Keyed linked(Keyed event) {
            AdKind before = AdKind.at(event.event().kind().ordinal() - 1);
            List<Keyed> there =
                    made.stream().filter(one -> one.event().kind() == before).toList();
            if (there.isEmpty() || random.nextInt(8) == 0) {
                return event.linkedTo("none");
            }
            Keyed named = there.get(random.nextInt(there.size()));
            long away = random.nextBoolean() ? -random.nextLong(reach + 1) : random.nextLong(2 * copySpan);
            return event.by(named.key())
                    .at(named.event().time() + away)
                    .linkedTo(named.event().id());
        }
    }
}
