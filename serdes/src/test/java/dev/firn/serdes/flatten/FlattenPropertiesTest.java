package dev.firn.serdes.flatten;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for all documents, and for the worst of them. */
@Timeout(60)
class FlattenPropertiesTest {

    private static final int DOCUMENTS = 5_000;
    private static final long SEED = 4711;

    static Stream<FlattenRules> rulesThatDropNothing() {
        FlattenRules rules = FlattenRules.defaults();
        return Stream.of(
                rules,
                rules.with(Collisions.ARRAY),
                rules.with(Collisions.ESCAPE),
                rules.with(ArrayPolicy.KEEP),
                rules.with(ArrayPolicy.JSON_TEXT),
                rules.with(ArrayPolicy.EXPLODE),
                rules.with(EmptyContainers.NULL),
                rules.with(Limits.defaults().withMaxDepth(2)),
                rules.with(ParseJson.automatic()),
                rules.with(Rename.none()
                        .withSnakeCase()
                        .withBlanksReplaced()
                        .withNfc()
                        .withMaxLength(16)),
                rules.withDelimiter("."),
                FlattenRules.lossless());
    }

    @ParameterizedTest
    @MethodSource("rulesThatDropNothing")
    void losesNoLeafUnderRulesThatDropNothing(FlattenRules rules) {
        Flattener flattener = Flattener.of(rules);
        Documents documents = new Documents(SEED);
        for (int i = 0; i < DOCUMENTS; i++) {
            ObjectNode document = documents.next();
            Flattened flattened = flattener.flatten(document);

            int links = 0;
            if (flattened.records().size() > 1) {
                links = 3 * flattened.records().size() - 2;
            }
            int leaves = flattened.records().stream()
                    .mapToInt(record -> leaves(record, rules))
                    .sum();
            if (leaves - links != leaves(document, rules)
                    || !flattened.rejections().isEmpty()) {
                assertThat(leaves - links)
                        .as("document %d of seed %d: %s became %s", i, SEED, document, flattened)
                        .isEqualTo(leaves(document, rules));
            }
        }
    }

    /** Scalars and empty containers, also within texts where the rules read or write JSON in texts. */
    private static int leaves(JsonNode node, FlattenRules rules) {
        boolean isOpened = rules.parseJson().auto()
                || rules.limits().maxDepth() < 100
                || rules.arrays().otherwise() == ArrayPolicy.JSON_TEXT;
        if (isOpened && node.isTextual() && TextJson.looksLikeJson(node.textValue())) {
            return leaves(Json.tree(node.textValue()), rules);
        }
        if (!node.isContainerNode() || node.isEmpty()) {
            return 1;
        }
        int sum = 0;
        for (JsonNode child : node) {
            sum += leaves(child, rules);
        }
        return sum;
    }

    @Test
    void changesNothingInWhatIsFlatAlready() {
        Flattener flattener = Flattener.of(FlattenRules.defaults());
        Documents documents = new Documents(SEED);
        for (int i = 0; i < DOCUMENTS; i++) {
            ObjectNode once = flattener.flatten(documents.next()).records().get(0);

            Flattened twice = flattener.flatten(once);

            assertThat(twice.tallies().isNone()).isTrue();
            assertThat(Json.text(twice.records().get(0))).isEqualTo(Json.text(once));
        }
    }

    @Test
    void makesTheSameBytesOfTheSameDocumentWhateverCameBefore() {
        FlattenRules rules = FlattenRules.defaults()
                .with(ArrayPolicy.EXPLODE)
                .with(Rename.none().withSnakeCase().withMaxLength(20));
        Flattener used = Flattener.of(rules);
        Documents documents = new Documents(SEED);
        for (int i = 0; i < DOCUMENTS; i++) {
            used.flatten(documents.next()); // more keys than are kept
        }
        Documents again = new Documents(SEED + 1);
        for (int i = 0; i < 500; i++) {
            ObjectNode document = again.next();

            assertThat(Json.texts(used.flatten(document)))
                    .isEqualTo(Json.texts(Flattener.of(rules).flatten(document)));
        }
    }

    @Test
    void doesNotChangeTheDocument() {
        Flattener flattener = Flattener.of(FlattenRules.defaults().with(Collisions.ARRAY));
        ObjectNode document = Json.object("{\"a_b\":[1],\"a\":{\"b\":[2]},\"a_b_0\":3,\"a_\":{\"b\":4,\"\":[]}}");
        String before = Json.text(document);

        flattener.flatten(document);

        assertThat(Json.text(document)).isEqualTo(before);
    }

    @Test
    void cutsTreesThatAreDeeperThanAnyText() {
        ObjectNode deep = JsonNodeFactory.instance.objectNode();
        ObjectNode at = deep;
        for (int i = 0; i < 100_000; i++) {
            at = at.putObject("a");
        }
        at.put("b", 1);
        for (FlattenRules rules : rulesThatDropNothing().toList()) {
            Flattened flattened = Flattener.of(rules).flatten(deep);

            assertThat(flattened.records()).isEmpty();
            assertThat(flattened.rejections()).extracting(Rejection::reason).containsExactly(Rejection.Reason.TOO_DEEP);
        }
    }

    @Test
    void flattensTheDeepestTextsThereAre() {
        String deep = "{\"a\":".repeat(999) + "{}" + "}".repeat(999);

        assertThat(Json.flat(FlattenRules.lossless(), deep)).containsExactly("{\"" + "a_".repeat(998) + "a\":{}}");
        assertThat(Json.flat(FlattenRules.defaults(), deep).get(0))
                .startsWith("{\"" + "a_".repeat(99) + "a\":\"{\\\"a\\\":");
    }

    @Test
    void refusesToGrowBeyondReason() {
        // 1,000 levels of keys with 1,000 characters, a leaf on each: 500 MB of flat keys from 1 MB.
        String key = "k".repeat(1000);
        String levels = ("{\"b\":1,\"" + key + "\":").repeat(999) + "1" + "}".repeat(999);

        Flattened flattened = Flattener.of(FlattenRules.lossless()).flatten(Json.tree(levels));

        assertThat(flattened.records()).isEmpty();
        assertThat(flattened.rejections()).extracting(Rejection::reason).containsExactly(Rejection.Reason.TOO_LARGE);
    }

    @Test
    void refusesToCopyAParentBeyondReason() {
        FlattenRules rules = FlattenRules.defaults()
                .with(ArrayRules.all(ArrayPolicy.EXPLODE)
                        .with(Explode.children().withParent()));
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        for (int i = 0; i < 10_000; i++) {
            document.put("field" + i, i);
            document.withArray("/a").add(i);
        }

        Flattened flattened = Flattener.of(rules).flatten(document);

        assertThat(flattened.rejections()).extracting(Rejection::reason).containsExactly(Rejection.Reason.TOO_LARGE);
    }

    @Test
    void numbersManyCollisionsInLinearTime() {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        String[] heads = {"a", "a_a", "a_a_a", "a_a_a_a"};
        for (String head : heads) {
            ObjectNode below = document.putObject(head);
            for (int i = 0; i < 20_000; i++) {
                below.put("a_".repeat(4 - head.length() / 2) + i, i);
            }
        }

        Flattened flattened = Flattener.of(FlattenRules.defaults()).flatten(document);

        assertThat(flattened.records().get(0)).hasSize(4 * 20_000);
    }

    @Test
    void givesUpOnAPatternThatRunsAway() {
        Rename runaway =
                Rename.none().withReplacements(List.of(new Rename.Replacement(Pattern.compile("a*a*a*a*a*a*c"), "x")));
        ObjectNode document = Json.object("{\"" + "a".repeat(300) + "b\":1}");
        long start = System.nanoTime();

        Flattened flattened =
                Flattener.of(FlattenRules.defaults().with(runaway)).flatten(document);

        assertThat(flattened.rejections())
                .extracting(Rejection::reason)
                .containsExactly(Rejection.Reason.RUNAWAY_PATTERN);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void countsKeysThatWouldBeWrittenAlikeAsColliding() {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("\uD800", 1).put("\uD801", 2);

        assertThat(Json.texts(Flattener.of(FlattenRules.defaults()).flatten(document)))
                .containsExactly("{\"?\":1,\"?_2\":2}");
    }
}
