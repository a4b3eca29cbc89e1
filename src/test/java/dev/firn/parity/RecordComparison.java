package dev.firn.parity;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.firn.serdes.event.AtomicField;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Compares records field by field. The program's own name is masked; JSON columns of events are compared as values; the
 * parameters inside bad rows are compared as sets, because the reference writes them in the order of a hash.
 */
final class RecordComparison {

    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    private static final String ABSENT = "<absent>";
    private static final String PROGRAM = AtomicField.V_ETL.column();

    private RecordComparison() {}

    /** Differences of two rows of 131 columns. */
    static List<Difference> events(String expected, String actual) {
        List<Difference> differences = new ArrayList<>();
        String[] left = expected.split("\t", -1);
        String[] right = actual.split("\t", -1);
        if (left.length != AtomicField.all().size() || right.length != left.length) {
            return List.of(new Difference("columns", "" + left.length, "" + right.length));
        }
        for (AtomicField field : AtomicField.all()) {
            String a = left[field.ordinal()];
            String b = right[field.ordinal()];
            if (a.equals(b) || field == AtomicField.V_ETL) {
                continue;
            }
            if (field.kind() == AtomicField.Kind.JSON && !a.isEmpty() && !b.isEmpty()) {
                compare(field.column(), read(a), read(b), differences::add);
            } else {
                differences.add(new Difference(field.column(), a, b));
            }
        }
        return differences;
    }

    /** Differences of two bad rows. One that the reference could not write differs in {@code peer_error} only. */
    static List<Difference> badRows(String expected, String actual) {
        JsonNode left = read(expected);
        if (left.has("peer_error")) {
            return List.of(new Difference("peer_error", left.get("peer_error").toString(), "a bad row"));
        }
        List<Difference> differences = new ArrayList<>();
        compare("", masked(left), masked(read(actual)), differences::add);
        return differences;
    }

    static JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not JSON: " + json, e);
        }
    }

    private static JsonNode masked(JsonNode row) {
        JsonNode data = row.path("data");
        if (data.has("processor")) {
            ((ObjectNode) data).putNull("processor");
        }
        JsonNode payload = data.path("payload");
        if (payload.path("enriched").has(PROGRAM)) {
            ((ObjectNode) payload.get("enriched")).putNull(PROGRAM);
        }
        sort(payload.path("raw").path("parameters"));
        sort(payload.path("querystring"));
        return row;
    }

    private static void sort(JsonNode array) {
        List<JsonNode> sorted = new ArrayList<>();
        array.forEach(sorted::add);
        sorted.sort(Comparator.comparing(JsonNode::toString));
        if (array instanceof ArrayNode parameters) {
            parameters.removeAll().addAll(sorted);
        }
    }

    private static void compare(String path, JsonNode a, JsonNode b, Consumer<Difference> differs) {
        if (a.isObject() && b.isObject()) {
            for (String name : names(a, b)) {
                JsonNode left = a.path(name);
                JsonNode right = b.path(name);
                if (left.isMissingNode() || right.isMissingNode()) {
                    differs.accept(new Difference(path + "." + name, text(left), text(right)));
                } else {
                    compare(path + "." + name, left, right, differs);
                }
            }
        } else if (a.isArray() && b.isArray()) {
            if (a.size() != b.size()) {
                without(a, b).forEach(element -> differs.accept(new Difference(path + "[#]", text(element), ABSENT)));
                without(b, a).forEach(element -> differs.accept(new Difference(path + "[#]", ABSENT, text(element))));
                return;
            }
            for (int i = 0; i < a.size(); i++) {
                compare(path + "[]", a.get(i), b.get(i), differs);
            }
        } else if (!sameScalar(a, b)) {
            differs.accept(new Difference(path, text(a), text(b)));
        }
    }

    /** The elements of one array that the other lacks. */
    private static List<JsonNode> without(JsonNode array, JsonNode other) {
        List<JsonNode> left = new ArrayList<>();
        array.forEach(left::add);
        other.forEach(element -> {
            for (int i = 0; i < left.size(); i++) {
                List<Difference> differences = new ArrayList<>();
                compare("", left.get(i), element, differences::add);
                if (differences.isEmpty()) {
                    left.remove(i);
                    return;
                }
            }
        });
        return left;
    }

    private static boolean sameScalar(JsonNode a, JsonNode b) {
        return a.isNumber() && b.isNumber() ? a.decimalValue().compareTo(b.decimalValue()) == 0 : a.equals(b);
    }

    private static Set<String> names(JsonNode a, JsonNode b) {
        Set<String> names = new TreeSet<>();
        for (Map.Entry<String, JsonNode> member : a.properties()) {
            names.add(member.getKey());
        }
        for (Map.Entry<String, JsonNode> member : b.properties()) {
            names.add(member.getKey());
        }
        return names;
    }

    private static String text(JsonNode node) {
        return node.isMissingNode() ? ABSENT : node.toString();
    }
}
