package dev.firn.serdes.flatten;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The objects of a text, one after the other. To be described. */
public final class JsonObjects {

    /** Of a broken part, so many bytes are kept. */
    public static final int KEPT_BYTES = 1 << 20;

    /**
     * How a text is read.
     *
     * @param duplicateKeys what happens when an object repeats a key
     * @param topLevelArrays whether arrays are looked into
     * @param maxObjectBytes larger objects are {@link JsonPart.Cause#TOO_LARGE}
     */
    public record Options(DuplicateKeys duplicateKeys, TopLevelArrays topLevelArrays, int maxObjectBytes) {
        public Options {
            Objects.requireNonNull(duplicateKeys);
            Objects.requireNonNull(topLevelArrays);
            FlattenRulesException.check("max-object-bytes", maxObjectBytes, 2, 1 << 28);
        }

        /** The last of repeated keys counts, arrays are looked into, objects have at most 64 MiB. */
        public static Options defaults() {
            return new Options(DuplicateKeys.LAST, TopLevelArrays.EXPLODE, 1 << 26);
        }

        public Options with(DuplicateKeys policy) {
            return new Options(policy, topLevelArrays, maxObjectBytes);
        }

        public Options with(TopLevelArrays policy) {
            return new Options(duplicateKeys, policy, maxObjectBytes);
        }

        public Options withMaxObjectBytes(int bytes) {
            return new Options(duplicateKeys, topLevelArrays, bytes);
        }
    }

    private JsonObjects() {}

    /** Of a text of any length; it is read as far as needed. */
    public static JsonObjects of(InputStream utf8, Options options) {
        return new JsonObjects();
    }

    /** All parts of a text in memory. */
    public static List<JsonPart> all(byte[] utf8, Options options) {
        return new ArrayList<>();
    }

    /** The next part, or null at the end. */
    public @Nullable JsonPart next() throws IOException {
        return null;
    }
}
