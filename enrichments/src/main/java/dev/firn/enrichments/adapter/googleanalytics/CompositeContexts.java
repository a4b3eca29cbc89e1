package dev.firn.enrichments.adapter.googleanalytics;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.firn.enrichments.adapter.AdapterSchemas;
import dev.firn.enrichments.adapter.googleanalytics.CompositeName.Index;
import dev.firn.enrichments.adapter.googleanalytics.HitTable.Field;
import dev.firn.enrichments.adapter.internal.Failures;
import dev.firn.registry.SelfDescribingJson;
import dev.firn.serdes.badrow.FailureMessage.InputData;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The products, impressions, promotions and custom fields of a hit, a context each.
 *
 * <p>Parameters are taken in the order of their names, and each adds a value to the column of its name and one to that of
 * each of its numbers; a number that counts the same as that of the parameter before is not added again. A context is what
 * stands in one row of a schema's columns. So a hit that says as much of each product as of the others, as Google's
 * libraries do, comes out as it went in, and where it does not values move up to rows that are not theirs. That is known,
 * and kept: it is how these contexts have always been made.
 */
final class CompositeContexts {

    private static final String CURRENCY = "cu";
    private static final Set<String> WITH_CURRENCY = Set.of("product", "product_impression");

    private final List<HitTable> tables;

    CompositeContexts(AdapterSchemas schemas) {
        this.tables = HitTable.all(schemas, HitTables.COMPOSITES);
    }

    void read(Map<String, String> hit, Consumer<SelfDescribingJson> contexts, Failures failures) {
        Map<String, List<String>> columns = columns(hit, failures);
        if (columns.isEmpty()) {
            return;
        }
        for (HitTable table : tables) {
            String currency = WITH_CURRENCY.contains(table.name()) ? hit.get(CURRENCY) : null;
            rows(table, columns, currency, contexts, failures);
        }
    }

    private static Map<String, List<String>> columns(Map<String, String> hit, Failures failures) {
        List<String> names = new ArrayList<>();
        for (String name : hit.keySet()) {
            if (CompositeName.isMeant(name)) {
                names.add(name);
            }
        }
        names.sort(null);
        Map<String, List<String>> columns = new HashMap<>();
        List<Index> before = List.of();
        for (String name : names) {
            CompositeName parsed = CompositeName.parse(name);
            String value = hit.get(name);
            if (parsed == null || value == null) {
                failures.add(new InputData(name, null, CompositeName.EXPECTATION));
                continue;
            }
            if (!parsed.indexes().equals(before)) {
                parsed.indexes().forEach(index -> add(columns, index.name(), index.number()));
                before = parsed.indexes();
            }
            add(columns, parsed.value(), value);
        }
        return columns;
    }

    private static void add(Map<String, List<String>> columns, String name, String value) {
        columns.computeIfAbsent(name, any -> new ArrayList<>()).add(value);
    }

    private static void rows(
            HitTable table,
            Map<String, List<String>> columns,
            @Nullable String currency,
            Consumer<SelfDescribingJson> contexts,
            Failures failures) {
        int rows = 0;
        int saysNothing = currency == null ? 0 : 1; // members that every row has
        for (Field field : table.fields()) {
            rows = Math.max(
                    rows, columns.getOrDefault(field.parameter(), List.of()).size());
            saysNothing += field.parameter().startsWith(HitTables.INDEX) ? 1 : 0;
        }
        for (int row = 0; row < rows; row++) {
            ObjectNode data = row(table, columns, row, failures);
            if (currency != null) {
                data.put("currencyCode", currency);
            }
            if (data.size() > saysNothing) {
                contexts.accept(table.describe(data));
            }
        }
    }

    private static ObjectNode row(HitTable table, Map<String, List<String>> columns, int row, Failures failures) {
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        for (Field field : table.fields()) {
            List<String> column = columns.getOrDefault(field.parameter(), List.of());
            if (row < column.size()) {
                field.put(column.get(row), data, failures);
            }
        }
        return data;
    }
}
