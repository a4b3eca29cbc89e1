package dev.firn.operations;

import dev.firn.app.dev.TrackerCapture;
import dev.firn.e2e.Repeating;
import dev.firn.topology.test.Payloads;
import java.time.Instant;
import java.util.Iterator;
import java.util.SplittableRandom;
import java.util.UUID;

/**
 * The load of the capture, in which every other record is an event whose schema a registry must be asked for. Every so
 * many there is a schema that was not there before.
 */
final class Purchases implements Iterator<byte[]> {

    private static final int RECORDS_PER_SCHEMA = 60;
    private static final int EVERY_NTH_IS_A_COPY = 5;

    private final SplittableRandom random;
    private final Iterator<byte[]> others;
    private int number;

    Purchases(Iterator<byte[]> others, long seed) {
        this.others = others;
        // Another one than that of the others, which would draw the same ids.
        this.random = new SplittableRandom(~seed);
    }

    static Purchases of(long seed) {
        return new Purchases(new Repeating(TrackerCapture.endless(seed), EVERY_NTH_IS_A_COPY, seed), seed);
    }

    @Override
    public boolean hasNext() {
        return true;
    }

    @Override
    public byte[] next() {
        if (number++ % 2 == 0) {
            return others.next();
        }
        int newest = number / RECORDS_PER_SCHEMA;
        int schema = random.nextInt(4) == 0 ? newest : random.nextInt(newest + 1);
        return Payloads.selfDescribing(
                        "iglu:com.acme/purchase_" + schema + "/jsonschema/1-0-0", "{\"sku\":\"sku-" + number + "\"}")
                .eventId(new UUID(random.nextLong(), random.nextLong()))
                .toBytes(Instant.now());
    }
}
