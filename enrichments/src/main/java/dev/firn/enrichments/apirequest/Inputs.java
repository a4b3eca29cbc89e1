package dev.firn.enrichments.apirequest;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.firn.enrichments.lookup.Input;
import dev.firn.enrichments.spi.ConfigReader;
import dev.firn.enrichments.spi.EnrichmentConfigException;
import dev.firn.enrichments.spi.EventPart;
import dev.firn.enrichments.spi.EventView;
import dev.firn.registry.json.JsonText;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What of an event goes into a request. Immutable and thread-safe. */
final class Inputs {

    /** @param slot position of its key among all keys; inputs may share one */
    private record Keyed(int slot, Input input) {}

    private final List<Keyed> inputs = new ArrayList<>();
    private final List<String> keys = new ArrayList<>();

    private Inputs() {}

    static Inputs of(List<ConfigReader> configured) {
        Inputs all = new Inputs();
        for (ConfigReader one : configured) {
            if (!one.has("key")) {
                throw new EnrichmentConfigException(one.name("key") + ": Key is missing");
            }
            String key = one.text("key");
            if (!all.keys.contains(key)) {
                all.keys.add(key);
            }
            all.inputs.add(new Keyed(all.keys.indexOf(key), Input.of(one)));
        }
        return all;
    }

    /** Each once, in the order configured. */
    List<String> keys() {
        return keys;
    }

    /** What they are read from, in the order configured. */
    List<EventPart> parts() {
        return inputs.stream().map(one -> one.input.part()).toList();
    }

    /**
     * The values by the positions of their keys; of inputs with the same key the last one counts. Null when any input finds
     * nothing, even one whose key has a value from another.
     */
    String @Nullable [] values(EventView event) {
        String[] values = new String[keys.size()];
        for (Keyed one : inputs) {
            String value = InputText.of(one.input, event);
            if (value == null) {
                return null;
            }
            values[one.slot] = value;
        }
        return values;
    }

    /** The values as a JSON object of texts. */
    String body(String[] values) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        for (int i = 0; i < values.length; i++) {
            body.put(keys.get(i), values[i]);
        }
        return JsonText.write(body);
    }
}
