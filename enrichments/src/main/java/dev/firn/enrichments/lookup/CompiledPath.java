package dev.firn.enrichments.lookup;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.firn.enrichments.spi.EnrichmentConfigException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A JSONPath that is ready to run: names, unions of names, {@code *}, indexes, slices, {@code ..} and filters, as Gatling's
 * grammar has them. Functions such as {@code length()} are refused. Immutable and thread-safe.
 *
 * <p>A path is walked here and only filters are left to Jayway's library. Walking gives what that library cannot: the two
 * values of {@code $['a','b']} instead of an object, nothing for an index beyond the end, and the places of the matches, at
 * which {@link #replace} puts other values without creating keys.
 */
public final class CompiledPath {

    private final String text;
    private final PathStep first;

    private CompiledPath(String text, PathStep first) {
        this.text = text;
        this.first = first;
    }

    /**
     * @param key where the configuration has the path, for messages
     * @throws EnrichmentConfigException when this is no path
     */
    public static CompiledPath of(String key, String text) {
        return new CompiledPath(text, new PathParser(key, text).parse());
    }

    /** Whether this is {@code $} alone. */
    public boolean isRoot() {
        return first == PathStep.END;
    }

    /** All matches in document order; a null in the document is a match. */
    public List<JsonNode> matches(JsonNode root) {
        List<JsonNode> matches = new ArrayList<>(2);
        first.apply(root, new PathStep.Walk(root, match -> {
            matches.add(match);
            return match;
        }));
        return matches;
    }

    /** The matches as one value: an empty array for none, the match itself for one, an array for more. */
    public JsonNode fold(JsonNode root) {
        Folding folding = new Folding();
        first.apply(root, new PathStep.Walk(root, folding));
        return folding.result();
    }

    /**
     * The document with each match replaced. What is not replaced is shared with the document given, which stays as it is.
     *
     * @param replacement of a match; the match itself leaves it alone
     * @return the same document when nothing was replaced
     */
    public JsonNode replace(JsonNode root, UnaryOperator<JsonNode> replacement) {
        return first.apply(root, new PathStep.Walk(root, replacement));
    }

    /** The path as it was written. */
    @Override
    public String toString() {
        return text;
    }

    private static final class Folding implements UnaryOperator<JsonNode> {
        private @Nullable JsonNode single;
        private @Nullable ArrayNode many;

        @Override
        public JsonNode apply(JsonNode match) {
            if (many != null) {
                many.add(match);
            } else if (single != null) {
                many = JsonNodeFactory.instance.arrayNode().add(single).add(match);
            } else {
                single = match;
            }
            return match;
        }

        JsonNode result() {
            if (many != null) {
                return many;
            }
            return single != null ? single : JsonNodeFactory.instance.arrayNode(0);
        }
    }
}
