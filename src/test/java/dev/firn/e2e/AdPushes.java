package dev.firn.e2e;

import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.SplittableRandom;

/** What an attribution provider pushes: two ad events a record, glued together, sometimes broken, of a few hundred people. */
final class AdPushes implements Iterator<byte[]> {

    private static final String[] KINDS = {"impression", "impression", "click", "conversion"};

    private final SplittableRandom random;
    private int next;

    AdPushes(long seed) {
        random = new SplittableRandom(seed);
    }

    @Override
    public boolean hasNext() {
        return true;
    }

    @Override
    public byte[] next() {
        String record = object() + object() + (random.nextInt(20) == 0 ? "{\"kind\":\"cli" : "");
        return record.getBytes(StandardCharsets.UTF_8);
    }

    private String object() {
        // Some come twice. Times lie in one hour, in no order.
        int id = random.nextInt(8) == 0 ? random.nextInt(next + 1) : next++;
        SplittableRandom own = new SplittableRandom(id);
        return """
            {"kind":"%s","id":"ad-%d","user":"user-%d","platform":"%s","at":%d,"campaign":{"id":"c-%d"}}"""
                .formatted(
                        KINDS[own.nextInt(KINDS.length)],
                        id,
                        own.nextInt(300),
                        own.nextBoolean() ? "ios" : "android",
                        1_767_225_600_000L + own.nextInt(3_600_000),
                        own.nextInt(20));
    }
}
