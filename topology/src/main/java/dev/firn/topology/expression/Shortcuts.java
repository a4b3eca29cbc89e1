package dev.firn.topology.expression;

import com.google.re2j.Pattern;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelReference;
import dev.cel.common.types.CelKind;
import dev.cel.common.values.NullValue;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds out whether an expression is made of nothing but common parts: names, paths, constants, comparisons, lists to be
 * in, tests of texts, concatenation, and, or, not and the conditional. Those are evaluated without the interpreter, which is
 * slow where values are missing, as it throws then.
 */
final class Shortcuts {

    private static final Set<CelKind> PLAIN =
            EnumSet.of(CelKind.STRING, CelKind.INT, CelKind.DOUBLE, CelKind.BOOL, CelKind.TIMESTAMP);

    private final CelAbstractSyntaxTree tree;
    private final Map<String, Names.Name> names;

    private Shortcuts(CelAbstractSyntaxTree tree, Map<String, Names.Name> names) {
        this.tree = tree;
        this.names = names;
    }

    /** Null when the interpreter is needed. */
    static @Nullable Node of(CelAbstractSyntaxTree tree, Map<String, Names.Name> names) {
        return new Shortcuts(tree, names).node(tree.getExpr());
    }

    private @Nullable Node node(CelExpr expression) {
        return switch (expression.getKind()) {
            case CONSTANT -> constant(expression);
            case IDENT, SELECT -> path(expression);
            case CALL -> expression.call().function().equals("_[_]") ? path(expression) : call(expression);
            default -> null;
        };
    }

    private static @Nullable Node constant(CelExpr expression) {
        Object value = constantValue(expression);
        return value == null ? null : new Nodes.Constant(value);
    }

    /** Null for what is no constant, or one of a rare type. */
    private static @Nullable Object constantValue(CelExpr expression) {
        if (expression.getKind() != CelExpr.ExprKind.Kind.CONSTANT) {
            return null;
        }
        CelConstant constant = expression.constant();
        return switch (constant.getKind()) {
            case STRING_VALUE -> constant.stringValue();
            case INT64_VALUE -> constant.int64Value();
            case DOUBLE_VALUE -> constant.doubleValue();
            case BOOLEAN_VALUE -> constant.booleanValue();
            case NULL_VALUE -> NullValue.NULL_VALUE;
            default -> null;
        };
    }

    /** Collects the steps from the last to the first. */
    private @Nullable Node path(CelExpr expression) {
        List<Path.Step> steps = new ArrayList<>();
        boolean asksPresence = false;
        CelExpr at = expression;
        while (true) {
            Names.Name name = name(at);
            if (name != null) {
                return new Path(name.reader(), List.copyOf(steps), asksPresence);
            }
            if (at.getKind() == CelExpr.ExprKind.Kind.SELECT) {
                if (at.select().testOnly() && at != expression) {
                    return null;
                }
                asksPresence |= at.select().testOnly();
                steps.add(0, new Path.Step(at.select().field(), false));
                at = at.select().operand();
            } else if (at.getKind() == CelExpr.ExprKind.Kind.CALL
                    && at.call().function().equals("_[_]")) {
                Object key = constantValue(at.call().args().get(1));
                if (!(key instanceof String) && !(key instanceof Long)) {
                    return null;
                }
                steps.add(0, new Path.Step(key, true));
                at = at.call().args().get(0);
            } else {
                return null;
            }
        }
    }

    private Names.@Nullable Name name(CelExpr expression) {
        Optional<CelReference> reference = tree.getReference(expression.id());
        return reference.isPresent() && reference.get().overloadIds().isEmpty()
                ? names.get(reference.get().name())
                : null;
    }

    private @Nullable Node call(CelExpr expression) {
        CelExpr.CelCall call = expression.call();
        List<CelExpr> operands = new ArrayList<>(call.args());
        call.target().ifPresent(target -> operands.add(0, target));
        if (call.function().equals("@in")) {
            return in(operands);
        }
        if (call.function().equals("matches")) {
            return matches(operands);
        }
        Node[] nodes = new Node[operands.size()];
        for (int i = 0; i < nodes.length; i++) {
            Node node = node(operands.get(i));
            if (node == null) {
                return null;
            }
            nodes[i] = node;
        }
        return switch (call.function()) {
            case "_&&_" -> new Nodes.And(nodes[0], nodes[1]);
            case "_||_" -> new Nodes.Or(nodes[0], nodes[1]);
            case "!_" -> new Nodes.Not(nodes[0]);
            case "_?_:_" -> new Nodes.Conditional(nodes[0], nodes[1], nodes[2]);
            case "_==_" -> isPlain(operands) ? new Nodes.Equal(nodes[0], nodes[1], true) : null;
            case "_!=_" -> isPlain(operands) ? new Nodes.Equal(nodes[0], nodes[1], false) : null;
            case "_<_" -> new Nodes.Ordered(nodes[0], nodes[1], order -> order < 0);
            case "_<=_" -> new Nodes.Ordered(nodes[0], nodes[1], order -> order <= 0);
            case "_>_" -> new Nodes.Ordered(nodes[0], nodes[1], order -> order > 0);
            case "_>=_" -> new Nodes.Ordered(nodes[0], nodes[1], order -> order >= 0);
            case "startsWith" -> new Nodes.Texts(nodes[0], nodes[1], String::startsWith);
            case "endsWith" -> new Nodes.Texts(nodes[0], nodes[1], String::endsWith);
            case "contains" -> new Nodes.Texts(nodes[0], nodes[1], String::contains);
            case "_+_" ->
                tree.getTypeOrThrow(expression.id()).kind() == CelKind.STRING
                        ? new Nodes.Concatenation(nodes[0], nodes[1])
                        : null;
            default -> null;
        };
    }

    /** Lists and maps take more to compare; at least one side must surely be neither. */
    private boolean isPlain(List<CelExpr> operands) {
        return operands.stream()
                .anyMatch(operand -> constantValue(operand) != null
                        || PLAIN.contains(tree.getTypeOrThrow(operand.id()).kind()));
    }

    private @Nullable Node in(List<CelExpr> operands) {
        Node needle = node(operands.get(0));
        if (needle == null || operands.get(1).getKind() != CelExpr.ExprKind.Kind.LIST) {
            return null;
        }
        List<Object> values = new ArrayList<>();
        for (CelExpr element : operands.get(1).list().elements()) {
            Object value = constantValue(element);
            if (value == null) {
                return null;
            }
            values.add(value);
        }
        return Nodes.In.of(needle, values);
    }

    private @Nullable Node matches(List<CelExpr> operands) {
        Node text = node(operands.get(0));
        return text != null && constantValue(operands.get(1)) instanceof String regex
                ? new Nodes.Matches(text, Pattern.compile(regex))
                : null;
    }
}
