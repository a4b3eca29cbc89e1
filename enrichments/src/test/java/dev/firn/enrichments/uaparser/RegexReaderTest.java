package dev.firn.enrichments.uaparser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegexReaderTest {

    private static final long SEED = 20260104L;

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '"',
            textBlock =
                    """
            Googlebot                    ; [[googlebot]]
            (Foo|Bar)/(\\d+)\\.(\\d+)    ; [[bar/, foo/], [.]]
            Fo+bar                       ; [[fo], [obar]]
            Fo{2}bar                     ; [[fo], [obar]]
            Fo{1}bar                     ; [[fobar]]
            Fo*bar                       ; [[f], [bar]]
            Fo{0,3}bar                   ; [[f], [bar]]
            Fo{0,1}bar                   ; [[fbar, fobar]]
            Fo?bar                       ; [[fbar, fobar]]
            Fo??bar                      ; [[fbar, fobar]]
            (?:Foo |)bar                 ; [[bar]]
            (?:ab)+c                     ; [[ab], [abc]]
            (?:ab)?                      ; []
            [Bb]ot                       ; [[bot]]
            [ab]ot                       ; [[aot, bot]]
            [a-]x                        ; [[-x, ax]]
            [a-z]ot                      ; [[ot]]
            [^b]ot                       ; [[ot]]
            [\\d.]ot                     ; [[ot]]
            [\\].]ot                     ; [[.ot, ]ot]]
            ^a$                          ; [[a]]
            \\bfoo\\b bar                ; [[foo bar]]
            foo(?=bar)(?!x)(?<!y)baz     ; [[foobaz]]
            (?<name>foo)bar              ; [[foobar]]
            (?>foo)bar                   ; [[foobar]]
            (?i)FOO                      ; [[foo]]
            (?i:FOO)bar                  ; [[foobar]]
            a.b                          ; [[a], [b]]
            a|                           ; []
            a|b\\d                       ; [[a, b]]
            a\\db|c\\dde                 ; [[a, de]]
            \\d+                         ; []
            x\u00e9y                     ; [[x], [y]]
            foobar|foo                   ; [[foo]]
            \\(a\\)\\/                   ; [[(a)/]]
            """)
    void tellsWhatAMatchMustContain(String regex, String clauses) {
        assertThat(Pattern.compile(regex)).isNotNull();
        assertThat(RegexReader.read(regex).clauses().stream().map(TreeSet::new).toList())
                .hasToString(clauses);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '"',
            textBlock =
                    """
            Googlebot.*                  ; [googlebot]
            Googlebot                    ; [googlebot]
            (Foo|Bar|Foobar)/(\\d+)      ; [bar/, foo/, foobar/]
            (Foo|Bar|Foobar)\\d          ; [bar, foo]
            (Foo \\d|Bar \\d+)x           ; [bar , foo ]
            (Foo \\d|\\d)x               ; []
            (Foo|)x.                     ; [foox, x]
            (Foo|).                      ; []
            \\d+foo                      ; []
            (?:\\d|)foo                  ; []
            a*b                          ; []
            a+b                          ; [a]
            (ab.)+c                      ; [ab]
            ^/ {0,2}(SM-.*)              ; [/]
            (?<!x)\\bfoo.                 ; [foo]
            (?=foo).oo                   ; []
            """)
    void tellsWhatAMatchBeginsWith(String regex, String starts) {
        assertThat(new TreeSet<>(RegexReader.read(regex).starts())).hasToString(starts);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(?x)a b",
                "(?u)k",
                "(?iu:k)",
                "\\Qa.b\\E",
                "\\p{Alpha}b",
                "\\x41b",
                "\\u0041b",
                "\\tb",
                "(a)\\1b",
                "\\Gab",
                "[a&&b]c",
                "[a[b]]c",
                "[]a]b",
                "[^]a]b",
                "[\\x41]b"
            })
    void knowsNothingOfSyntaxItDoesNotUnderstand(String regex) {
        assertThat(Pattern.compile(regex)).isNotNull();
        assertThat(RegexReader.read(regex)).isEqualTo(RequiredLiterals.UNKNOWN);
    }

    @Test
    void understandsAlmostAllKnownRules() {
        List<String> expressions = Agents.expressions(Agents.newerRules());
        assertThat(expressions).hasSizeGreaterThan(1_200);
        assertThat(expressions)
                .filteredOn(regex -> RegexReader.read(regex).clauses().isEmpty())
                .isEmpty();
    }

    @Test
    void tellsNothingThatAMatchOfAKnownRuleDoesNotContain() {
        List<String> expressions = new ArrayList<>(Agents.expressions(Agents.newerRules()));
        expressions.addAll(Agents.expressions(Agents.bundledRules()));
        RegexSampler sampler = new RegexSampler(new Random(SEED));
        int matches = 0;
        for (String regex : expressions) {
            Pattern pattern = Pattern.compile(regex, Pattern.CASE_INSENSITIVE);
            RequiredLiterals required = RegexReader.read(regex);
            for (int i = 0; i < 20; i++) {
                String text = sampler.sample(regex);
                Matcher matcher = pattern.matcher(text);
                if (matcher.find()) {
                    matches++;
                    String folded = text.toLowerCase(Locale.ROOT);
                    assertThat(required.clauses())
                            .as("seed %s: %s of %s", SEED, text, regex)
                            .allMatch(clause -> clause.stream().anyMatch(folded::contains));
                    assertThat(required.starts().isEmpty()
                                    || required.starts().stream()
                                            .anyMatch(start -> folded.startsWith(start, matcher.start())))
                            .as("seed %s: start of %s of %s", SEED, text, regex)
                            .isTrue();
                }
            }
        }
        assertThat(matches).as("samples that match").isGreaterThan(expressions.size() * 15);
    }
}
