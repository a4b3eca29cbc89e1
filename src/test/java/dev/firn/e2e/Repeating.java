package dev.firn.e2e;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.SplittableRandom;

/** Records of another load, and every now and then one that was there before, to the byte. */
public final class Repeating implements Iterator<byte[]> {

    private static final int MEMORY = 400;

    private final Iterator<byte[]> fresh;
    private final SplittableRandom random;
    private final List<byte[]> before = new ArrayList<>();
    private final int everyNth;
    private int next;

    /** @param everyNth one in so many is a repetition, on average */
    public Repeating(Iterator<byte[]> fresh, int everyNth, long seed) {
        this.fresh = fresh;
        this.everyNth = everyNth;
        this.random = new SplittableRandom(seed);
    }

    @Override
    public boolean hasNext() {
        return fresh.hasNext();
    }

    @Override
    public byte[] next() {
        if (!before.isEmpty() && random.nextInt(everyNth) == 0) {
            return before.get(random.nextInt(before.size()));
        }
        byte[] record = fresh.next();
        if (before.size() < MEMORY) {
            before.add(record);
        } else {
            before.set(next++ % MEMORY, record);
        }
        return record;
    }
}
