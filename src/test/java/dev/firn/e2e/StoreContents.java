package dev.firn.e2e;

import dev.firn.app.dev.TopicReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.DBOptions;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;

/**
 * What the stores of a stopped instance hold on disk, and what their changelogs say that they should hold. Both as
 * partition and key in hexadecimal to value in hexadecimal.
 */
final class StoreContents {

    private static final Pattern TASK = Pattern.compile("\\d+_(\\d+)");
    private static final HexFormat HEX = HexFormat.of();

    private StoreContents() {}

    /**
     * What is on disk.
     *
     * @param stateFolder of the instance
     * @param application its application id
     */
    static Map<String, String> onDisk(Path stateFolder, String application, String store) {
        Map<String, String> all = new TreeMap<>();
        try (Stream<Path> tasks = Files.list(stateFolder.resolve(application))) {
            for (Path task : tasks.toList()) {
                Matcher name = TASK.matcher(task.getFileName().toString());
                if (name.matches()) {
                    for (Path database : databases(task, store)) {
                        read(database, name.group(1), all);
                    }
                }
            }
            return all;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One for the whole store, or one for each segment of time. */
    private static List<Path> databases(Path task, String store) throws IOException {
        Path whole = task.resolve("rocksdb").resolve(store);
        if (Files.isDirectory(whole)) {
            return List.of(whole);
        }
        Path segments = task.resolve(store);
        if (!Files.isDirectory(segments)) {
            return List.of();
        }
        try (Stream<Path> inside = Files.list(segments)) {
            return inside.filter(Files::isDirectory).toList();
        }
    }

    private static void read(Path database, String partition, Map<String, String> all) {
        try (Options plain = new Options();
                DBOptions options = new DBOptions()) {
            List<ColumnFamilyDescriptor> families = RocksDB.listColumnFamilies(plain, database.toString()).stream()
                    .map(ColumnFamilyDescriptor::new)
                    .toList();
            List<ColumnFamilyHandle> handles = new ArrayList<>();
            try (RocksDB db = RocksDB.openReadOnly(options, database.toString(), families, handles)) {
                for (ColumnFamilyHandle handle : handles) {
                    if (!isOffsets(handle)) {
                        read(db, handle, partition, all);
                    }
                    handle.close();
                }
            }
        } catch (RocksDBException e) {
            throw new AssertionError("cannot read " + database, e);
        }
    }

    /** Kafka Streams keeps the changelog's offset beside the data. */
    private static boolean isOffsets(ColumnFamilyHandle handle) throws RocksDBException {
        return new String(handle.getName(), StandardCharsets.UTF_8).equals("offsets");
    }

    private static void read(RocksDB db, ColumnFamilyHandle handle, String partition, Map<String, String> all) {
        try (RocksIterator entries = db.newIterator(handle)) {
            for (entries.seekToFirst(); entries.isValid(); entries.next()) {
                all.put(key(partition, entries.key()), HEX.formatHex(entries.value()));
            }
        }
    }

    /** What the committed records of the changelog come to. */
    static Map<String, String> ofChangelog(String servers, String application, String store) {
        Map<String, String> all = new TreeMap<>();
        try (TopicReader reader = new TopicReader(servers)) {
            reader.forEach(application + "-" + store + "-changelog", record -> {
                String key = key(Integer.toString(record.partition()), record.key());
                if (record.value() == null) {
                    all.remove(key);
                } else {
                    all.put(key, HEX.formatHex(record.value()));
                }
            });
        }
        return all;
    }

    private static String key(String partition, byte[] key) {
        return partition + "/" + HEX.formatHex(key);
    }
}
