package dev.firn.serdes.flatten;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The arrays of one document whose elements become records of their own: they wait until the record they were found in is
 * done. Also knows where in the document flattening is, as long as any rule explodes.
 */
final class Exploding {

    private static final int ID_BYTES = 16;

    /** An array that waits. */
    record Postponed(JsonNode array, Names.Name name, @Nullable PathTree place, int depth, int nesting, String path) {}

    private final Explode rules;
    private final boolean isPossible;
    private final Deque<Postponed> waiting = new ArrayDeque<>();
    private final List<String> steps = new ArrayList<>();
    private String base = "";

    Exploding(ArrayRules arrays) {
        rules = arrays.explode();
        isPossible = arrays.otherwise() == ArrayPolicy.EXPLODE || arrays.paths().containsValue(ArrayPolicy.EXPLODE);
    }

    /** For the next document. */
    void clear() {
        waiting.clear();
        steps.clear();
        base = "";
    }

    void enter(String key) {
        if (isPossible) {
            steps.add(key);
        }
    }

    void enter(int index) {
        if (isPossible) {
            steps.add(Integer.toString(index));
        }
    }

    void leave() {
        if (isPossible) {
            steps.remove(steps.size() - 1);
        }
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** The array that flattening is at. */
    void postpone(JsonNode array, Names.Name name, @Nullable PathTree place, int depth, int nesting) {
        StringBuilder path = new StringBuilder(base);
        for (String step : steps) {
            path.append(path.length() == 0 ? "" : ".").append(FieldPath.escape(step));
        }
        waiting.add(new Postponed(array, name, place, depth, nesting, path.toString()));
    }

    /** The array that waits longest, or null. */
    @Nullable
    Postponed next() {
        return waiting.poll();
    }

    /** Flattening goes on at an element of an array that waited. */
    void resume(Postponed array, int index) {
        steps.clear();
        base = array.path() + '.' + index;
    }

    JsonNode idOf(ObjectNode document) {
        FieldPath path = rules.rootId();
        JsonNode value = path == null ? null : at(path, document);
        return value == null || value.isContainerNode() || value.isNull() || value.isMissingNode()
                ? hashOf(document)
                : value;
    }

    private static JsonNode at(FieldPath path, JsonNode document) {
        JsonNode value = document;
        for (FieldPath.Step step : path.steps()) {
            String key = String.valueOf(step.key());
            value = value.isArray() && key.matches("[0-9]{1,9}") ? value.path(Integer.parseInt(key)) : value.path(key);
        }
        return value;
    }

    private static JsonNode hashOf(ObjectNode document) {
        if (!Depth.isWithin(document, Limits.MAX_DEPTH)) {
            throw new Rejected(Rejection.Reason.TOO_DEEP, "more than " + Limits.MAX_DEPTH + " levels");
        }
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(JsonLine.of(document));
            return TextNode.valueOf(HexFormat.of().formatHex(digest, 0, ID_BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }
}
