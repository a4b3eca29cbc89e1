package dev.firn.topology.state;

import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.jspecify.annotations.Nullable;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.CompressionType;
import org.rocksdb.Options;

/**
 * Options of all RocksDB stores: one block cache and one limit of write buffers for the whole process, as Kafka Streams
 * would make one for each store, of which a window store has several for each partition.
 *
 * <p>Made by Kafka Streams, by its name in {@code rocksdb.config.setter}; reads {@link StateSettings#MEMORY_BYTES}. The
 * first one in a process decides about the size, and what is shared lives as long as the process.
 */
public final class BoundedRocksDb implements RocksDBConfigSetter {

    /** Large enough for few flushes, small enough for some dozens of stores that are written at once. */
    private static final long WRITE_BUFFER_BYTES = 8L << 20;

    private static final double MEMTABLE_FILTER_SHARE = 0.02;
    private static final int OPEN_FILES = 256;

    @Override
    public void setConfig(String storeName, Options options, Map<String, Object> configs) {
        SharedMemory shared = SharedMemory.ofBytes(memory(configs.get(StateSettings.MEMORY_BYTES)));
        BlockBasedTableConfig table = (BlockBasedTableConfig) options.tableFormatConfig();
        table.setBlockCache(shared.cache());
        // What is outside of the cache is outside of the limit, too.
        table.setCacheIndexAndFilterBlocks(true);
        table.setCacheIndexAndFilterBlocksWithHighPriority(true);
        table.setPinTopLevelIndexAndFilter(true);
        // Those of the newest files are asked most.
        table.setPinL0FilterAndIndexBlocksInCache(true);
        table.setFilterPolicy(shared.filter());
        options.setTableFormatConfig(table);
        options.setWriteBufferManager(shared.writeBuffers());
        options.setWriteBufferSize(WRITE_BUFFER_BYTES);
        // Kafka Streams leaves the filters of the largest level out, which suits look-ups that find something. Ours
        // mostly
        // look for what is not there.
        options.setOptimizeFiltersForHits(false);
        options.setMemtablePrefixBloomSizeRatio(MEMTABLE_FILTER_SHARE);
        options.setMemtableWholeKeyFiltering(true);
        options.setCompressionType(CompressionType.LZ4_COMPRESSION);
        options.setMaxOpenFiles(OPEN_FILES);
    }

    private static long memory(@Nullable Object value) {
        if (value == null) {
            return StateSettings.LEAST_MEMORY_BYTES;
        }
        try {
            long bytes = Long.parseLong(value.toString().strip());
            StateSettings.checkMemory(bytes);
            return bytes;
        } catch (NumberFormatException e) {
            throw new ConfigException(StateSettings.MEMORY_BYTES, value, "expected a number of bytes");
        } catch (IllegalArgumentException e) {
            throw new ConfigException(e.getMessage());
        }
    }

    /** Nothing: all that was set belongs to all stores. */
    @Override
    public void close(String storeName, Options options) {
        // see above
    }
}
