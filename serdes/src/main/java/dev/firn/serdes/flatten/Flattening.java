package dev.firn.serdes.flatten;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.firn.registry.json.JsonText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The flattening of one document, or of the elements of a top-level array one after the other. Used once. */
final class Flattening {

    private final Flattener flattener;
    private final FlattenRules rules;
    private final TextJson texts;
    private final Tallies.Counting tallies = new Tallies.Counting();
    private final Exploding exploding;
    private List<ObjectNode> records = List.of();
    private FlatRecord record;
    private int charsLeft;

    Flattening(Flattener flattener) {
        this.flattener = flattener;
        rules = flattener.rules();
        texts = flattener.texts();
        exploding = new Exploding(rules.arrays());
        record = new FlatRecord(flattener, tallies);
    }

    List<ObjectNode> records() {
        return records;
    }

    Tallies tallies() {
        return tallies.total();
    }

    Rejection reject(Rejected rejected, int index) {
        tallies.add(Tally.REJECTED, 1);
        return rejected.at(index);
    }

    /** Adds the records of a document, all or none. */
    void document(ObjectNode document) {
        charsLeft = rules.limits().maxOutputChars();
        exploding.clear();
        FlatRecord own = new FlatRecord(flattener, tallies);
        record = own;
        members(document, flattener.names().top(), flattener.paths(), 0, 0);
        if (exploding.isEmpty()) {
            add(List.of(own.fields()));
        } else {
            add(withElements(document, own.fields()));
        }
    }

    private void add(List<ObjectNode> more) {
        if (records.isEmpty()) {
            records = more;
        } else {
            List<ObjectNode> all = records instanceof ArrayList ? records : new ArrayList<>(records);
            all.addAll(more);
            records = all;
        }
    }

    private void value(JsonNode value, Names.Name name, @Nullable PathTree place, int depth, int nesting) {
        switch (value.getNodeType()) {
            case OBJECT -> object(value, name, place, depth, nesting);
            case ARRAY -> array(value, name, place, depth, nesting);
            case STRING -> text(value, name, place, depth, nesting);
            case NULL, MISSING -> nothing(name);
            default -> put(name, value);
        }
    }

    private void object(JsonNode object, Names.Name name, @Nullable PathTree place, int depth, int nesting) {
        if (object.isEmpty()) {
            empty(object, name);
        } else if (depth >= rules.limits().maxDepth()) {
            tooDeep(object, name);
        } else {
            members(object, name, place, depth, nesting);
        }
    }

    private void members(JsonNode object, Names.Name name, @Nullable PathTree place, int depth, int nesting) {
        charge(name);
        for (Map.Entry<String, JsonNode> member : object.properties()) {
            String key = member.getKey();
            exploding.enter(key);
            value(member.getValue(), name.key(key), place == null ? null : place.key(key), depth + 1, nesting);
            exploding.leave();
        }
    }

    private void array(JsonNode array, Names.Name name, @Nullable PathTree place, int depth, int nesting) {
        if (array.isEmpty()) {
            empty(array, name);
            return;
        }
        ArrayPolicy listed = place == null ? null : place.arrays();
        ArrayPolicy policy = listed == null ? rules.arrays().otherwise() : listed;
        if (policy == ArrayPolicy.KEEP) {
            put(name, writable(array));
        } else if (policy == ArrayPolicy.JSON_TEXT) {
            put(name, json(array));
        } else if (depth >= rules.limits().maxDepth()) {
            tooDeep(array, name);
        } else {
            elements(policy, array, name, place, depth, nesting);
        }
    }

    private void elements(
            ArrayPolicy policy, JsonNode array, Names.Name name, @Nullable PathTree place, int depth, int nesting) {
        charge(name);
        int last = array.size() - 1;
        switch (policy) {
            case EXPLODE -> exploding.postpone(array, name, place, depth, nesting);
            case FIRST -> only(0, array, name, place, depth, nesting);
            case LAST -> only(last, array, name, place, depth, nesting);
            default -> {
                for (int i = 0; i <= last; i++) {
                    exploding.enter(i);
                    value(array.get(i), name.position(i), below(place, i), depth + 1, nesting);
                    exploding.leave();
                }
            }
        }
    }

    private void only(int index, JsonNode array, Names.Name name, @Nullable PathTree place, int depth, int nesting) {
        if (array.size() > 1) {
            tallies.add(Tally.DROPPED_ELEMENTS, array.size() - 1);
        }
        exploding.enter(index);
        value(array.get(index), name, below(place, index), depth + 1, nesting);
        exploding.leave();
    }

    private static @Nullable PathTree below(@Nullable PathTree place, int index) {
        return place == null ? null : place.position(index);
    }

    private void text(JsonNode value, Names.Name name, @Nullable PathTree place, int depth, int nesting) {
        if (!texts.wants(place, nesting)) {
            put(name, value);
            return;
        }
        String text = value.textValue();
        boolean looksLikeJson = TextJson.looksLikeJson(text);
        JsonNode parsed = looksLikeJson ? texts.parse(text, tallies) : null;
        if (parsed != null) {
            tallies.add(Tally.PARSED_TEXTS, 1);
            value(parsed, name, place, depth, nesting + 1);
            return;
        }
        if (looksLikeJson || (place != null && place.isParsed())) {
            tallies.add(Tally.UNPARSED_TEXTS, 1);
        }
        put(name, value);
    }

    private void nothing(Names.Name name) {
        if (rules.nulls() == Nulls.DROP) {
            tallies.add(Tally.DROPPED_NULLS, 1);
        } else {
            put(name, NullNode.instance);
        }
    }

    private void empty(JsonNode container, Names.Name name) {
        switch (rules.emptyContainers()) {
            case KEEP -> put(name, container);
            case NULL -> put(name, NullNode.instance);
            case DROP -> tallies.add(Tally.DROPPED_CONTAINERS, 1);
        }
    }

    private void tooDeep(JsonNode container, Names.Name name) {
        if (rules.limits().deepValues() == DeepValues.REJECT) {
            throw new Rejected(
                    Rejection.Reason.TOO_DEEP, "more than " + rules.limits().maxDepth() + " levels");
        }
        tallies.add(Tally.DEPTH_CUTS, 1);
        put(name, json(container));
    }

    private static TextNode json(JsonNode container) {
        return TextNode.valueOf(JsonText.write(writable(container)));
    }

    /** Trees that no text was can be deeper than a stack. */
    private static JsonNode writable(JsonNode container) {
        if (!Depth.isWithin(container, Limits.MAX_DEPTH)) {
            throw new Rejected(Rejection.Reason.TOO_DEEP, "more than " + Limits.MAX_DEPTH + " levels");
        }
        return container;
    }

    private void put(Names.Name name, JsonNode value) {
        String key = name.flat();
        if (key == null) {
            throw new Rejected(
                    Rejection.Reason.RUNAWAY_PATTERN, "a pattern takes too long for the key " + name.joined());
        }
        if (flattener.isLossless()
                && (Surrogates.areBroken(name.joined())
                        || (value.isTextual() && Surrogates.areBroken(value.textValue())))) {
            throw new Rejected(Rejection.Reason.NOT_UNICODE, "half a surrogate pair at the key " + key);
        }
        spend(key.length());
        record.put(key, value);
    }

    /** Keys that are made anew each time cost, even where they become no flat key themselves. */
    private void charge(Names.Name name) {
        int length = name.joined().length();
        if (length > Names.LONGEST_KEPT) {
            spend(length);
        }
    }

    private void spend(int chars) {
        charsLeft -= chars;
        if (charsLeft < 0) {
            throw new Rejected(
                    Rejection.Reason.TOO_LARGE,
                    "flat keys of more than " + rules.limits().maxOutputChars() + " characters together");
        }
    }

    /** The document's own record, now with its id, and one for each element that was exploded. */
    private List<ObjectNode> withElements(ObjectNode document, ObjectNode own) {
        Explode explode = rules.arrays().explode();
        JsonNode id = exploding.idOf(document);
        FlatRecord parent = start(id);
        own.properties().forEach(field -> {
            boolean isTheId = field.getKey().equals(explode.rootIdField())
                    && field.getValue().equals(id);
            if (!isTheId) {
                link(parent, field.getKey(), field.getValue());
            }
        });
        List<ObjectNode> all = new ArrayList<>();
        all.add(parent.fields());
        Exploding.Postponed next;
        while ((next = exploding.next()) != null) {
            for (int i = 0; i < next.array().size(); i++) {
                all.add(element(next, i, id, explode.copiesParent() ? parent.fields() : null));
            }
        }
        return all;
    }

    private ObjectNode element(Exploding.Postponed from, int index, JsonNode id, @Nullable ObjectNode parent) {
        Explode explode = rules.arrays().explode();
        tallies.add(Tally.EXPLODED_ELEMENTS, 1);
        FlatRecord child = parent == null ? start(id) : new FlatRecord(flattener, tallies);
        if (parent != null) {
            parent.properties().forEach(field -> link(child, field.getKey(), field.getValue()));
        }
        link(child, explode.pathField(), TextNode.valueOf(from.path()));
        link(child, explode.indexField(), IntNode.valueOf(index));
        record = child;
        exploding.resume(from, index);
        value(from.array().get(index), from.name(), below(from.place(), index), from.depth() + 1, from.nesting());
        return child.fields();
    }

    private FlatRecord start(JsonNode id) {
        FlatRecord started = new FlatRecord(flattener, tallies);
        link(started, rules.arrays().explode().rootIdField(), id);
        return started;
    }

    private void link(FlatRecord to, String key, JsonNode value) {
        spend(key.length());
        to.put(key, value);
    }
}
