package dev.firn.enrichments.transform;

import dev.firn.enrichments.url.TsvText;
import dev.firn.registry.json.JsonText;
import dev.firn.registry.json.ParsedJson;
import dev.firn.serdes.event.AtomicField;
import dev.firn.serdes.event.EnrichedEvent;
import dev.firn.serdes.payload.LenientBase64;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rules of {@link TrackerParameters}. Their complaints are a contract: dashboards group bad rows by these texts, down
 * to the names of Java types in them.
 */
final class Rules {

    /** Bounds what a number can cost; no column downstream holds as much. */
    private static final int MAX_EXPONENT = 400;

    private static final int MAX_NUMBER_LENGTH = 1000;

    private static final Map<String, String> EVENTS = Map.of(
            "pv", "page_view",
            "pp", "page_ping",
            "ue", "unstruct",
            "se", "struct",
            "ev", "struct",
            "tr", "transaction",
            "ti", "transaction_item",
            "ad", "ad_impression");

    private static final Set<String> PLATFORMS = Set.of("web", "iot", "app", "mob", "pc", "cnsl", "tv", "srv");

    private Rules() {}

    static @Nullable String text(String text, AtomicField column, EnrichedEvent.Builder event) {
        event.set(column, TsvText.clean(text));
        return null;
    }

    static @Nullable String address(String text, AtomicField column, EnrichedEvent.Builder event) {
        event.set(column, TrackerParameters.firstAddress(text));
        return null;
    }

    static @Nullable String event(String text, AtomicField column, EnrichedEvent.Builder event) {
        String name = EVENTS.get(text);
        if (name == null) {
            return "not recognized as an event type";
        }
        event.set(column, name);
        return null;
    }

    static @Nullable String platform(String text, AtomicField column, EnrichedEvent.Builder event) {
        if (!PLATFORMS.contains(text)) {
            return "not recognized as a tracking platform";
        }
        event.set(column, text);
        return null;
    }

    static @Nullable String integer(String text, AtomicField column, EnrichedEvent.Builder event) {
        try {
            event.set(column, text.equalsIgnoreCase("null") ? null : Integer.valueOf(text));
            return null;
        } catch (NumberFormatException e) {
            return "cannot be converted to java.lang.Integer";
        }
    }

    static @Nullable String decimal(String text, AtomicField column, EnrichedEvent.Builder event) {
        if (text.equalsIgnoreCase("null")) {
            event.set(column, null);
            return null;
        }
        try {
            event.set(column, boundedDecimal(text));
            return null;
        } catch (NumberFormatException e) {
            return "cannot be converted to java.math.BigDecimal. Error : " + e.getMessage();
        }
    }

    /** Positive exponents are written out, so that 1E7 is 10000000. */
    private static BigDecimal boundedDecimal(String text) {
        if (text.length() > MAX_NUMBER_LENGTH) {
            throw new NumberFormatException("More than " + MAX_NUMBER_LENGTH + " characters.");
        }
        BigDecimal number = new BigDecimal(text);
        int e = Math.max(text.indexOf('e'), text.indexOf('E'));
        if (e >= 0 && Math.abs(Long.parseLong(text, e + 1, text.length(), 10)) > MAX_EXPONENT) {
            throw new NumberFormatException("Exponent beyond " + MAX_EXPONENT + ".");
        }
        return number.scale() < 0 ? number.setScale(0) : number;
    }

    static @Nullable String flag(String text, AtomicField column, EnrichedEvent.Builder event) {
        boolean yes = text.equals("1");
        if (!yes && !text.equals("0")) {
            return "cannot be converted to Boolean-like java.lang.Byte";
        }
        event.set(column, yes);
        return null;
    }

    /** Only the canonical form counts, in either case; {@code UUID.fromString} takes more than that. */
    static @Nullable String uuid(String text, AtomicField column, EnrichedEvent.Builder event) {
        String canonical = CanonicalUuid.of(text);
        if (canonical == null) {
            return "not a valid UUID";
        }
        event.set(column, canonical);
        return null;
    }

    static @Nullable String timestamp(String text, AtomicField column, EnrichedEvent.Builder event) {
        return ParsedTimestamp.parse(text)
                .fold(
                        millis -> {
                            event.set(column, millis);
                            return null;
                        },
                        expectation -> expectation);
    }

    /** {@code 1200x800}: two columns. */
    static @Nullable String dimensions(String text, List<AtomicField> columns, EnrichedEvent.Builder event) {
        int x = text.indexOf('x');
        if (!digits(text, 0, x) || !digits(text, x + 1, text.length())) {
            return "does not conform to regex (\\d+)x(\\d+)";
        }
        try {
            Integer width = Integer.parseInt(text, 0, x, 10);
            Integer height = Integer.parseInt(text, x + 1, text.length(), 10);
            event.set(columns.get(0), width).set(columns.get(1), height);
            return null;
        } catch (NumberFormatException e) {
            return "could not be converted to java.lang.Integer s";
        }
    }

    private static boolean digits(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return from < to;
    }

    static @Nullable String json(String text, AtomicField column, EnrichedEvent.Builder event) {
        return set(JsonText.parseEnvelope(text), column, event);
    }

    static @Nullable String base64Json(String text, AtomicField column, EnrichedEvent.Builder event) {
        // Latin-1 keeps every letter of the alphabet; what it cannot hold becomes '?', which the decoder passes over.
        byte[] json = LenientBase64.decode(text.getBytes(StandardCharsets.ISO_8859_1));
        return set(JsonText.parseEnvelope(json), column, event);
    }

    private static @Nullable String set(ParsedJson json, AtomicField column, EnrichedEvent.Builder event) {
        if (json instanceof ParsedJson.Json some) {
            event.set(column, some.node());
            return null;
        }
        return ((ParsedJson.NotJson) json).message();
    }
}
