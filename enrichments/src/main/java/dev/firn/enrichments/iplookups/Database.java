package dev.firn.enrichments.iplookups;

import com.maxmind.db.CHMCache;
import com.maxmind.db.InvalidDatabaseException;
import com.maxmind.db.InvalidNetworkException;
import com.maxmind.db.Networks;
import com.maxmind.db.Reader;
import dev.firn.enrichments.address.IpAddress;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * One database, wholly in memory, and the part of its records that is wanted. Immutable but for a cache of decoded parts.
 * It is never closed: it holds no file, and look-ups on other threads may still use it when a newer one takes its place.
 */
final class Database<T> {

    /** How many records may have neither shape before a database counts as MaxMind's. */
    private static final int PROBED = 1000;

    private final Reader reader;
    private final Class<T> type;
    private final boolean ipv4Only;

    private Database(Reader reader, Class<T> type) {
        this.reader = reader;
        this.type = type;
        this.ipv4Only = reader.getMetadata().ipVersion() == 4;
    }

    static <T> Database<T> open(DatabaseKind kind, Path file, Class<T> type) throws IOException {
        return new Database<>(read(kind, file), type);
    }

    /** One of places, whichever records it has. */
    static Database<? extends Records.Located> openGeo(Path file) throws IOException {
        Reader reader = read(DatabaseKind.GEO, file);
        return isFlat(reader)
                ? new Database<>(reader, Records.Flat.class)
                : new Database<>(reader, Records.Nested.class);
    }

    private static Reader read(DatabaseKind kind, Path file) throws IOException {
        Reader reader = new Reader(new File(file.toString()), Reader.FileMode.MEMORY, new CHMCache());
        kind.requireType(reader.getMetadata().databaseType());
        return reader;
    }

    private static boolean isFlat(Reader reader) throws IOException {
        Networks<Records.Shape> networks;
        try {
            networks = reader.networks(Records.Shape.class);
        } catch (InvalidNetworkException e) {
            throw new InvalidDatabaseException("the database's own network is none", e);
        }
        try {
            for (int i = 0; i < PROBED && networks.hasNext(); i++) {
                Records.Shape shape = networks.next().data();
                if (shape.isFlat() || shape.isNested()) {
                    return shape.isFlat();
                }
            }
        } catch (StackOverflowError e) {
            throw new InvalidDatabaseException("a record of the database holds itself", e);
        }
        return false;
    }

    /** The address's record; null when there is none or it cannot be read. */
    @Nullable
    T find(IpAddress address, InetAddress same) {
        if (ipv4Only && !address.isIpv4()) {
            return null;
        }
        try {
            return reader.get(same, type);
        } catch (IOException | RuntimeException | StackOverflowError e) {
            // A damaged or oddly typed record, or one that holds itself: nothing is known of this address.
            return null;
        }
    }
}
