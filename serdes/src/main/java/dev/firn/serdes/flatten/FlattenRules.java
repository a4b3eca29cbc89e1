package dev.firn.serdes.flatten;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Objects;

/**
 * How documents become flat objects: the whole contract as one immutable value. See {@code docs/flatten.md}.
 *
 * @param delimiter between the keys and positions that make a flat key; any text that is not empty
 * @param parseJson which texts are JSON inside of JSON
 * @param arrays what becomes of arrays that are not empty
 * @param emptyContainers what becomes of <code>{}</code> and {@code []}
 * @param nulls what becomes of {@code null}
 * @param rename how flat keys are renamed
 * @param collisions what happens when two values have the same flat key
 * @param duplicateKeys what happens when a text repeats a key
 * @param topLevelArrays what becomes of an array that is a whole document
 * @param limits bounds for hostile documents
 */
public record FlattenRules(
        String delimiter,
        ParseJson parseJson,
        ArrayRules arrays,
        EmptyContainers emptyContainers,
        Nulls nulls,
        Rename rename,
        Collisions collisions,
        DuplicateKeys duplicateKeys,
        TopLevelArrays topLevelArrays,
        Limits limits) {

    private static final int LONGEST_DELIMITER = 16;

    public FlattenRules {
        Objects.requireNonNull(parseJson);
        Objects.requireNonNull(arrays);
        Objects.requireNonNull(emptyContainers);
        Objects.requireNonNull(nulls);
        Objects.requireNonNull(rename);
        Objects.requireNonNull(collisions);
        Objects.requireNonNull(duplicateKeys);
        Objects.requireNonNull(topLevelArrays);
        Objects.requireNonNull(limits);
        if (delimiter.isEmpty() || delimiter.length() > LONGEST_DELIMITER || Surrogates.areBroken(delimiter)) {
            throw new FlattenRulesException("delimiter", delimiter, "1 to " + LONGEST_DELIMITER + " characters");
        }
        if (collisions == Collisions.ESCAPE && !Escaping.canDelimit(delimiter)) {
            throw new FlattenRulesException(
                    "delimiter", delimiter, "neither digits nor " + Escaping.MARK + ", since keys are escaped");
        }
    }

    /**
     * Keys joined by {@code _}, arrays by position, everything kept; a colliding key gets a number, the last of repeated keys
     * counts, and a top-level array is as many records as it has elements.
     */
    public static FlattenRules defaults() {
        return new FlattenRules(
                "_",
                ParseJson.none(),
                ArrayRules.all(ArrayPolicy.INDEX),
                EmptyContainers.KEEP,
                Nulls.KEEP,
                Rename.none(),
                Collisions.SUFFIX,
                DuplicateKeys.LAST,
                TopLevelArrays.EXPLODE,
                Limits.defaults());
    }

    /**
     * Rules under which {@link Unflattener} gives every document back exactly as it was: keys are escaped, a key that looks
     * like a position is marked, nothing is parsed, renamed, cut or dropped. What cannot be carried so (a repeated key, more
     * than 1000 levels, half a surrogate pair) is rejected.
     */
    public static FlattenRules lossless() {
        return defaults()
                .with(Collisions.ESCAPE)
                .with(DuplicateKeys.REJECT)
                .with(new Limits(
                        Limits.MAX_DEPTH, DeepValues.REJECT, Limits.defaults().maxOutputChars()));
    }

    /**
     * From JSON with the keys {@code profile} ({@code default} or {@code lossless}: what the others start from),
     * {@code delimiter}, {@code parse-json}, {@code arrays}, {@code explode}, {@code empty-containers}, {@code nulls},
     * {@code rename}, {@code collisions}, {@code duplicate-keys}, {@code top-level-arrays}, {@code max-depth},
     * {@code deep-values} and {@code max-output-chars}; their shapes are in {@code docs/flatten.md}. A number or a truth
     * value may be written as a text.
     *
     * @throws FlattenRulesException for unknown keys and unusable values
     */
    public static FlattenRules of(JsonNode json) {
        return RulesReader.read(json);
    }

    /** Whether {@link Unflattener} inverts these rules. */
    public boolean isLossless() {
        return collisions == Collisions.ESCAPE
                && duplicateKeys == DuplicateKeys.REJECT
                && limits.deepValues() == DeepValues.REJECT
                && emptyContainers == EmptyContainers.KEEP
                && nulls == Nulls.KEEP
                && parseJson.isOff()
                && rename.isOff()
                && arrays.otherwise() == ArrayPolicy.INDEX
                && arrays.paths().values().stream().allMatch(policy -> policy == ArrayPolicy.INDEX);
    }

    /** How texts are to be read for these rules. */
    public JsonObjects.Options reading() {
        return JsonObjects.Options.defaults().with(duplicateKeys).with(topLevelArrays);
    }

    public FlattenRules withDelimiter(String text) {
        return new FlattenRules(
                text,
                parseJson,
                arrays,
                emptyContainers,
                nulls,
                rename,
                collisions,
                duplicateKeys,
                topLevelArrays,
                limits);
    }

    public FlattenRules with(ParseJson which) {
        return new FlattenRules(
                delimiter,
                which,
                arrays,
                emptyContainers,
                nulls,
                rename,
                collisions,
                duplicateKeys,
                topLevelArrays,
                limits);
    }

    public FlattenRules with(ArrayRules rules) {
        return new FlattenRules(
                delimiter,
                parseJson,
                rules,
                emptyContainers,
                nulls,
                rename,
                collisions,
                duplicateKeys,
                topLevelArrays,
                limits);
    }

    /** The same policy for all arrays. */
    public FlattenRules with(ArrayPolicy policy) {
        return with(ArrayRules.all(policy));
    }

    public FlattenRules with(EmptyContainers policy) {
        return new FlattenRules(
                delimiter, parseJson, arrays, policy, nulls, rename, collisions, duplicateKeys, topLevelArrays, limits);
    }

    public FlattenRules with(Nulls policy) {
        return new FlattenRules(
                delimiter,
                parseJson,
                arrays,
                emptyContainers,
                policy,
                rename,
                collisions,
                duplicateKeys,
                topLevelArrays,
                limits);
    }

    public FlattenRules with(Rename rules) {
        return new FlattenRules(
                delimiter,
                parseJson,
                arrays,
                emptyContainers,
                nulls,
                rules,
                collisions,
                duplicateKeys,
                topLevelArrays,
                limits);
    }

    public FlattenRules with(Collisions policy) {
        return new FlattenRules(
                delimiter,
                parseJson,
                arrays,
                emptyContainers,
                nulls,
                rename,
                policy,
                duplicateKeys,
                topLevelArrays,
                limits);
    }

    public FlattenRules with(DuplicateKeys policy) {
        return new FlattenRules(
                delimiter,
                parseJson,
                arrays,
                emptyContainers,
                nulls,
                rename,
                collisions,
                policy,
                topLevelArrays,
                limits);
    }

    public FlattenRules with(TopLevelArrays policy) {
        return new FlattenRules(
                delimiter,
                parseJson,
                arrays,
                emptyContainers,
                nulls,
                rename,
                collisions,
                duplicateKeys,
                policy,
                limits);
    }

    public FlattenRules with(Limits bounds) {
        return new FlattenRules(
                delimiter,
                parseJson,
                arrays,
                emptyContainers,
                nulls,
                rename,
                collisions,
                duplicateKeys,
                topLevelArrays,
                bounds);
    }
}
