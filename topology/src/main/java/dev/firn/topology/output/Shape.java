package dev.firn.topology.output;

import dev.firn.serdes.flatten.FlattenRules;
import org.jspecify.annotations.Nullable;

/**
 * What decides about the bytes of an item: outputs of the same shape share them.
 *
 * @param rules of flat JSON, null otherwise
 */
record Shape(EventFormat format, @Nullable FlattenRules rules) {

    static Shape of(Output output) {
        EventFormat format = output.format();
        if (format != EventFormat.FLAT_JSON) {
            return new Shape(format, null);
        }
        return new Shape(format, output.flatten() == null ? FlattenRules.defaults() : output.flatten());
    }
}
