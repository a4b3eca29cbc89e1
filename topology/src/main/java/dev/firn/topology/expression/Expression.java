package dev.firn.topology.expression;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.values.NullValue;
import dev.cel.runtime.Program;
import dev.firn.enrichments.spi.EventPart;
import dev.firn.serdes.event.AtomicField;
import dev.firn.topology.flow.Item;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * An expression over one item and its record, in the Common Expression Language. Compiled and type-checked once; then
 * evaluated by any number of threads. Never throws for data; equal records give equal results.
 *
 * <p>See the package's description for the names that it may use and for what happens with values that are missing.
 */
public final class Expression {

    private final String source;
    private final Type type;
    private final Node node;
    private final Scope scope;
    private final Set<String> columns;
    private final Set<String> members;
    private final LongAdder failures = new LongAdder();

    private Expression(String source, Type type, Node node, Scope scope, Set<String> columns, Set<String> members) {
        this.source = source;
        this.type = type;
        this.node = node;
        this.scope = scope;
        this.columns = columns;
        this.members = members;
    }

    /**
     * Checks and prepares an expression.
     *
     * @throws ExpressionException when it is not one, uses names that the scope has not, or has a value of another type
     */
    public static Expression compile(String text, Scope scope, Type type) {
        return compile(text, scope, type, true);
    }

    /** @param shortcut whether the interpreter may be done without where that is possible; it may not in tests */
    static Expression compile(String text, Scope scope, Type type, boolean shortcut) {
        requireNonNull(text, "text");
        Language language = Language.of(requireNonNull(scope, "scope"));
        CelAbstractSyntaxTree tree = language.check(text);
        if (!requireNonNull(type, "type").mayBe(tree.getResultType())) {
            throw new ExpressionException(
                    Mistakes.message(text, "is " + tree.getResultType().name() + ", expected " + type.expectation()));
        }
        Map<String, Names.Name> names = Names.in(scope);
        Node direct = shortcut ? Shortcuts.of(tree, names) : null;
        Program program = language.program(text, tree);
        return new Expression(
                text,
                type,
                direct != null ? direct : new Interpreted(program, names),
                scope,
                columns(tree, names),
                Paths.in(tree));
    }

    private static Set<String> columns(CelAbstractSyntaxTree tree, Map<String, Names.Name> names) {
        Set<String> columns = new TreeSet<>();
        tree.getReferenceMap().values().forEach(reference -> {
            if (reference.overloadIds().isEmpty() && names.containsKey(reference.name())) {
                columns.add(reference.name());
            }
        });
        return Collections.unmodifiableSet(columns);
    }

    /** Whether a condition holds. One that is null does not; nor does one that cannot be evaluated, which is counted. */
    public boolean isTrue(Record<?, ? extends Item> record) {
        return evaluate(record) == Boolean.TRUE;
    }

    /**
     * The value: a String, Boolean, Long, Double, BigInteger (from {@code uint} only), Instant, Duration or byte[], and for
     * lists and maps a JsonNode that is not to be changed. Null when it is missing or cannot be evaluated, which is counted.
     */
    public @Nullable Object value(Record<?, ? extends Item> record) {
        return JsonValues.toJava(evaluate(record));
    }

    /**
     * The value's text: texts as they are, numbers in plain digits without exponent and trailing zeros, moments as ISO 8601
     * in UTC with milliseconds, bytes as base64. Null when it is missing, has no text or cannot be evaluated.
     */
    public @Nullable String text(Record<?, ? extends Item> record) {
        if (node instanceof Path path) {
            JsonNode exact = path.exactNumber(record);
            if (exact != null && type.is(0L)) {
                return JsonValues.toText(exact);
            }
        }
        return JsonValues.toText(evaluate(record));
    }

    /** The value as JSON, where moments, spans of time and bytes are texts; not to be changed. Null when it is missing. */
    public @Nullable JsonNode json(Record<?, ? extends Item> record) {
        if (node instanceof Path path) {
            JsonNode exact = path.exactNumber(record);
            if (exact != null && type.is(0L)) {
                return exact;
            }
        }
        return JsonValues.toJson(evaluate(record));
    }

    private Object evaluate(Record<?, ? extends Item> record) {
        Object value;
        try {
            value = node.eval(record);
        } catch (RuntimeException | StackOverflowError unfit) {
            // An item of another scope, or values nested too deep to compare.
            value = Node.ERROR;
        }
        if (value == Node.ERROR || (value != NullValue.NULL_VALUE && !type.is(value))) {
            failures.increment();
            return NullValue.NULL_VALUE;
        }
        return value;
    }

    /** How often the expression could not be evaluated so far, such as for want of a value; of all threads together. */
    public long failures() {
        return failures.sum();
    }

    /** Whether the interpreter is needed. */
    boolean isInterpreted() {
        return node instanceof Interpreted;
    }

    /** The text that it was compiled from. */
    public String source() {
        return source;
    }

    /** Names that it reads, in alphabetical order: columns, and {@code headers}, {@code record} and the like. */
    public Set<String> columns() {
        return columns;
    }

    /** The same as {@link #columns}, for people who ask where a value comes from. */
    public Set<EventPart> reads() {
        Set<EventPart> reads = new LinkedHashSet<>();
        for (String name : columns) {
            AtomicField column = AtomicField.ofColumn(name);
            if (scope == Scope.EVENT && column != null) {
                reads.add(EventPart.column(column));
            } else if (!name.equals(Paths.ROOT) && !name.equals(Paths.BAD)) {
                reads.add(EventPart.record(name));
            }
        }
        members.forEach(path -> reads.add(EventPart.member(path)));
        return reads;
    }

    @Override
    public String toString() {
        return source;
    }
}
