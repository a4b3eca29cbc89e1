package dev.firn.serdes.flatten;

import java.util.List;
import java.util.Objects;

/**
 * Which texts are JSON inside of JSON, to be parsed and flattened like the rest.
 *
 * <p>A text is parsed when it starts and ends like an object or an array, is not too long, and neither too deep nor broken;
 * otherwise it stays the text it was. At a listed path that is counted as {@link Tally#UNPARSED_TEXTS}; with {@code auto} a
 * text that does not look like JSON is just a text, and only one that looked like it and was not is counted.
 *
 * @param paths where such texts are, see {@link FieldPath}
 * @param auto whether every text that looks like JSON is tried
 * @param maxChars longer texts stay as they are
 * @param maxDepth texts with more levels stay as they are
 * @param maxNesting how many times a text may be found within a text
 */
public record ParseJson(List<FieldPath> paths, boolean auto, int maxChars, int maxDepth, int maxNesting) {

    private static final int MAX_CHARS = 1 << 20;
    private static final int MAX_DEPTH = 64;
    private static final int MAX_NESTING = 4;

    public ParseJson {
        paths = List.copyOf(paths);
        FlattenRulesException.check("parse-json.max-chars", maxChars, 2, 1 << 28);
        FlattenRulesException.check("parse-json.max-depth", maxDepth, 1, 1000);
        FlattenRulesException.check("parse-json.max-nesting", maxNesting, 1, 100);
    }

    /** No text is parsed. */
    public static ParseJson none() {
        return new ParseJson(List.of(), false, MAX_CHARS, MAX_DEPTH, MAX_NESTING);
    }

    /** Every text that looks like JSON is tried. */
    public static ParseJson automatic() {
        return new ParseJson(List.of(), true, MAX_CHARS, MAX_DEPTH, MAX_NESTING);
    }

    /** The texts at these paths are tried. */
    public static ParseJson at(String... paths) {
        return none().withPaths(List.of(paths).stream().map(FieldPath::of).toList());
    }

    public ParseJson withPaths(List<FieldPath> all) {
        return new ParseJson(Objects.requireNonNull(all), auto, maxChars, maxDepth, maxNesting);
    }

    /** Every text that looks like JSON is tried as well. */
    public ParseJson withAuto() {
        return new ParseJson(paths, true, maxChars, maxDepth, maxNesting);
    }

    boolean isOff() {
        return !auto && paths.isEmpty();
    }
}
