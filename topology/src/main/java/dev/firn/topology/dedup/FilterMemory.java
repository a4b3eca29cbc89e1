package dev.firn.topology.dedup;

import java.util.concurrent.atomic.AtomicLong;

/** What the filters of all tasks of a process may take of the heap. Thread-safe. */
final class FilterMemory {

    private static final int SHARE_OF_HEAP = 8;

    /** An eighth of the heap: at two bytes an id, 134 million ids on 2 GB. */
    static final FilterMemory OF_PROCESS = new FilterMemory(Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP);

    private final AtomicLong free;

    FilterMemory(long bytes) {
        free = new AtomicLong(bytes);
    }

    /** False when there is not so much left. */
    boolean take(long bytes) {
        if (free.addAndGet(-bytes) >= 0) {
            return true;
        }
        free.addAndGet(bytes);
        return false;
    }

    void give(long bytes) {
        free.addAndGet(bytes);
    }

    long free() {
        return free.get();
    }
}
