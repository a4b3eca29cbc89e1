package dev.firn.topology.output;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.firn.registry.json.JsonText;
import dev.firn.registry.json.Utf8Output;
import dev.firn.serdes.badrow.BadRowJson;
import dev.firn.serdes.flatten.Flattened;
import dev.firn.serdes.flatten.Flattener;
import dev.firn.topology.flow.Item;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes bytes of items, once for each shape. Remembers the last item; one for each task. */
final class Encodings {

    private final List<Shape> shapes;
    private final @Nullable Flattener[] flatteners;
    private final @Nullable Shaped[] shaped;
    private final Utf8Output buffer = new Utf8Output();
    private @Nullable Item current;

    /** @param flatteners of the shapes that have rules, by their place; shared, since they remember keys */
    Encodings(List<Shape> shapes, @Nullable Flattener[] flatteners) {
        this.shapes = shapes;
        this.flatteners = flatteners;
        this.shaped = new Shaped[shapes.size()];
    }

    /** @param shape its place in the list */
    Shaped of(Item item, int shape) {
        if (item != current) {
            Arrays.fill(shaped, null);
            current = item;
        }
        Shaped known = shaped[shape];
        if (known == null) {
            known = make(item, shapes.get(shape), flatteners[shape]);
            shaped[shape] = known;
        }
        return known;
    }

    /** An item's JSON or TSV, whatever the outputs want. */
    byte[] bytes(Item item, EventFormat format) {
        if (item instanceof Item.Raw raw) {
            return raw.bytes();
        }
        if (item instanceof Item.Bad bad) {
            return BadRowJson.encode(bad.row());
        }
        buffer.reset();
        if (item instanceof Item.Event event) {
            format.write(event.event(), buffer);
        } else {
            buffer.json(((Item.Json) item).object());
        }
        return buffer.toByteArray();
    }

    private Shaped make(Item item, Shape shape, @Nullable Flattener flattener) {
        if (flattener != null) {
            return flat(flattener.flatten(tree(item)));
        }
        byte[] value = bytes(item, shape.format());
        return item instanceof Item.Json json ? Shaped.of(value, json.object()) : Shaped.of(value);
    }

    private Shaped flat(Flattened flat) {
        if (!flat.rejections().isEmpty()) {
            return new Shaped(List.of(), List.of(), flat.rejections().get(0).message());
        }
        List<byte[]> values = new ArrayList<>(flat.records().size());
        for (ObjectNode one : flat.records()) {
            buffer.reset();
            buffer.json(one);
            values.add(buffer.toByteArray());
        }
        return new Shaped(values, flat.records(), null);
    }

    private JsonNode tree(Item item) {
        return item instanceof Item.Json json
                ? json.object()
                : JsonText.parse(bytes(item, EventFormat.JSON)).fold(tree -> tree, message -> {
                    throw new IllegalStateException("what we wrote ourselves is no JSON: " + message);
                });
    }
}
