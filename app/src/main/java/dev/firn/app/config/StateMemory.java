package dev.firn.app.config;

import com.typesafe.config.ConfigException;
import dev.firn.topology.state.StateSettings;

/**
 * How much memory state may take: a size, or a part of what the process may have. Immutable.
 *
 * @param bytes a size; 0 when it is a part
 * @param percent a part of all memory; 0 when it is a size
 */
public record StateMemory(long bytes, int percent) {

    private static final long LEAST = StateSettings.LEAST_MEMORY_BYTES;

    private static final String RULE = "a size of 64 MiB at least, such as 512 MiB, or 1 to 90 percent, such as 25%";

    /** @throws IllegalArgumentException when it is none of the two */
    static StateMemory of(String text) {
        try {
            if (text.endsWith("%")) {
                int percent =
                        Integer.parseInt(text.substring(0, text.length() - 1).strip());
                if (percent >= 1 && percent <= 90) {
                    return new StateMemory(0, percent);
                }
            } else {
                long bytes = Tree.alone(Tree.value(text, "")).getBytes("value");
                if (bytes >= LEAST) {
                    return new StateMemory(bytes, 0);
                }
            }
        } catch (NumberFormatException | ConfigException e) {
            throw new IllegalArgumentException("not readable, expected " + RULE, e);
        }
        throw new IllegalArgumentException("out of range, expected " + RULE);
    }

    /**
     * In bytes.
     *
     * @param all what the process may have: the limit of its container, or what the machine has
     */
    public long bytesOf(long all) {
        return percent == 0 ? bytes : Math.max(LEAST, all * percent / 100);
    }

    @Override
    public String toString() {
        return percent == 0 ? bytes + " bytes" : percent + "%";
    }
}
