package dev.firn.enrichments.asn;

import java.util.Arrays;
import java.util.Collection;
import java.util.stream.IntStream;

/** Numbers of autonomous systems that bots come from. Immutable. */
final class BotNetworks {

    private final int[] sorted;

    private BotNetworks(int[] sorted) {
        this.sorted = sorted;
    }

    static BotNetworks of(Collection<Integer> numbers) {
        return new BotNetworks(
                numbers.stream().mapToInt(Integer::intValue).sorted().distinct().toArray());
    }

    BotNetworks and(BotNetworks other) {
        return new BotNetworks(IntStream.concat(Arrays.stream(sorted), Arrays.stream(other.sorted))
                .sorted()
                .distinct()
                .toArray());
    }

    boolean contains(int number) {
        return Arrays.binarySearch(sorted, number) >= 0;
    }
}
