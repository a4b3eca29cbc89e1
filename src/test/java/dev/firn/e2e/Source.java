package dev.firn.e2e;

/**
 * Where a result comes from. Results of one partition must come in this order.
 *
 * @param index which result of the record, from 0
 */
public record Source(int partition, long offset, int index) implements Comparable<Source> {

    @Override
    public int compareTo(Source other) {
        int byPartition = Integer.compare(partition, other.partition);
        int byOffset = byPartition == 0 ? Long.compare(offset, other.offset) : byPartition;
        return byOffset == 0 ? Integer.compare(index, other.index) : byOffset;
    }
}
