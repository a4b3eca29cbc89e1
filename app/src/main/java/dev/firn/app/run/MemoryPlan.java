package dev.firn.app.run;

import dev.firn.topology.state.StateSettings;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Properties;
import org.apache.kafka.streams.StreamsConfig;

/**
 * What the process may come to need at most, beside what its container grants: a container that is too small is killed
 * without a word, hours later. In bytes.
 *
 * @param heap that the JVM may take for objects
 * @param state of all stores, beside the heap
 * @param direct buffers of clients, beside the heap
 * @param threads stacks of all threads
 * @param rest classes, compiled code, the collector and what native libraries need
 */
public record MemoryPlan(long heap, long state, long direct, long threads, long rest) {

    private static final long MEBI = 1L << 20;
    /** An estimate that leaves room; data files of enrichments lie in the heap. */
    private static final long REST = 200 * MEBI;
    /** What clients take when no limit is set; the JVM's own limit, as much as the heap again, says nothing. */
    private static final long USUAL_DIRECT = 64 * MEBI;

    private static final long STACK = MEBI;
    /** A stream thread comes with a heartbeat, a restore and a producer of its own. */
    private static final int THREADS_FOR_EACH = 4;

    private static final int OTHER_THREADS = 40;
    /** What cgroups write for no limit at all is a number close to the largest. */
    private static final long NO_LIMIT = 1L << 60;

    /** Where Linux tells the limit, version 2 and version 1. */
    private static final List<String> FILES = List.of("memory.max", "memory/memory.limit_in_bytes");

    /**
     * Of this process.
     *
     * @param settings of Kafka Streams
     * @param keepsState whether there are any stores
     */
    public static MemoryPlan of(Properties settings, boolean keepsState) {
        long streamThreads = Long.parseLong(settings.getProperty(StreamsConfig.NUM_STREAM_THREADS_CONFIG, "1"));
        return new MemoryPlan(
                Runtime.getRuntime().maxMemory(),
                keepsState ? Long.parseLong(settings.getProperty(StateSettings.MEMORY_BYTES, "0")) : 0,
                directLimit().orElse(USUAL_DIRECT),
                (streamThreads * THREADS_FOR_EACH + OTHER_THREADS) * STACK,
                REST);
    }

    private static OptionalLong directLimit() {
        String flag = "-XX:MaxDirectMemorySize=";
        return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> argument.startsWith(flag))
                .mapToLong(argument -> bytes(argument.substring(flag.length())))
                .filter(bytes -> bytes > 0)
                .findFirst();
    }

    /** As the JVM reads sizes; 0 for what it would refuse. */
    static long bytes(String size) {
        String digits = size.replaceAll("[kKmMgGtT]$", "");
        int unit = digits.length() == size.length()
                ? 0
                : "kmgt".indexOf(Character.toLowerCase(size.charAt(size.length() - 1))) + 1;
        try {
            return Long.parseLong(digits) << (10 * unit);
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    /** The container's limit in bytes; empty without one. */
    public static OptionalLong limit() {
        return limit(Path.of("/sys/fs/cgroup"));
    }

    static OptionalLong limit(Path groups) {
        for (String name : FILES) {
            try {
                long limit =
                        Long.parseLong(Files.readString(groups.resolve(name)).strip());
                return limit > 0 && limit < NO_LIMIT ? OptionalLong.of(limit) : OptionalLong.empty();
            } catch (IOException | NumberFormatException e) {
                // Not there, or "max", which is no limit.
            }
        }
        return OptionalLong.empty();
    }

    /** All of it. */
    public long sum() {
        return heap + state + direct + threads + rest;
    }

    /** A sentence when it is more than the container grants. */
    public Optional<String> warning(OptionalLong limit) {
        return limit.isEmpty() || sum() <= limit.getAsLong()
                ? Optional.empty()
                : Optional.of("memory: the container is limited to " + mebi(limit.getAsLong()) + ", but " + this
                        + " may be needed; lower -XX:MaxRAMPercentage or state.memory, or raise the limit");
    }

    private static String mebi(long bytes) {
        return bytes / MEBI + " MiB";
    }

    @Override
    public String toString() {
        return mebi(sum()) + " (heap " + mebi(heap) + ", state " + mebi(state) + ", direct buffers " + mebi(direct)
                + ", threads " + mebi(threads) + ", the rest " + mebi(rest) + ")";
    }
}
