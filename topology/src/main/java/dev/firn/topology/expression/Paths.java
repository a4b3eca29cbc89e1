package dev.firn.topology.expression;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.common.navigation.CelNavigableAst;
import dev.cel.common.navigation.CelNavigableExpr;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Which members of a JSON object an expression reads, as far as it says so with constants. */
final class Paths {

    static final String ROOT = "record";
    static final String BAD = "bad";

    /** For the object as a whole. */
    private static final String WHOLE = "*";

    private Paths() {}

    /** Paths such as {@code user.id}, in alphabetical order. */
    static Set<String> in(CelAbstractSyntaxTree tree) {
        Set<String> paths = new TreeSet<>();
        CelNavigableAst.fromAst(tree)
                .getRoot()
                .allNodes()
                .filter(node -> node.getKind() == Kind.IDENT
                        && isRoot(node.expr().ident().name()))
                .forEach(node -> paths.add(path(node)));
        return Collections.unmodifiableSet(paths);
    }

    private static boolean isRoot(String name) {
        return name.equals(ROOT) || name.equals(BAD);
    }

    private static String path(CelNavigableExpr root) {
        StringBuilder path = new StringBuilder();
        CelNavigableExpr at = root;
        for (Optional<CelNavigableExpr> above = at.parent(); above.isPresent(); above = at.parent()) {
            String step = step(at, above.get().expr());
            if (step == null) {
                break;
            }
            path.append(path.isEmpty() ? "" : ".").append(step);
            at = above.get();
        }
        return path.isEmpty() ? WHOLE : path.toString();
    }

    /** What the expression above takes out of the value below; null when it takes no member of a constant name. */
    private static @Nullable String step(CelNavigableExpr below, CelExpr above) {
        if (above.getKind() == Kind.SELECT) {
            return above.select().field();
        }
        if (above.getKind() != Kind.CALL
                || !above.call().function().equals("_[_]")
                || above.call().args().get(0).id() != below.id()) {
            return null;
        }
        CelExpr key = above.call().args().get(1);
        return key.getKind() == Kind.CONSTANT && key.constant().getKind() == CelConstant.Kind.STRING_VALUE
                ? key.constant().stringValue()
                : null;
    }
}
