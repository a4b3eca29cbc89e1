package dev.firn.app.config;

import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;

/**
 * What the process may use: within a container, no more than its limits.
 *
 * @param processors how many
 * @param memoryBytes all of it
 * @param heapBytes the part that the heap may grow to
 */
record Machine(int processors, long memoryBytes, long heapBytes) {

    /** This one. */
    static Machine here() {
        Runtime runtime = Runtime.getRuntime();
        OperatingSystemMXBean system = ManagementFactory.getOperatingSystemMXBean();
        long memory = system instanceof com.sun.management.OperatingSystemMXBean more
                ? more.getTotalMemorySize()
                : runtime.maxMemory();
        return new Machine(runtime.availableProcessors(), memory, runtime.maxMemory());
    }
}
