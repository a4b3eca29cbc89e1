package dev.firn.serdes.flatten;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Makes flat objects of documents, by {@link FlattenRules}: each value that is no container gets one key, joined of the keys
 * that lead to it. The same document gives the same bytes, always. Thread-safe; to be kept, since it remembers the flat keys
 * that it has made (at most 10,000, of at most 512 characters each). Never throws for data.
 */
public final class Flattener {

    private final FlattenRules rules;
    private final Names names;
    private final @Nullable PathTree paths;
    private final TextJson texts;
    private final boolean isLossless;

    private Flattener(FlattenRules rules) {
        this.rules = Objects.requireNonNull(rules);
        names = new Names(rules);
        paths = PathTree.of(rules);
        texts = new TextJson(rules);
        isLossless = rules.isLossless();
    }

    public static Flattener of(FlattenRules rules) {
        return new Flattener(rules);
    }

    public FlattenRules rules() {
        return rules;
    }

    /** @param document not changed; what comes out shares parts of it */
    public Flattened flatten(JsonNode document) {
        if (document instanceof ObjectNode object) {
            return flatten(object);
        }
        if (!document.isArray()) {
            return rejected(Rejection.Reason.NOT_AN_OBJECT, "not an object");
        }
        if (rules.topLevelArrays() == TopLevelArrays.REJECT) {
            return rejected(Rejection.Reason.TOP_LEVEL_ARRAY, "an array, which top-level-arrays = reject refuses");
        }
        return elements(document);
    }

    /** @param document not changed; what comes out shares parts of it */
    public Flattened flatten(ObjectNode document) {
        Flattening flattening = new Flattening(this);
        List<Rejection> rejections = List.of();
        try {
            flattening.document(document);
        } catch (Rejected rejected) {
            rejections = List.of(flattening.reject(rejected, -1));
        }
        return new Flattened(flattening.records(), rejections, flattening.tallies());
    }

    private Flattened elements(JsonNode array) {
        Flattening flattening = new Flattening(this);
        List<Rejection> rejections = new ArrayList<>();
        for (int i = 0; i < array.size(); i++) {
            try {
                if (!(array.get(i) instanceof ObjectNode object)) {
                    throw new Rejected(Rejection.Reason.NOT_AN_OBJECT, "not an object");
                }
                flattening.document(object);
            } catch (Rejected rejected) {
                rejections.add(flattening.reject(rejected, i));
            }
        }
        return new Flattened(flattening.records(), rejections, flattening.tallies());
    }

    private static Flattened rejected(Rejection.Reason reason, String message) {
        Tallies.Counting tallies = new Tallies.Counting();
        tallies.add(Tally.REJECTED, 1);
        return new Flattened(List.of(), List.of(new Rejection(reason, -1, message)), tallies.total());
    }

    Names names() {
        return names;
    }

    @Nullable
    PathTree paths() {
        return paths;
    }

    TextJson texts() {
        return texts;
    }

    /** Whether half a surrogate pair, which would not survive being written, is refused. */
    boolean isLossless() {
        return isLossless;
    }
}
