package dev.firn.serdes.flatten;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.firn.registry.json.Utf8Output;

/** A flat object as UTF-8: compact JSON on one line, keys in their order, numbers as they were spelled. */
public final class JsonLine {

    private static final int USUAL = 1024;

    private JsonLine() {}

    /** The object, without a line break at its end. */
    public static byte[] of(ObjectNode object) {
        Utf8Output out = new Utf8Output(USUAL);
        out.json(object);
        return out.toByteArray();
    }

    /** Appends the object and a line break. */
    public static void append(ObjectNode object, Utf8Output out) {
        out.json(object);
        out.writeByte('\n');
    }
}
