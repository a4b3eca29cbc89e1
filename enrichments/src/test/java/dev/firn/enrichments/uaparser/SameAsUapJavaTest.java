package dev.firn.enrichments.uaparser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import ua_parser.Parser;

/**
 * Our rules give what uap-java's give, for known and for generated user agents. The slow part is run by
 * {@code mvn -pl enrichments -am test -Dgroups=slow -Dexcluded.test.groups= -Dtest=SameAsUapJavaTest
 * -Dsurefire.failIfNoSpecifiedTests=false}.
 */
class SameAsUapJavaTest {

    private static final long SEED = 20260105L;

    private static void assertSame(Supplier<InputStream> yaml, List<String> agents, long seed) throws IOException {
        Parser reference = new Parser(yaml.get());
        RulesFile rules = RulesFile.read(yaml.get());
        for (String agent : agents) {
            assertThat(Reference.of(rules, agent))
                    .as("seed %s: %s", seed, agent)
                    .isEqualTo(Reference.of(reference, agent));
        }
    }

    private static void assertSame(Supplier<InputStream> yaml, int count, long seed) throws IOException {
        assertSame(yaml, Agents.generated(seed, count, Agents.expressions(yaml.get())), seed);
    }

    @Test
    void forKnownAgentsWithTheBundledRules() throws IOException {
        assertSame(
                Agents::bundledRules,
                Agents.known().stream().map(Agents.Known::agent).toList(),
                0);
    }

    @Test
    void forGeneratedAgentsWithTheNewerRules() throws IOException {
        assertSame(Agents::newerRules, 600, SEED);
    }

    @Test
    @Tag("slow")
    void forVeryManyGeneratedAgents() throws IOException {
        assertSame(Agents::newerRules, 40_000, SEED + 1);
        assertSame(Agents::bundledRules, 15_000, SEED + 2);
    }

    /** Each replacement with and without references, on groups that are full, empty, absent and not there. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "regex: '(a)(b?)(c)?(d?)(e)?'",
                "regex: '(a)|b'",
                "regex: '(a?)b'",
                "regex: 'b'",
                "regex: '(?:b)', family_replacement: 'F$1', os_replacement: 'O$1', device_replacement: ' D$1 '",
                "regex: '(a?)(b)', family_replacement: '$1x$1', os_replacement: '$1x$1', device_replacement: '$1x$1 '",
                "regex: '(x)?(b)', family_replacement: '$1', os_replacement: 'x', device_replacement: '$1'",
                "regex: '(x)?(b)', family_replacement: 'y $1', device_replacement: ' y $1 $2 $9 $0 $'",
                "regex: '(b)', family_replacement: 'y $2', os_replacement: '$2', device_replacement: ' '",
                "regex: '(.)', v1_replacement: '', v2_replacement: '$1', os_v1_replacement: '$1', os_v2_replacement: ''",
                "regex: '(.)(.)(.)', v1_replacement: '1', os_v3_replacement: 'x$1', os_v2_replacement: '$0'",
                "regex: '(.)(.)(.)(.)(.)(.)', v2_replacement: '2', os_v1_replacement: '$6', os_v4_replacement: '9'",
                "regex: '(A)(.)', regex_flag: 'i', device_replacement: '$2$1'",
                "regex: '(.)(.)', device_replacement: '$1'",
                "regex: '([\\$\\d\\\\]+)', family_replacement: '<$1>', device_replacement: '<$1$2>'",
            })
    void forEveryKindOfReplacement(String rule) throws IOException {
        String item = "  - {" + rule + "}\n  - {regex: '(.)', family_replacement: 'rest', os_replacement: 'rest'}\n";
        String yaml = "user_agent_parsers:\n" + item + "os_parsers:\n" + item + "device_parsers:\n" + item;
        assertSame(
                () -> new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)),
                List.of("", "a", "b", "ab", "abcde", "abd", "abcdef", "ac", "A\u00e9", "xb", " b ", "$", "a\nb"),
                0);
    }

    @Test
    void fillsSystemsWhereUapJavaFails() throws IOException {
        String yaml =
                """
                user_agent_parsers: []
                os_parsers: [{regex: 'x(.*)', os_replacement: '$1!', os_v1_replacement: '$7', os_v2_replacement: '$1.$1'}]
                device_parsers: []
                """;
        RulesFile rules = RulesFile.read(new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)));
        Parser reference = new Parser(new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)));
        assertThatThrownBy(() -> reference.parse("x$9")).isInstanceOf(IndexOutOfBoundsException.class);
        assertThat(Reference.of(rules, "x$9").subList(4, 9)).containsExactly("$9!", "$7", "$1.$1", null, null);
    }
}
