package dev.firn.enrichments.spi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firn.enrichments.spi.EnrichmentResult.Changes;
import dev.firn.registry.SelfDescribingJson;
import dev.firn.serdes.event.AtomicField;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Takes results apart. */
public final class Results {

    private Results() {}

    /** The columns set, in order; none when unchanged. Fails the test for other results. */
    public static Map<AtomicField, @Nullable Object> columns(EnrichmentResult result) {
        Map<AtomicField, @Nullable Object> columns = new LinkedHashMap<>();
        if (!(result instanceof EnrichmentResult.Unchanged)) {
            assertThat(result).isInstanceOf(Changes.class);
            ((Changes) result).columns().forEach(column -> columns.put(column.field(), column.value()));
        }
        return columns;
    }

    /** The contexts attached; none when unchanged. Fails the test for other results. */
    public static List<SelfDescribingJson> contexts(EnrichmentResult result) {
        if (result instanceof EnrichmentResult.Unchanged) {
            return List.of();
        }
        assertThat(result).isInstanceOf(Changes.class);
        return ((Changes) result).contexts();
    }
}
