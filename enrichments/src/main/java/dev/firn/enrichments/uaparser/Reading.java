package dev.firn.enrichments.uaparser;

import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Turns what a rule found into a family and the parts of its version. Replacements work as in uap-java 1.6.1, also where
 * the lists differ from each other for no reason that can be seen.
 */
sealed interface Reading {

    /** Family, then versions; null when there is no family, so that the rule counts as not met. */
    @Nullable
    String @Nullable [] of(MatchResult match);

    /**
     * Of {@code user_agent_parsers}. Empty versions are none, and a replaced minor version leaves no patch version.
     *
     * @param family where the first {@code $1} is filled
     */
    record OfAgent(@Nullable String family, @Nullable String major, @Nullable String minor) implements Reading {

        static OfAgent of(RuleItem rule) {
            return new OfAgent(
                    rule.text("family_replacement"), rule.text("v1_replacement"), rule.text("v2_replacement"));
        }

        @Override
        public @Nullable String @Nullable [] of(MatchResult match) {
            String name = family == null ? group(match, 1) : filled(family, match);
            if (name == null) {
                return null;
            }
            String first = major == null ? notEmpty(group(match, 2)) : major;
            return minor == null
                    ? new String[] {name, first, notEmpty(group(match, 3)), notEmpty(group(match, 4))}
                    : new String[] {name, first, minor, null};
        }

        private static String filled(String replacement, MatchResult match) {
            String group = group(match, 1);
            return group == null ? replacement : fillFirst(replacement, 1, group);
        }

        private static @Nullable String notEmpty(@Nullable String text) {
            return text == null || text.isEmpty() ? null : text;
        }
    }

    /**
     * Of {@code os_parsers}. Empty versions stay.
     *
     * @param family where each {@code $1} is filled
     * @param major like {@code minor} and {@code patch} either a text or a group's number after a dollar sign
     */
    record OfSystem(@Nullable String family, @Nullable String major, @Nullable String minor, @Nullable String patch)
            implements Reading {

        private static final Pattern REFERENCE = Pattern.compile("\\$[0-9]{1,2}");

        static OfSystem of(RuleItem rule) {
            return new OfSystem(
                    rule.text("os_replacement"),
                    rule.text("os_v1_replacement"),
                    rule.text("os_v2_replacement"),
                    rule.text("os_v3_replacement"));
        }

        @Override
        public @Nullable String @Nullable [] of(MatchResult match) {
            String name = family == null ? group(match, 1) : filled(family, match);
            return name == null
                    ? null
                    : new String[] {
                        name,
                        version(major, 2, match),
                        version(minor, 3, match),
                        version(patch, 4, match),
                        group(match, 5)
                    };
        }

        private static String filled(String replacement, MatchResult match) {
            if (match.groupCount() < 1 || replacement.indexOf('$') < 0) {
                return replacement;
            }
            String group = group(match, 1);
            return replacement.replace("$1", group == null ? "" : group);
        }

        /** uap-java fails on what follows the dollar sign if that is no number of a group; it is a text then. */
        private static @Nullable String version(@Nullable String replacement, int otherwise, MatchResult match) {
            if (replacement == null) {
                return group(match, otherwise);
            }
            int number = reference(replacement);
            return number >= 0 && number <= match.groupCount() ? match.group(number) : replacement;
        }

        private static int reference(String replacement) {
            return REFERENCE.matcher(replacement).matches() ? Integer.parseInt(replacement.substring(1)) : -1;
        }
    }

    /**
     * Of {@code device_parsers}.
     *
     * @param family where {@code $0} to {@code $9} are filled, with nothing for groups that are not there; it is trimmed if
     *     there is a dollar sign in it
     */
    record OfDevice(@Nullable String family) implements Reading {

        static OfDevice of(RuleItem rule) {
            return new OfDevice(rule.text("device_replacement"));
        }

        @Override
        public @Nullable String @Nullable [] of(MatchResult match) {
            String name = family == null ? group(match, 1) : filled(family, match);
            return name == null ? null : new String[] {name};
        }

        private static String filled(String replacement, MatchResult match) {
            if (replacement.indexOf('$') < 0) {
                return replacement;
            }
            String filled = replacement;
            for (int i = 0; i + 1 < replacement.length(); i++) {
                char digit = replacement.charAt(i + 1);
                if (replacement.charAt(i) == '$' && digit >= '0' && digit <= '9') {
                    String group = group(match, digit - '0');
                    filled = fillFirst(filled, digit - '0', group == null ? "" : group);
                }
            }
            return filled.trim();
        }
    }

    private static @Nullable String group(MatchResult match, int number) {
        return number <= match.groupCount() ? match.group(number) : null;
    }

    private static String fillFirst(String replacement, int number, String group) {
        int at = replacement.indexOf("$" + number);
        return at < 0 ? replacement : replacement.substring(0, at) + group + replacement.substring(at + 2);
    }
}
