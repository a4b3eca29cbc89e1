package dev.firn.app.dev;

import dev.firn.serdes.payload.FramedRecords;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * Collector payloads of requests that public Snowplow trackers really sent, as a collector writes them to Kafka (Thrift).
 * Most are good, some invalid on purpose. Where they come from: {@code tracker-capture.README.md} beside the file.
 */
public final class TrackerCapture {

    private static final String FILE = "tracker-capture.bin";

    private TrackerCapture() {}

    /** The captured payloads, in the order of capture. The list is new, and the caller's to change, at each call. */
    public static List<byte[]> records() {
        InputStream file = TrackerCapture.class.getResourceAsStream(FILE);
        if (file == null) {
            throw new IllegalStateException(FILE + " is missing from the class path");
        }
        try (FramedRecords.Reader reader = FramedRecords.reader(new BufferedInputStream(file))) {
            List<byte[]> records = new ArrayList<>();
            for (byte[] record = reader.next(); record != null; record = reader.next()) {
                records.add(record);
            }
            return records;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + FILE, e);
        }
    }

    /**
     * An endless load: the captured payloads over and over, each time with event ids never used before, so that
     * deduplication lets them pass. The same seed gives the same bytes. Each array is the caller's. Not thread-safe.
     */
    public static Iterator<byte[]> endless(long seed) {
        return new FreshEventIds(records(), seed);
    }
}
