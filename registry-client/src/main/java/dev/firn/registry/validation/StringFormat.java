package dev.firn.registry.validation;

import com.networknt.org.apache.commons.validator.routines.EmailValidator;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The formats that are enforced; any other name never fails. The list, and what each of them accepts, is that of the
 * validator in Enrich 3 (json-schema-validator 1.0.70), for a stream must not change its verdicts with its engine.
 */
enum StringFormat {
    DATE("date", "dateTime", DateTimes::isDate),
    DATE_TIME("date-time", "dateTime", DateTimes::isDateTime),
    UUID("uuid", "uuid", StringFormat::isUuid),
    EMAIL("email", "format", StringFormat::isEmail),
    URI("uri", NetworkNames::isUri),
    HOSTNAME("hostname", NetworkNames::isHostname),
    IPV4("ipv4", NetworkNames::isIpv4),
    IPV6("ipv6", NetworkNames::isIpv6),
    IP_ADDRESS("ip-address"),
    TIME("time"),
    COLOR("color"),
    ALPHA("alpha"),
    ALPHANUMERIC("alphanumeric"),
    PHONE("phone"),
    UTC_MILLISEC("utc-millisec"),
    STYLE("style");

    private static final Map<String, StringFormat> BY_NAME =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(format -> format.name, Function.identity()));

    private final String name;
    private final String keyword;
    private final @Nullable String pattern;
    private final Predicate<String> check;

    /** Reported by value. */
    StringFormat(String name, String keyword, Predicate<String> check) {
        this.name = name;
        this.keyword = keyword;
        this.pattern = null;
        this.check = check;
    }

    /** Reported by its pattern, checked by hand because it is common. */
    StringFormat(String name, Predicate<String> check) {
        this.name = name;
        this.keyword = "format";
        this.pattern = FormatPatterns.of(name);
        this.check = check;
    }

    /** Nothing but its pattern. */
    StringFormat(String name) {
        this(name, BoundedRegex.of(FormatPatterns.of(name))::matches);
    }

    static @Nullable StringFormat named(String name) {
        return BY_NAME.get(name);
    }

    boolean accepts(String text) {
        return check.test(text);
    }

    /** As schemas write it. */
    String formatName() {
        return name;
    }

    /** As reports call it. */
    String keyword() {
        return keyword;
    }

    /** What reports quote; null when they quote the value. */
    @Nullable
    String pattern() {
        return pattern;
    }

    private static boolean isUuid(String text) {
        if (text.length() != 36) {
            return false;
        }
        for (int i = 0; i < 36; i++) {
            char c = text.charAt(i);
            boolean dash = i == 8 || i == 13 || i == 18 || i == 23;
            if (dash ? c != '-' : Character.digit(c, 16) < 0 || c > 'f') {
                return false;
            }
        }
        return true;
    }

    /** A user part of up to 64 and a domain of up to 253 characters: longer text is not worth a regular expression. */
    private static boolean isEmail(String text) {
        return text.length() <= Email.LONGEST && Email.VALIDATOR.isValid(text.strip());
    }

    /** Loaded with the first e-mail: the list of top-level domains is long. */
    private static final class Email {
        static final int LONGEST = 400;
        static final EmailValidator VALIDATOR = EmailValidator.getInstance(false, false);
    }
}
