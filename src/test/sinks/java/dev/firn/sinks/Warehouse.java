package dev.firn.sinks;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.apache.hadoop.conf.Configuration;
import org.apache.iceberg.CatalogUtil;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.SupportsNamespaces;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.io.FileIO;

/** The table that a sink writes, seen through Iceberg, with the catalog settings of the sink. */
final class Warehouse implements AutoCloseable {

    private static final String PREFIX = "iceberg.catalog.";

    private final Catalog catalog;
    private final Set<FileIO> opened = Collections.newSetFromMap(new IdentityHashMap<>());
    private final TableIdentifier table;

    Warehouse(ShippedConnector sink) {
        Map<String, String> properties = new HashMap<>();
        sink.config().forEach((key, value) -> {
            if (key.startsWith(PREFIX)) {
                properties.put(key.substring(PREFIX.length()), value);
            }
        });
        catalog = CatalogUtil.buildIcebergCatalog("iceberg", properties, new Configuration());
        table = TableIdentifier.parse(sink.get("iceberg.tables"));
    }

    /** Creates the table as the shipped statement has it. */
    void createTable() {
        TableDdl ddl = TableDdl.load();
        createTable(ddl.schema, ddl);
    }

    void createTable(Schema schema, TableDdl ddl) {
        SupportsNamespaces namespaces = (SupportsNamespaces) catalog;
        if (!namespaces.namespaceExists(table.namespace())) {
            namespaces.createNamespace(table.namespace());
        }
        catalog.buildTable(table, schema)
                .withPartitionSpec(ddl.partitions)
                .withProperties(ddl.properties)
                .create()
                .io()
                .close();
    }

    Table table() {
        Table loaded = catalog.loadTable(table);
        opened.add(loaded.io());
        return loaded;
    }

    /** Rows of the current snapshot, as its summary counts them. */
    long rows() {
        Snapshot snapshot = table().currentSnapshot();
        return snapshot == null ? 0 : Long.parseLong(snapshot.summary().get("total-records"));
    }

    /** All rows, by Iceberg's own reader. */
    List<Record> records() {
        List<Record> records = new ArrayList<>();
        try (CloseableIterable<Record> rows = IcebergGenerics.read(table()).build()) {
            rows.forEach(records::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return records;
    }

    /** Where the data files of the current snapshot are, one entry for each time that a file is listed. */
    List<String> files(UnaryOperator<String> location) {
        List<String> files = new ArrayList<>();
        try (CloseableIterable<FileScanTask> tasks = table().newScan().planFiles()) {
            tasks.forEach(task -> files.add(location.apply(task.file().location())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }

    @Override
    public void close() {
        opened.forEach(FileIO::close);
        try {
            ((Closeable) catalog).close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
