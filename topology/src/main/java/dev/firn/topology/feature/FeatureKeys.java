package dev.firn.topology.feature;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.firn.registry.json.JsonText;
import dev.firn.topology.expression.Expression;
import dev.firn.topology.expression.Scope;
import dev.firn.topology.expression.Type;
import dev.firn.topology.flow.Item;
import dev.firn.topology.flow.StreamId;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** Keys of items, as the bytes that their features have as keys. Thread-safe. */
final class FeatureKeys {

    private static final JsonStringEncoder JSON = JsonStringEncoder.getInstance();

    private final Map<StreamId, Expression> expressions = new HashMap<>();
    private final KeyFormat format;

    /** @throws IllegalArgumentException when an expression is none, naming its mistakes */
    FeatureKeys(FeatureJoin join) {
        join.keys()
                .forEach((stream, text) ->
                        expressions.put(stream, Expression.compile(text, Scope.of(stream.kind()), Type.TEXT)));
        format = join.keyFormat();
    }

    /** Whether items of this stream are joined. */
    boolean concern(StreamId stream) {
        return expressions.containsKey(stream);
    }

    /** Null when it has none. */
    byte @Nullable [] of(Record<?, ? extends Item> record) {
        Expression expression = expressions.get(record.value().stream());
        String text = expression == null ? null : expression.text(record);
        if (text == null || text.isEmpty()) {
            return null;
        }
        byte[] utf8 = text.getBytes(UTF_8);
        return format == KeyFormat.TEXT ? utf8 : json(new String(utf8, UTF_8)); // without lone surrogates now
    }

    /** What is wrong with the key of a feature; null when nothing is. */
    @Nullable
    String mistake(byte @Nullable [] key) {
        if (key == null || key.length == 0) {
            return "no key";
        }
        return format == KeyFormat.TEXT || isJson(key) ? null : "the key is not a JSON string as converters write it";
    }

    /** Other spellings would be other keys, and lie in other partitions. */
    private static boolean isJson(byte[] key) {
        return JsonText.parse(key)
                .fold(node -> node.isTextual() && Arrays.equals(json(node.textValue()), key), message -> false);
    }

    /** As Connect's JSON converter does. */
    private static byte[] json(String text) {
        byte[] escaped = JSON.quoteAsUTF8(text);
        byte[] quoted = new byte[escaped.length + 2];
        quoted[0] = '"';
        System.arraycopy(escaped, 0, quoted, 1, escaped.length);
        quoted[quoted.length - 1] = '"';
        return quoted;
    }
}
