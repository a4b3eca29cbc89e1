package dev.firn.app.metrics;

import static dev.firn.app.metrics.KafkaRow.Kind.GAUGE;
import static dev.firn.app.metrics.KafkaRow.row;

import java.util.List;
import java.util.Map;

/**
 * Which numbers of RocksDB are shown. Each is asked of every store, which takes its lock for a moment, so they are read now
 * and then and not for each page.
 */
final class RocksDbTable {

    private static final double ONE = 1;
    private static final String STORES = "stream-state-metrics";
    private static final Map<String, String> OF_STORE = Map.of("store", "*-state-id");

    static final List<KafkaRow> ROWS = List.of(
            // What all stores together may take is told by the listeners of the topology; this is what it consists of.
            row(
                    STORES,
                    "size-all-mem-tables",
                    "firn_rocksdb_memtable_bytes",
                    GAUGE,
                    ONE,
                    OF_STORE,
                    "What a store holds in memory to be written to files later."),
            row(
                    STORES,
                    "estimate-table-readers-mem",
                    "firn_rocksdb_table_reader_bytes",
                    GAUGE,
                    ONE,
                    OF_STORE,
                    "Memory for the open files of a store, outside of the common cache."),
            row(
                    STORES,
                    "total-sst-files-size",
                    "firn_state_bytes",
                    GAUGE,
                    ONE,
                    OF_STORE,
                    "Size of the files of a store, all its tasks of this instance together."),
            row(
                    STORES,
                    "estimate-num-keys",
                    "firn_state_keys",
                    GAUGE,
                    ONE,
                    OF_STORE,
                    "Keys in a store, by RocksDB's estimate."),
            row(
                    STORES,
                    "estimate-pending-compaction-bytes",
                    "firn_rocksdb_pending_compaction_bytes",
                    GAUGE,
                    ONE,
                    OF_STORE,
                    "What RocksDB still has to merge."),
            row(
                    STORES,
                    "num-open-iterators",
                    "firn_rocksdb_open_iterators",
                    GAUGE,
                    ONE,
                    OF_STORE,
                    "Iterators that are open; one that is never closed keeps files from being deleted."),
            row(
                    STORES,
                    "background-errors",
                    "firn_rocksdb_background_errors",
                    GAUGE,
                    ONE,
                    OF_STORE,
                    "Errors of RocksDB's own threads, such as of a full disk."));

    private RocksDbTable() {}
}
