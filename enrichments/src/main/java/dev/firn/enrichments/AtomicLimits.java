package dev.firn.enrichments;

import dev.firn.serdes.badrow.FailureMessage;
import dev.firn.serdes.event.AtomicField;
import dev.firn.serdes.event.EventFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The longest text allowed in each column, in UTF-16 units; 0 means unchecked. Immutable.
 *
 * <p>Defaults are those of {@link AtomicField#maxLength}.
 */
public final class AtomicLimits {

    private static final AtomicLimits DEFAULT = new AtomicLimits(Map.of());

    private final AtomicField[] checked;
    private final int[] limits;

    private AtomicLimits(Map<AtomicField, Integer> overrides) {
        List<AtomicField> fields = new ArrayList<>();
        for (AtomicField field : AtomicField.all()) {
            if (overrides.getOrDefault(field, field.maxLength()) > 0) {
                fields.add(field);
            }
        }
        checked = fields.toArray(new AtomicField[0]);
        limits = fields.stream()
                .mapToInt(field -> overrides.getOrDefault(field, field.maxLength()))
                .toArray();
    }

    public static AtomicLimits defaults() {
        return DEFAULT;
    }

    /**
     * The defaults with some replaced.
     *
     * @throws IllegalArgumentException for a column that holds no text, or a negative limit
     */
    public static AtomicLimits with(Map<AtomicField, Integer> overrides) {
        overrides.forEach((field, limit) -> {
            if (field.kind() != AtomicField.Kind.TEXT || limit < 0) {
                throw new IllegalArgumentException("no length limit possible: " + field.column() + " = " + limit);
            }
        });
        return new AtomicLimits(overrides);
    }

    /** One message for each column that is too long, in column order, with a heading; empty when all fit. */
    List<FailureMessage> violations(EventFields event) {
        List<FailureMessage> messages = List.of();
        for (int i = 0; i < checked.length; i++) {
            String text = event.text(checked[i]);
            if (text != null && text.length() > limits[i]) {
                if (messages.isEmpty()) {
                    messages = new ArrayList<>();
                    messages.add(new FailureMessage.Simple(
                            "Enriched event does not conform to atomic schema field's length restrictions"));
                }
                messages.add(new FailureMessage.Simple(
                        "Field " + checked[i].column() + " longer than maximum allowed size " + limits[i]));
            }
        }
        return messages;
    }

    /** The columns that {@link #violations} would name. */
    List<AtomicField> tooLong(EventFields event) {
        List<AtomicField> fields = new ArrayList<>();
        for (int i = 0; i < checked.length; i++) {
            String text = event.text(checked[i]);
            if (text != null && text.length() > limits[i]) {
                fields.add(checked[i]);
            }
        }
        return fields;
    }
}
