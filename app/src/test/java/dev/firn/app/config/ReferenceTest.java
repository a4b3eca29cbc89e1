package dev.firn.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Holds reference.conf and the code to each other. */
class ReferenceTest {

    @Test
    void readsEveryKeyOfTheReferenceAndNoOther() {
        NativeKeys keys = new NativeKeys(Map.of(), new Findings(true));

        NativeReader.read(keys, new Findings(true));

        assertThat(keys.read()).isEqualTo(NativeKeys.REFERENCE.keySet());
    }

    @Test
    void readsEveryMemberOfListedObjectsAndNoOther() {
        // given
        Map<String, ConfigList> examples = ListedExamples.all();
        Findings findings = new Findings(true);
        NativeKeys keys = new NativeKeys(new TreeMap<>(examples), findings);

        // when
        NativeReader.read(keys, findings);

        // then
        Set<String> read = keys.read().stream().map(ReferenceTest::sameRows).collect(Collectors.toSet());
        Set<String> shown = new TreeSet<>();
        examples.forEach((key, example) -> ListedExamples.members(key, example, read).stream()
                .map(ReferenceTest::sameRows)
                .forEach(shown::add));
        read.removeIf(
                key -> examples.keySet().stream().noneMatch(list -> key.equals(list) || key.startsWith(list + "[]")));
        assertThat(shown).containsExactlyInAnyOrderElementsOf(read);
        assertThat(findings.list()).noneMatch(finding -> finding.message().startsWith("unknown"));
    }

    /** The three kinds of ads are described once. */
    private static String sameRows(String shape) {
        return shape.replaceAll("(impressions|clicks)\\[]", "conversions[]");
    }

    @Test
    void showsEveryListOfObjects() {
        assertThat(ListedExamples.all())
                .containsOnlyKeys("outputs", "json-inputs", "feature-joins", "ad-joins", "remote-adapters.services");
    }

    @TestFactory
    Stream<DynamicTest> showsTheDefaultsOfListedObjectsAndSaysWhatIsRequired() {
        return ListedExamples.all().entrySet().stream()
                .map(one -> DynamicTest.dynamicTest(one.getKey(), () -> {
                    Map<String, ConfigValue> given = new TreeMap<>(ListedExamples.all());
                    FirnConfig full = valid(given);
                    ListedExamples.withoutEach(one.getValue(), (member, without) -> {
                        given.put(one.getKey(), without);
                        Findings findings = new Findings(true);
                        FirnConfig less = read(given, findings);
                        String comment = String.join(" ", member.origin().comments());
                        if (findings.hasErrors()) {
                            assertThat(comment).as(findings.list().toString()).containsIgnoringCase("required");
                        } else {
                            assertThat(less)
                                    .as(comment)
                                    .usingRecursiveComparison()
                                    .ignoringFields("input.topics")
                                    .isEqualTo(full);
                        }
                    });
                }));
    }

    private static FirnConfig valid(Map<String, ConfigValue> given) {
        Findings findings = new Findings(true);
        FirnConfig config = read(given, findings);
        assertThat(findings.list()).isEmpty();
        return config;
    }

    private static FirnConfig read(Map<String, ConfigValue> given, Findings findings) {
        Map<String, ConfigValue> all = Tree.below(
                Tree.leaves(ConfigFactory.parseString(Fixtures.NATIVE).root()), Dialect.ROOT + ".");
        all.putAll(given);
        return NativeReader.read(new NativeKeys(all, findings), findings);
    }

    @Test
    void needsNothingButServersAndTopics() {
        Findings findings = new Findings(true);

        NativeReader.read(new NativeKeys(Map.of(), findings), findings);

        assertThat(findings.list())
                .extracting(Finding::key)
                .containsExactlyInAnyOrder(
                        "firn.kafka.bootstrap-servers",
                        "firn.input.topics",
                        "firn.output.good.topic",
                        "firn.output.bad.topic");
    }

    @Test
    void writesKeysInKebabCase() {
        assertThat(NativeKeys.REFERENCE.keySet()).allMatch(key -> key.matches("[a-z][a-z0-9.-]*"));
    }

    @Test
    void explainsEverySection() {
        ConfigObject reference = ConfigFactory.parseResources("reference.conf").getObject("firn");
        reference.forEach(
                (name, section) -> assertThat(comments(section)).as(name).isNotEmpty());
    }

    private static List<String> comments(ConfigValue section) {
        List<String> comments = new ArrayList<>(section.origin().comments());
        if (section instanceof ConfigObject object) {
            object.values().forEach(value -> comments.addAll(comments(value)));
        }
        return comments;
    }

    @Test
    void translatesOnlyToKeysOfTheReference() {
        for (Dialect dialect : Dialect.values()) {
            for (KeyRule rule : dialect.rules()) {
                if (rule.target() != null) {
                    assertThat(NativeKeys.knows(rule.target())).as(rule.key()).isTrue();
                }
            }
        }
    }

    @Test
    void saysOfEachKeyWithoutEffectThatItHasNone() {
        assertThat(PendingKeys.ROWS.keySet())
                .allSatisfy(row -> assertThat(NativeKeys.REFERENCE.keySet()).anyMatch(key -> key.startsWith(row)));
        assertThat(Fixtures.load(Fixtures.NATIVE + "firn.registry.max-wait = 3 seconds")
                        .warnings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.text())
                        .contains("firn.registry.max-wait", "without effect in this version"));
        assertThat(Fixtures.load(Fixtures.NATIVE + "firn.registry.max-retry = 2")
                        .warnings())
                .isEmpty();
    }

    @Test
    void startsNoHiddenSettingInOpenSections() {
        assertThat(NativeKeys.openSectionOf("streams.num.stream.threads")).isEqualTo("streams");
        assertThat(NativeKeys.openSectionOf("health.port")).isNull();
        assertThat(NativeKeys.knows("health.prt")).isFalse();
    }

    @Test
    void findsKeysThatVariablesCannotSpell() {
        assertThat(NativeKeys.respelled("output.max_record_bytes")).isEqualTo("output.max-record-bytes");
        assertThat(NativeKeys.respelled("validation.atomic_fields_limits.mkt_clickid"))
                .isEqualTo("validation.atomic-fields-limits.mkt_clickid");
        assertThat(NativeKeys.respelled("unknown_key")).isEqualTo("unknown_key");
    }
}
