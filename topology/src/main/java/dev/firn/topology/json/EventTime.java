package dev.firn.topology.json;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where an object says when it happened, and how. Immutable.
 *
 * @param field a member of the migrated object by its name, or one further down by a JSON pointer, which begins with a slash
 * @param format {@code iso}: ISO 8601 with a T or a blank, with or without an offset or decimals; {@code epoch-millis},
 *     {@code epoch-seconds}: numbers, perhaps with decimals, or texts that are one; anything else is a pattern of {@link
 *     DateTimeFormatter}, such as {@code yyyy-MM-dd HH:mm:ss.SSS}
 * @param zone of texts that do not tell theirs
 */
public record EventTime(String field, String format, ZoneId zone) {

    private static final int LONGEST = 100;

    private static final DateTimeFormatter ISO = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .optionalStart()
            .appendPattern("['T'][ ]")
            .append(DateTimeFormatter.ISO_LOCAL_TIME)
            .optionalStart()
            .appendPattern("[XXX][XX][X]")
            .optionalEnd()
            .optionalEnd()
            .toFormatter(Locale.ROOT);

    /** @throws IllegalArgumentException when the format is neither a name nor a pattern */
    public EventTime {
        requireNonNull(field, "field");
        requireNonNull(zone, "zone");
        formatter(format);
    }

    /** ISO 8601, in UTC unless it says otherwise. */
    public static EventTime iso(String field) {
        return new EventTime(field, "iso", ZoneId.of("UTC"));
    }

    private static @Nullable DateTimeFormatter formatter(String format) {
        return switch (format) {
            case "iso" -> ISO;
            case "epoch-millis", "epoch-seconds" -> null;
            default -> DateTimeFormatter.ofPattern(format, Locale.ROOT);
        };
    }

    /** Finds the time of objects. */
    interface Reader {
        /** Epoch milliseconds; null when there is none that can be read. */
        @Nullable
        Long read(ObjectNode object);
    }

    Reader reader() {
        DateTimeFormatter formatter = formatter(format);
        int decimals = format.equals("epoch-seconds") ? 3 : 0;
        return object -> {
            JsonNode value = field.startsWith("/") ? object.at(field) : object.get(field);
            if (value == null) {
                return null;
            }
            return formatter == null ? epoch(value, decimals) : parsed(value, formatter);
        };
    }

    private static @Nullable Long epoch(JsonNode value, int decimals) {
        JsonNode number = Casts.cast(value, Change.Kind.NUMBER);
        if (number == null || !number.isNumber()) {
            return null;
        }
        BigDecimal millis = number.decimalValue().movePointRight(decimals);
        // Far beyond what a long can take, and so that no digits are computed that nobody wants.
        return millis.precision() - millis.scale() > 18 ? null : Long.valueOf(millis.longValue());
    }

    private @Nullable Long parsed(JsonNode value, DateTimeFormatter formatter) {
        String text = value.isTextual() ? value.textValue().strip() : value.isNumber() ? value.asText() : "";
        if (text.isEmpty() || text.length() > LONGEST) {
            return null;
        }
        try {
            TemporalAccessor parsed = formatter.parse(text);
            if (parsed.isSupported(ChronoField.INSTANT_SECONDS)) {
                return Instant.from(parsed).toEpochMilli();
            }
            LocalDateTime local = parsed.isSupported(ChronoField.HOUR_OF_DAY)
                    ? LocalDateTime.from(parsed)
                    : LocalDate.from(parsed).atStartOfDay();
            return local.atZone(zone).toInstant().toEpochMilli();
        } catch (DateTimeException | ArithmeticException notATime) {
            return null;
        }
    }
}
