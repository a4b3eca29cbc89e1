package dev.firn.app.config;

import com.typesafe.config.ConfigObject;
import dev.firn.serdes.event.AtomicField;
import dev.firn.topology.expression.Expression;
import dev.firn.topology.expression.Scope;
import dev.firn.topology.expression.Type;
import dev.firn.topology.output.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads where a part of a record comes from. A text is the name of a column or an expression; an object with one member
 * says what it is: {@code column}, {@code expression}, {@code constant}, {@code header}, or {@code record}, which is
 * {@code timestamp} or {@code key}.
 */
final class ValueReader {

    private static final String FORMS =
            "a column, an expression, or one of { column }, { expression }, { constant }, { header }, { record }";
    private static final Map<String, Value> RECORD = Map.of("timestamp", Value.recordTime(), "key", Value.recordKey());

    private final Scope scope;

    ValueReader(Scope scope) {
        this.scope = scope;
    }

    /** Null when nothing stands there, or it is at fault. */
    @Nullable
    Value read(Members members, String name, Type type) {
        Setting setting = members.setting(name);
        return setting == null ? null : read(setting, type);
    }

    /** Null for an empty text, and when it is at fault. */
    @Nullable
    Value read(Setting setting, Type type) {
        if (setting.value() instanceof ConfigObject) {
            return Members.alone(setting, members -> oneOf(members, type));
        }
        String text = setting.text();
        if (text == null || text.isEmpty()) {
            return null;
        }
        AtomicField column = scope == Scope.EVENT ? AtomicField.ofColumn(text) : null;
        return column != null ? Value.column(column) : setting.parsed(expression -> computed(expression, type));
    }

    private @Nullable Value oneOf(Members members, Type type) {
        List<@Nullable Value> found = new ArrayList<>();
        if (members.has("column")) {
            found.add(members.parsed("column", this::column));
        }
        if (members.has("expression")) {
            found.add(members.parsed("expression", text -> computed(text, type)));
        }
        Setting constant = members.setting("constant");
        if (constant != null) {
            found.add(Value.constant(HoconJson.of(constant.value())));
        }
        if (members.has("header")) {
            found.add(Value.header(members.required("header", "the name of a header")));
        }
        Setting record = members.setting("record");
        if (record != null) {
            found.add(record.choice(RECORD));
        }
        if (found.size() == 1) {
            return found.get(0);
        }
        members.error("", "not one value", FORMS);
        return null;
    }

    private Value column(String name) {
        AtomicField column = scope == Scope.EVENT ? AtomicField.ofColumn(name) : null;
        if (column == null) {
            throw new IllegalArgumentException(
                    scope == Scope.EVENT ? "no column of an enriched event" : "only events have columns");
        }
        return Value.column(column);
    }

    private Value computed(String text, Type type) {
        Expression.compile(text, scope, type);
        return Value.expression(text);
    }
}
