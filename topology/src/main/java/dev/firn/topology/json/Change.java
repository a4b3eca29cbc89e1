package dev.firn.topology.json;

import static java.util.Objects.requireNonNull;

import dev.firn.topology.expression.Expression;
import dev.firn.topology.expression.ExpressionException;
import dev.firn.topology.expression.Scope;
import dev.firn.topology.expression.Type;

/**
 * One step of a migration. Steps work on the top-level members of what flattening made, in their order, and what is not
 * there is no matter to them.
 */
public sealed interface Change {

    /** Gives a member another name, at its place. An object that has a member of that name already is rejected. */
    record Rename(String from, String to) implements Change {
        public Rename {
            requireNonNull(from, "from");
            requireNonNull(to, "to");
        }
    }

    /** Takes a member out. */
    record Drop(String member) implements Change {
        public Drop {
            requireNonNull(member, "member");
        }
    }

    /** Makes a member's value one of another type; null stays null. An object whose value cannot become one is rejected. */
    record Cast(String member, Kind kind) implements Change {
        public Cast {
            requireNonNull(member, "member");
            requireNonNull(kind, "kind");
        }
    }

    /** Sets a member, in place of one that is there, to the value of an expression over the object; nothing if it has none. */
    record Put(String member, Expression value) implements Change {
        public Put {
            requireNonNull(member, "member");
            requireNonNull(value, "value");
        }

        /**
         * Compiles the expression.
         *
         * @param value over {@code record}, the object as the steps before left it
         * @throws ExpressionException when it is not one
         */
        public static Put of(String member, String value) {
            return new Put(member, Expression.compile(value, Scope.JSON, Type.ANY));
        }
    }

    /** What a value can be cast to. */
    enum Kind {
        /** Texts as they are, numbers and truth values as they are written, objects and arrays as JSON. */
        TEXT,
        /** Whole numbers, and texts that are one. */
        INTEGER,
        /** Numbers with all their digits, and texts that are a JSON number. */
        NUMBER,
        /** Truth values, the texts {@code true} and {@code false} in any case, and 1 and 0. */
        BOOLEAN
    }
}
