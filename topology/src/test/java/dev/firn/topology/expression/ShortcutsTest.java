package dev.firn.topology.expression;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firn.serdes.event.AtomicField;
import dev.firn.serdes.event.EnrichedEvent;
import dev.firn.topology.flow.Item;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.kafka.streams.processor.api.Record;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is evaluated without the interpreter comes to the same. */
class ShortcutsTest {

    private static final long SEED = 20_240_506;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "platform",
                "platform == 'web'",
                "platform in ['web', 'app'] && !(app_id == 'x' || se_value > 3)",
                "contexts.com_acme_user_1[0].plan == 'gold'",
                "has(contexts.com_acme_user_1)",
                "headers['a'] != null ? app_id + '-' + platform : origin.topic",
                "page_url.matches('^https://')"
            })
    void commonExpressionsNeedNoInterpreter(String text) {
        assertThat(Expression.compile(text, Scope.EVENT, Type.ANY).isInterpreted())
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"size(platform) > 3", "contexts.a.exists(x, x.b == 1)", "contexts == contexts", "5u == 5u"})
    void othersDo(String text) {
        assertThat(Expression.compile(text, Scope.EVENT, Type.ANY).isInterpreted())
                .isTrue();
    }

    @Test
    void generatedExpressionsGiveWhatTheInterpreterGives() {
        Random random = new Random(SEED);
        List<Record<byte[], Item>> records = records(random);
        int compared = 0;
        while (compared < 6_000) {
            String text = condition(random, 3);
            Expression fast;
            Expression slow;
            try {
                fast = Expression.compile(text, Scope.EVENT, Type.ANY, true);
                slow = Expression.compile(text, Scope.EVENT, Type.ANY, false);
            } catch (ExpressionException notWellTyped) {
                continue;
            }
            if (fast.isInterpreted()) { // sums of numbers
                continue;
            }
            for (Record<byte[], Item> record : records) {
                assertThat(fast.value(record)).as("%s, seed %s", text, SEED).isEqualTo(slow.value(record));
                assertThat(fast.failures()).as("%s, seed %s", text, SEED).isEqualTo(slow.failures());
                compared++;
            }
        }
    }

    private static List<Record<byte[], Item>> records(Random random) {
        List<Record<byte[], Item>> records = new ArrayList<>();
        records.add(Things.event(EnrichedEvent.builder().build()));
        records.add(Things.event(Things.purchase().build()));
        for (int i = 0; i < 28; i++) {
            EnrichedEvent.Builder event = Things.purchase();
            for (AtomicField field : AtomicField.all()) {
                if (random.nextInt(3) == 0) {
                    event.set(field, null);
                }
            }
            if (random.nextBoolean()) {
                event.set(AtomicField.DOMAIN_SESSIONIDX, random.nextInt(4));
            }
            if (random.nextBoolean()) {
                event.set(AtomicField.PLATFORM, pick(random, "web", "app", "", "gold"));
            }
            records.add(Things.event(event.build()));
        }
        return records;
    }

    private static String condition(Random random, int depth) {
        if (depth == 0) {
            return atom(random);
        }
        return switch (random.nextInt(7)) {
            case 0 -> "(" + condition(random, depth - 1) + " && " + condition(random, depth - 1) + ")";
            case 1 -> "(" + condition(random, depth - 1) + " || " + condition(random, depth - 1) + ")";
            case 2 -> "!" + condition(random, depth - 1);
            case 3 ->
                "(" + condition(random, depth - 1) + " ? " + condition(random, depth - 1) + " : "
                        + condition(random, depth - 1) + ")";
            default -> atom(random);
        };
    }

    private static String atom(Random random) {
        return switch (random.nextInt(9)) {
            case 0, 1 -> "(" + value(random) + pick(random, " == ", " != ") + constant(random) + ")";
            case 2 -> "(" + value(random) + pick(random, " < ", " <= ", " > ", " >= ") + unbracketed(random) + ")";
            case 3 -> "(" + value(random) + " in [" + constant(random) + ", " + constant(random) + "])";
            case 4 -> value(random) + pick(random, ".startsWith(", ".endsWith(", ".contains(") + value(random) + ")";
            case 5 -> "has(" + pick(random, PATHS) + "." + pick(random, "plan", "nothing", "zz") + ")";
            case 6 -> value(random) + ".matches('" + pick(random, "^w", "e", "[0-9]+$") + "')";
            case 7 -> "((" + value(random) + " + " + value(random) + ") == " + constant(random) + ")";
            default -> value(random);
        };
    }

    private static final String[] PATHS = {
        "contexts",
        "contexts.com_acme_user_1[0]",
        "contexts.com_acme_user_1[1]",
        "contexts['com_acme_user_2'][0]",
        "contexts.com_acme_user_1[0].nothing",
        "contexts.com_acme_user_1[0]['nothing']",
        "contexts.com_acme_user_1[0]['none']",
        "contexts.com_acme_user_1[0].tags",
        "contexts.com_acme_user_1",
        "unstruct_event.com_acme_add_to_cart_1",
        "unstruct_event.com_acme_add_to_cart_1.none",
        "derived_contexts"
    };

    private static String value(Random random) {
        return switch (random.nextInt(8)) {
            case 0 -> constant(random);
            case 1, 2 ->
                pick(random, PATHS)
                        + pick(random, ".plan", ".age", "[0]", "['plan']", ".price", ".quantity", ".tags[1]");
            case 3 -> pick(random, "headers.source", "headers['none']", "origin.topic", "origin.offset", "timestamp");
            default ->
                pick(
                        random,
                        "platform",
                        "app_id",
                        "br_name",
                        "domain_sessionidx",
                        "txn_id",
                        "se_value",
                        "geo_latitude",
                        "br_cookies",
                        "dvce_ismobile",
                        "collector_tstamp",
                        "derived_tstamp");
        };
    }

    /**
     * Of two elements in brackets, the type checker settles the type too early, so that the interpreter cannot compare
     * them; we can.
     */
    private static String unbracketed(Random random) {
        String value = value(random);
        return value.endsWith("]") ? unbracketed(random) : value;
    }

    private static String constant(Random random) {
        return pick(
                random, "'web'", "'gold'", "''", "'b'", "0", "7", "2", "7.0", "12.5", "-1", "true", "false", "null");
    }

    private static String pick(Random random, String... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
