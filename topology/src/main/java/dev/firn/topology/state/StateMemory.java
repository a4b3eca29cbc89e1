package dev.firn.topology.state;

import java.util.Optional;

/**
 * The memory that all RocksDB stores of the process share, at one moment.
 *
 * @param usedBytes of cached blocks, indexes and filters, and of what is not written yet, which is counted in whole blocks
 * @param pinnedBytes of these, what cannot be dropped: in use at the moment, or not written yet
 * @param budgetBytes that all should stay below; a store that must write goes beyond rather than fail
 */
public record StateMemory(long usedBytes, long pinnedBytes, long budgetBytes) {

    /** Empty until the first store is opened with {@link BoundedRocksDb}. */
    public static Optional<StateMemory> now() {
        return SharedMemory.current()
                .map(shared -> new StateMemory(
                        shared.cache().getUsage(), shared.cache().getPinnedUsage(), shared.budget()));
    }
}
