package dev.firn.topology.expression;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cel.common.values.CelValue;
import dev.cel.common.values.SelectableValue;
import dev.firn.topology.flow.Item;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * A name and the way from its value to one inside: {@code contexts.com_acme_user_1[0].plan}.
 *
 * @param steps texts for {@code .name}, or what stands in brackets
 * @param asksPresence whether the last step is one of {@code has}
 */
record Path(Names.Reader root, List<Step> steps, boolean asksPresence) implements Node {

    /** @param inBrackets {@code [key]} instead of {@code .key} */
    record Step(Object key, boolean inBrackets) {}

    @Override
    public Object eval(Record<?, ? extends Item> record) {
        int walked = asksPresence ? steps.size() - 1 : steps.size();
        Object value = walk(record, walked);
        if (!asksPresence || value == ERROR) {
            return value instanceof CelValue cel ? cel.value() : value;
        }
        return value instanceof SelectableValue<?>
                ? (Object) present(value, steps.get(walked).key())
                : ERROR;
    }

    @SuppressWarnings("unchecked")
    private static boolean present(Object value, Object key) {
        return ((SelectableValue<Object>) value).find(key).isPresent();
    }

    private Object walk(Record<?, ? extends Item> record, int count) {
        Object value = root.read(record);
        for (int i = 0; i < count && value != ERROR; i++) {
            value = steps.get(i).inBrackets()
                    ? index(value, steps.get(i).key())
                    : select(value, steps.get(i).key());
        }
        return value;
    }

    @SuppressWarnings("unchecked")
    private static Object select(Object value, Object key) {
        return value instanceof SelectableValue<?> ? ((SelectableValue<Object>) value).select(key) : ERROR;
    }

    private static Object index(Object value, Object key) {
        if (value instanceof Map<?, ?> map) {
            Object member = map.get(key);
            return member == null ? ERROR : member;
        }
        if (value instanceof List<?> list && key instanceof Long at) {
            return at >= 0 && at < list.size() ? list.get(at.intValue()) : ERROR;
        }
        return ERROR;
    }

    /** The number that it leads to, with all its digits; null when it leads to anything else. */
    @Nullable
    JsonNode exactNumber(Record<?, ? extends Item> record) {
        int last = steps.size() - 1;
        if (asksPresence || last < 0) {
            return null;
        }
        Object key = steps.get(last).key();
        try {
            Object value = walk(record, last);
            JsonNode node = null;
            if (value instanceof JsonMap map && key instanceof String name) {
                node = map.object().get(name);
            } else if (value instanceof JsonList list
                    && key instanceof Long at
                    && steps.get(last).inBrackets()) {
                node = at >= 0 && at < list.size() ? list.array().get(at.intValue()) : null;
            }
            return node != null && node.isNumber() ? node : null;
        } catch (ClassCastException otherScope) {
            return null;
        }
    }
}
