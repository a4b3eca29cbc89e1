package dev.firn.enrichments.iab;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One line of a list of user agents. Texts are in lower case.
 *
 * @param pattern what the user agent contains or begins with
 * @param active whether it counts at all times; without this, only a date makes it count
 * @param atStart whether the user agent must begin with the pattern
 * @param inactiveFrom the moment from which it is inactive, in epoch milliseconds
 * @param exceptions texts that make it not count
 * @param impact on what robots have an effect; of browsers, and of records that never count, {@link Impact#PAGES}
 */
record AgentRecord(
        String pattern,
        boolean active,
        boolean atStart,
        @Nullable Long inactiveFrom,
        List<String> exceptions,
        Impact impact) {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("M/d/uuuu", Locale.ROOT);

    enum Impact {
        PAGES(Verdict.ACTIVE_ON_PAGES, Verdict.INACTIVE_ON_PAGES),
        ADS(Verdict.ACTIVE_ON_ADS, Verdict.INACTIVE_ON_ADS),
        BOTH(Verdict.ACTIVE_ON_BOTH, Verdict.INACTIVE_ON_BOTH);

        private final Verdict active;
        private final Verdict inactive;

        Impact(Verdict active, Verdict inactive) {
            this.active = active;
            this.inactive = inactive;
        }

        Verdict verdict(boolean isActive) {
            return isActive ? active : inactive;
        }

        private static Impact of(String flag) {
            return switch (flag) {
                case "0" -> PAGES;
                case "1" -> ADS;
                case "2" -> BOTH;
                default ->
                    throw new IllegalArgumentException(
                            "Invalid value of impression flag: '" + flag + "'; expected 0, 1 or 2");
            };
        }
    }

    AgentRecord {
        if (pattern.isEmpty()) {
            throw new IllegalArgumentException("the pattern is empty, which every user agent contains");
        }
        exceptions = List.copyOf(exceptions);
    }

    /** Pattern, active, at start, date. */
    static AgentRecord include(List<String> fields) {
        return new AgentRecord(
                lower(field(fields, 0)),
                flag(fields, 1),
                flag(fields, 2),
                date(field(fields, 3)),
                List.of(),
                Impact.PAGES);
    }

    /** Pattern, active, exceptions, one that nothing needs, impact, at start, date. */
    static AgentRecord exclude(List<String> fields) {
        boolean active = flag(fields, 1);
        Long date = date(field(fields, 6));
        return new AgentRecord(
                lower(field(fields, 0)),
                active,
                flag(fields, 5),
                date,
                exceptions(field(fields, 2)),
                counts(active, date) ? Impact.of(field(fields, 4)) : Impact.PAGES);
    }

    /** Whether there is any time at which it has an effect. */
    boolean counts() {
        return counts(active, inactiveFrom);
    }

    private static boolean counts(boolean active, @Nullable Long inactiveFrom) {
        return active || inactiveFrom != null;
    }

    private static String field(List<String> fields, int position) {
        return position < fields.size() ? fields.get(position) : "";
    }

    private static boolean flag(List<String> fields, int position) {
        return field(fields, position).equals("1");
    }

    private static @Nullable Long date(String text) {
        try {
            return LocalDate.parse(text, DAY)
                    .atStartOfDay(ZoneOffset.UTC)
                    .toInstant()
                    .toEpochMilli();
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    private static List<String> exceptions(String text) {
        List<String> exceptions = new ArrayList<>();
        for (String exception : text.split(",", -1)) {
            String trimmed = exception.trim();
            if (!trimmed.isEmpty()) {
                exceptions.add(lower(trimmed));
            }
        }
        return exceptions;
    }

    static String lower(String text) {
        return text.toLowerCase(Locale.ENGLISH);
    }
}
