package dev.firn.serdes.flatten;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How the elements of exploded arrays look.
 *
 * <p>Each element is a record of its own, after the record of the document: three link fields, then the element's fields
 * under the flat keys they would have had without their position ({@code items_sku}; an element that is no object is
 * {@code items}). The links are the id of the document ({@code root_id}, which the document's own record then has as well),
 * where the array is ({@code path}: {@code items}, or {@code items.0.tags} for an array within an element), and the
 * element's position from 0 ({@code idx}).
 *
 * @param rootId where the id of a document is, outside of JSON texts and without {@code *}; if absent, or where a document
 *     has no text, number or truth value there, the id is the first 32 hexadecimal digits of the SHA-256 of its compact JSON
 * @param rootIdField name of the field for the document's id
 * @param pathField name of the field for the array's path
 * @param indexField name of the field for the position
 * @param copiesParent whether every element also has all fields of the document's own record, ahead of its own
 */
public record Explode(
        @Nullable FieldPath rootId, String rootIdField, String pathField, String indexField, boolean copiesParent) {

    public Explode {
        Objects.requireNonNull(rootIdField);
        Objects.requireNonNull(pathField);
        Objects.requireNonNull(indexField);
        if (rootId != null && rootId.steps().stream().anyMatch(step -> step.key() == null)) {
            throw new FlattenRulesException("explode.root-id", rootId, "a path without *");
        }
        if (rootIdField.equals(pathField) || pathField.equals(indexField) || indexField.equals(rootIdField)) {
            throw new FlattenRulesException(
                    "explode", rootIdField + ", " + pathField + ", " + indexField, "three different names of fields");
        }
    }

    /** Elements with links only, named {@code root_id}, {@code path}, {@code idx}. */
    public static Explode children() {
        return new Explode(null, "root_id", "path", "idx", false);
    }

    /** The id of a document is the value at this path. */
    public Explode withRootId(String path) {
        return new Explode(FieldPath.of(path), rootIdField, pathField, indexField, copiesParent);
    }

    /** Every element also has the fields of the document's own record. */
    public Explode withParent() {
        return new Explode(rootId, rootIdField, pathField, indexField, true);
    }
}
