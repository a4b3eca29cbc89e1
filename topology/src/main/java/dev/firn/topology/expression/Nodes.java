package dev.firn.topology.expression;

import com.google.re2j.Pattern;
import dev.firn.topology.flow.Item;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.IntPredicate;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Operators of the expression language, as its definition says: <a
 * href="https://github.com/google/cel-spec/blob/master/doc/langdef.md">langdef</a>. An operand that could not be evaluated
 * makes the whole so, unless the other operand of "and" and "or" decides.
 */
final class Nodes {

    private Nodes() {}

    record Constant(Object value) implements Node {
        @Override
        public Object eval(Record<?, ? extends Item> record) {
            return value;
        }
    }

    record And(Node left, Node right) implements Node {
        @Override
        public Object eval(Record<?, ? extends Item> record) {
            Object first = left.eval(record);
            if (first == Boolean.FALSE) {
                return first;
            }
            Object second = right.eval(record);
            if (second == Boolean.FALSE) {
                return second;
            }
            return first == Boolean.TRUE && second == Boolean.TRUE ? first : ERROR;
        }
    }

    record Or(Node left, Node right) implements Node {
        @Override
        public Object eval(Record<?, ? extends Item> record) {
            Object first = left.eval(record);
            if (first == Boolean.TRUE) {
                return first;
            }
            Object second = right.eval(record);
            if (second == Boolean.TRUE) {
                return second;
            }
            return first == Boolean.FALSE && second == Boolean.FALSE ? first : ERROR;
        }
    }

    record Not(Node operand) implements Node {
        @Override
        public Object eval(Record<?, ? extends Item> record) {
            Object value = operand.eval(record);
            return value instanceof Boolean flag ? Boolean.valueOf(!flag) : ERROR;
        }
    }

    record Conditional(Node condition, Node yes, Node no) implements Node {
        @Override
        public Object eval(Record<?, ? extends Item> record) {
            Object value = condition.eval(record);
            return value instanceof Boolean flag ? (flag ? yes : no).eval(record) : ERROR;
        }
    }

    record Equal(Node left, Node right, boolean wanted) implements Node {
        @Override
        public Object eval(Record<?, ? extends Item> record) {
            Object first = left.eval(record);
            if (first == ERROR) {
                return ERROR;
            }
            Object second = right.eval(record);
            return second == ERROR ? ERROR : Boolean.valueOf(areEqual(first, second) == wanted);
        }
    }

    /** Of values that are not both lists or maps. Numbers are equal when they denote the same, of whatever type. */
    static boolean areEqual(Object a, Object b) {
        if (a instanceof Long whole && b instanceof Double number) {
            return compare(whole, number) == 0;
        }
        if (a instanceof Double number && b instanceof Long whole) {
            return compare(whole, number) == 0;
        }
        if (a instanceof Double first && b instanceof Double second) {
            return first.doubleValue() == second.doubleValue();
        }
        return a.equals(b);
    }

    /** Of numbers that are numbers. */
    private static int compare(long whole, double number) {
        if (number >= 0x1p63) {
            return -1;
        }
        return number < -0x1p63 ? 1 : Double.compare((double) whole, number + 0.0);
    }

    record Ordered(Node left, Node right, IntPredicate wanted) implements Node {
        @Override
        public Object eval(Record<?, ? extends Item> record) {
            Object a = left.eval(record);
            Object b = right.eval(record);
            int order;
            if (a instanceof Long first && b instanceof Long second) {
                order = Long.compare(first, second);
            } else if (a instanceof String first && b instanceof String second) {
                order = first.compareTo(second);
            } else if (a instanceof Double first && b instanceof Double second) {
                order = Double.compare(first + 0.0, second + 0.0);
            } else if (a instanceof Long first && b instanceof Double second) {
                order = compare(first, second);
            } else if (a instanceof Double first && b instanceof Long second) {
                order = -compare(second, first);
            } else if (a instanceof Instant first && b instanceof Instant second) {
                order = first.compareTo(second);
            } else if (a instanceof Boolean first && b instanceof Boolean second) {
                order = first.compareTo(second);
            } else {
                return ERROR;
            }
            return wanted.test(order);
        }
    }

    record Texts(Node text, Node part, BiPredicate<String, String> test) implements Node {
        @Override
        public Object eval(Record<?, ? extends Item> record) {
            return text.eval(record) instanceof String one && part.eval(record) instanceof String other
                    ? (Object) test.test(one, other)
                    : ERROR;
        }
    }

    record Concatenation(Node left, Node right) implements Node {
        @Override
        public Object eval(Record<?, ? extends Item> record) {
            return left.eval(record) instanceof String one && right.eval(record) instanceof String other
                    ? one.concat(other)
                    : ERROR;
        }
    }

    /** Any part of the text may match. */
    record Matches(Node text, Pattern pattern) implements Node {
        @Override
        public Object eval(Record<?, ? extends Item> record) {
            return text.eval(record) instanceof String one
                    ? (Object) pattern.matcher(one).find()
                    : ERROR;
        }
    }

    /** @param others those that are no texts */
    record In(Node needle, Set<String> texts, List<Object> others) implements Node {

        static In of(Node needle, List<Object> values) {
            Set<String> texts = new HashSet<>();
            values.stream()
                    .filter(String.class::isInstance)
                    .map(String.class::cast)
                    .forEach(texts::add);
            return new In(
                    needle,
                    Set.copyOf(texts),
                    values.stream().filter(value -> !(value instanceof String)).toList());
        }

        @Override
        public Object eval(Record<?, ? extends Item> record) {
            Object value = needle.eval(record);
            if (value == ERROR) {
                return ERROR;
            }
            if (value instanceof String text) {
                return texts.contains(text);
            }
            for (Object other : others) {
                if (areEqual(value, other)) {
                    return true;
                }
            }
            return false;
        }
    }
}
