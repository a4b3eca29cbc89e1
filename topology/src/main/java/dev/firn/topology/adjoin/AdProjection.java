package dev.firn.topology.adjoin;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.firn.registry.json.JsonText;
import dev.firn.topology.expression.Expression;
import dev.firn.topology.expression.Scope;
import dev.firn.topology.expression.Type;
import dev.firn.topology.flow.Item;
import dev.firn.topology.flow.StreamId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** What impressions, clicks and conversions there are in items. Immutable; made once, used by all tasks. */
final class AdProjection {

    private static final byte[] NO_FIELDS = {};

    private final Map<StreamId, List<List<Source>>> kindsOf = new HashMap<>();
    private final AdJoinListener listener;

    AdProjection(AdJoin join) {
        listener = join.listener();
        List<List<AdSource>> kinds = List.of(join.impressions(), join.clicks(), join.conversions());
        for (AdKind kind : AdKind.values()) {
            for (AdSource source : kinds.get(kind.ordinal())) {
                Source compiled = new Source(kind, source);
                source.streams().forEach(stream -> sources(stream, kind).add(compiled));
            }
        }
    }

    private List<Source> sources(StreamId stream, AdKind kind) {
        List<List<Source>> kinds = kindsOf.computeIfAbsent(
                stream, first -> List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>()));
        return kinds.get(kind.ordinal());
    }

    /** An item may be one of each kind, by the first source of the kind that lets it pass. */
    void project(Record<byte[], Item> item, BiConsumer<String, AdEvent> out) {
        List<List<Source>> kinds = kindsOf.get(item.value().stream());
        if (kinds == null) {
            return;
        }
        for (List<Source> sources : kinds) {
            for (Source source : sources) {
                if (source.filter.isTrue(item)) {
                    source.take(item, out, listener);
                    break;
                }
            }
        }
    }

    private static final class Source {
        private final AdKind kind;
        private final Expression filter;
        private final Expression key;
        private final List<Expression> ids;
        private final @Nullable Expression link;
        private final Map<String, Expression> fields;

        Source(AdKind kind, AdSource source) {
            Scope scope = source.scope();
            this.kind = kind;
            filter = Expression.compile(source.filter(), scope, Type.BOOLEAN);
            key = Expression.compile(source.key(), scope, Type.TEXT);
            ids = source.ids().stream()
                    .map(id -> Expression.compile(id, scope, Type.TEXT))
                    .toList();
            link = source.link() == null ? null : Expression.compile(source.link(), scope, Type.TEXT);
            fields = new LinkedHashMap<>();
            source.fields().forEach((name, field) -> fields.put(name, Expression.compile(field, scope, Type.ANY)));
        }

        void take(Record<byte[], Item> item, BiConsumer<String, AdEvent> out, AdJoinListener listener) {
            String joinKey = id(key.text(item));
            String id = firstOf(ids, item);
            if (joinKey == null || id == null) {
                listener.count(kind, AdJoinListener.Fate.UNUSABLE);
                return;
            }
            byte[] carried = fields(item);
            if (carried.length > AdJoin.MAX_FIELD_BYTES) {
                listener.count(kind, AdJoinListener.Fate.FIELDS_LEFT_OUT);
                carried = NO_FIELDS;
            }
            out.accept(
                    joinKey,
                    new AdEvent(
                            kind,
                            id,
                            item.timestamp(),
                            link == null ? null : id(link.text(item)),
                            carried,
                            kind == AdKind.CONVERSION ? item.value().origin() : null));
        }

        private static @Nullable String firstOf(List<Expression> ids, Record<byte[], Item> item) {
            for (Expression expression : ids) {
                String id = id(expression.text(item));
                if (id != null) {
                    return id;
                }
            }
            return null;
        }

        private static @Nullable String id(@Nullable String text) {
            return text == null || text.isEmpty() || text.length() > AdJoin.MAX_ID_CHARS ? null : text;
        }

        private byte[] fields(Record<byte[], Item> item) {
            if (fields.isEmpty()) {
                return NO_FIELDS;
            }
            ObjectNode json = JsonNodeFactory.instance.objectNode();
            fields.forEach((name, expression) -> {
                JsonNode value = expression.json(item);
                if (value != null) {
                    json.set(name, value);
                }
            });
            return json.isEmpty() ? NO_FIELDS : JsonText.write(json).getBytes(UTF_8);
        }
    }
}
