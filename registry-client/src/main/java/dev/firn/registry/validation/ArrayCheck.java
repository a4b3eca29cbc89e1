package dev.firn.registry.validation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What a schema says about arrays. */
final class ArrayCheck implements Check {

    private final Check[] tuple;
    private final Check rest;
    private final int least;
    private final int most;
    private final boolean unique;

    /**
     * @param tuple for the first elements, in their order; empty when all elements are alike
     * @param rest for the elements behind the tuple
     */
    ArrayCheck(List<Check> tuple, Check rest, int least, int most, boolean unique) {
        this.tuple = tuple.toArray(new Check[0]);
        this.rest = rest;
        this.least = least;
        this.most = most;
        this.unique = unique;
    }

    @Override
    public boolean accepts(JsonNode array) {
        int size = array.size();
        if (size < least || size > most) {
            return false;
        }
        for (int i = 0; i < size; i++) {
            Check check = i < tuple.length ? tuple[i] : rest;
            if (!check.accepts(array.get(i))) {
                return false;
            }
        }
        return !unique || isUnique(array);
    }

    /** Numbers of different spelling class ({@code 1}, {@code 1.0}) are different here. */
    private static boolean isUnique(JsonNode array) {
        Set<String> texts =
                new HashSet<>(); // apart, because strings can be sorted where their hashes were made to collide
        Set<JsonNode> others = new HashSet<>();
        for (JsonNode element : array) {
            if (element.isTextual() ? !texts.add(element.textValue()) : !others.add(element)) {
                return false;
            }
        }
        return true;
    }
}
