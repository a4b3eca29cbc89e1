package dev.firn.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Holds reference.conf and the code to each other. */
class ReferenceTest {

    @Test
    void readsEveryKeyOfTheReferenceAndNoOther() {
        NativeKeys keys = new NativeKeys(Map.of(), new Findings(true));

        NativeReader.read(keys, new Findings(true));

        assertThat(keys.read()).isEqualTo(NativeKeys.REFERENCE.keySet());
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
        assertThat(Fixtures.load(Fixtures.NATIVE + "firn.metrics.statsd { hostname = h, port = 1 }")
                        .warnings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.text())
                        .contains("firn.metrics.statsd.hostname", "without effect in this version"));
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
