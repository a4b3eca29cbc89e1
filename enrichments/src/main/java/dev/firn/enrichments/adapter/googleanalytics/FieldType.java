package dev.firn.enrichments.adapter.googleanalytics;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** What the text of a parameter is taken for. */
enum FieldType {
    TEXT("") {
        @Override
        JsonNode convert(String text) {
            return JsonNodeFactory.instance.textNode(text);
        }
    },
    INTEGER("cannot be converted to java.lang.Integer") {
        @Override
        JsonNode convert(String text) {
            return JsonNodeFactory.instance.numberNode(Integer.parseInt(text));
        }
    },
    /** With two decimal places. */
    MONEY("cannot be converted to Double") {
        @Override
        @Nullable
        JsonNode convert(String text) {
            double number = Double.parseDouble(text);
            return Double.isFinite(number) ? JsonNodeFactory.instance.numberNode(rounded(number, text)) : null;
        }
    },
    DOUBLE("cannot be converted to Double") {
        @Override
        @Nullable
        JsonNode convert(String text) {
            double number = Double.parseDouble(text);
            return Double.isFinite(number) ? JsonNodeFactory.instance.numberNode(number) : null;
        }
    },
    BOOLEAN("cannot be converted to boolean, only 1 or 0 are supported") {
        @Override
        @Nullable
        JsonNode convert(String text) {
            return switch (text) {
                case "1" -> BooleanNode.TRUE;
                case "0" -> BooleanNode.FALSE;
                default -> null;
            };
        }
    };

    /** Doubles this large have no two decimal places left. */
    private static final double LARGE = 1e15;

    private static final double SMALL = 1e-3;
    private static final int LONGEST_EXACT = 100;

    private final String expectation;

    FieldType(String expectation) {
        this.expectation = expectation;
    }

    /** What the bad row of a text says that is something else. */
    String expectation() {
        return expectation;
    }

    /** Null for a text that is something else. */
    @Nullable
    JsonNode read(String text) {
        try {
            return convert(text);
        } catch (NumberFormatException noNumber) {
            return null;
        }
    }

    abstract @Nullable JsonNode convert(String text);

    /** By decimal arithmetic, where neither digits nor exponent can make that costly. */
    private static double rounded(double number, String text) {
        if (Math.abs(number) >= LARGE) {
            return number;
        }
        if (Math.abs(number) < SMALL) {
            return 0;
        }
        BigDecimal exact = text.length() <= LONGEST_EXACT ? new BigDecimal(text) : new BigDecimal(number);
        return exact.setScale(2, RoundingMode.HALF_EVEN).doubleValue();
    }
}
