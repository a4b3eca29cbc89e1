package dev.firn.enrichments.transform;

import dev.firn.serdes.event.AtomicField;
import dev.firn.serdes.event.EnrichedEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How the text of a tracker parameter becomes the value of a column (or of two). */
@FunctionalInterface
interface Rule {

    /**
     * Sets the columns or, when the text is not right, leaves them alone and returns what was expected of it.
     *
     * @return null when the columns were set
     */
    @Nullable
    String apply(String text, List<AtomicField> columns, EnrichedEvent.Builder event);

    /** A rule for one column. */
    @FunctionalInterface
    interface Single extends Rule {

        @Nullable
        String apply(String text, AtomicField column, EnrichedEvent.Builder event);

        @Override
        default @Nullable String apply(String text, List<AtomicField> columns, EnrichedEvent.Builder event) {
            return apply(text, columns.get(0), event);
        }
    }
}
