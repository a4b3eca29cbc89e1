package dev.firn.registry.validation;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.path.NodePath;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Thins out what is reported about {@code oneOf} and {@code anyOf}. The library lists all errors of all branches; the
 * Iglu client lists those that look like the branch that was meant.
 *
 * <p>Of an {@code anyOf} branch that fails by its own {@code type}: only that. Of a {@code oneOf} with several fitting
 * branches: only that. Of a {@code oneOf} with none:
 *
 * <ol>
 *   <li>not the choice itself, when there are errors of branches;
 *   <li>of a branch with missing required properties, nothing about the properties that are there;
 *   <li>missing properties only when nothing else is wrong;
 *   <li>additional properties only when nothing else is left.
 * </ol>
 */
final class ChoiceErrors {

    private final List<Error> errors;
    private final Set<Error> left = Collections.newSetFromMap(new IdentityHashMap<>());

    private ChoiceErrors(List<Error> errors) {
        this.errors = errors;
        left.addAll(errors);
    }

    static List<Error> thinnedOut(List<Error> errors) {
        return new ChoiceErrors(errors).thinnedOut();
    }

    /** A branch of {@code anyOf} fails by its own, single {@code type}: it was not the one that was meant. */
    static boolean isBranchOfOtherType(Error error) {
        NodePath path = error.getEvaluationPath();
        int names = path.getNameCount();
        return error.getKeyword().equals("type")
                && error.getSchemaNode().isTextual()
                && names >= 3
                && path.getElement(names - 2) instanceof Integer
                && "anyOf".equals(path.getElement(names - 3));
    }

    private List<Error> thinnedOut() {
        // a choice stands before the errors of its branches, so backwards the innermost choices come first
        for (int i = errors.size() - 1; i >= 0; i--) {
            Error error = errors.get(i);
            if (!left.contains(error)) {
                continue;
            }
            if (isBranchOfOtherType(error)) {
                below(error.getEvaluationPath().getParent(), error).forEach(left::remove);
            } else if (error.getKeyword().equals("oneOf")) {
                thinOut(error);
            }
        }
        return errors.stream().filter(left::contains).toList();
    }

    private void thinOut(Error choice) {
        List<Error> below = below(choice.getEvaluationPath(), choice);
        below.forEach(left::remove);
        if (below.isEmpty() || hasSeveralFitting(choice)) {
            return;
        }
        left.remove(choice);
        Set<Object> incomplete = incompleteBranches(below, choice);
        below.removeIf(error -> isAboutPresentProperty(error, choice, incomplete));
        keepOnly(below, error -> !error.getKeyword().equals("required"));
        keepOnly(below, error -> !error.getKeyword().equals("additionalProperties"));
        left.addAll(below);
    }

    private static boolean hasSeveralFitting(Error choice) {
        return !choice.getMessageKey().equals("oneOf"); // but oneOf.indexes
    }

    private static void keepOnly(List<Error> errors, Predicate<Error> wanted) {
        if (errors.stream().anyMatch(wanted)) {
            errors.removeIf(wanted.negate());
        }
    }

    /** All that came out of the schema at {@code path}, for the value of {@code self} or what is inside it. */
    @SuppressWarnings("ReferenceEquality") // equal errors of two branches are still two
    private List<Error> below(NodePath path, Error self) {
        List<Error> below = new ArrayList<>();
        for (Error error : errors) {
            if (error != self
                    && left.contains(error)
                    && error.getEvaluationPath().getNameCount() > path.getNameCount()
                    && error.getEvaluationPath().startsWith(path)
                    && error.getInstanceLocation().startsWith(self.getInstanceLocation())) {
                below.add(error);
            }
        }
        return below;
    }

    /** The indexes of branches with a missing required property, if they declare one that is missing. */
    private static Set<Object> incompleteBranches(List<Error> errors, Error choice) {
        int branch = choice.getEvaluationPath().getNameCount();
        Set<Object> indexes = new HashSet<>();
        for (Error error : errors) {
            NodePath path = error.getEvaluationPath();
            if (error.getKeyword().equals("required")
                    && path.getNameCount() == branch + 2
                    && path.getElement(branch) instanceof Integer index
                    && lacksDeclared(choice.getSchemaNode().path(index), choice.getInstanceNode())) {
                indexes.add(index);
            }
        }
        return indexes;
    }

    private static boolean isAboutPresentProperty(Error error, Error choice, Set<Object> branches) {
        NodePath path = error.getEvaluationPath();
        int branch = choice.getEvaluationPath().getNameCount();
        return path.getNameCount() > branch + 1
                && branches.contains(path.getElement(branch))
                && "properties".equals(path.getElement(branch + 1));
    }

    private static boolean lacksDeclared(JsonNode schema, JsonNode value) {
        for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
            if (!value.has(property.getKey())) {
                return true;
            }
        }
        return false;
    }
}
