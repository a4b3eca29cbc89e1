package dev.firn.enrichments.iab;

import dev.firn.enrichments.address.IpAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/**
 * A set of addresses, as ranges without overlap in their order. IPv4 and IPv6 are apart, so that a prefix length of 0 means
 * one family. Immutable.
 */
final class AddressRanges {

    private static final int BITS = 128;
    private static final int MAPPED_BITS = 96;

    private record Range(IpAddress first, IpAddress last) {}

    private final IpAddress[] firsts4;
    private final IpAddress[] lasts4;
    private final IpAddress[] firsts6;
    private final IpAddress[] lasts6;

    private AddressRanges(List<Range> ipv4, List<Range> ipv6) {
        firsts4 = ipv4.stream().map(Range::first).toArray(IpAddress[]::new);
        lasts4 = ipv4.stream().map(Range::last).toArray(IpAddress[]::new);
        firsts6 = ipv6.stream().map(Range::first).toArray(IpAddress[]::new);
        lasts6 = ipv6.stream().map(Range::last).toArray(IpAddress[]::new);
    }

    /** @throws IllegalArgumentException naming the line that is no address and no prefix */
    static AddressRanges of(List<ListFile.Line> lines) {
        List<Range> ipv4 = new ArrayList<>();
        List<Range> ipv6 = new ArrayList<>();
        for (ListFile.Line line : lines) {
            int slash = line.text().indexOf('/');
            String text = slash < 0 ? line.text() : line.text().substring(0, slash);
            IpAddress address = IpAddress.parse(text);
            boolean dotted = text.indexOf(':') < 0;
            // With brackets or a port it would be read as an address too.
            boolean ported = text.startsWith("[") || text.indexOf('.') >= 0 && text.indexOf(':') > text.indexOf('.');
            if (address == null || ported) {
                throw line.unfit("expected an address or a prefix, not " + line.text());
            }
            int length = slash < 0 ? BITS : prefix(line, slash + 1, dotted);
            // Short prefixes of mapped addresses are IPv6: most of what they hold is.
            boolean isIpv4 = address.isIpv4() && length >= MAPPED_BITS;
            (isIpv4 ? ipv4 : ipv6).add(range(address, length));
        }
        return new AddressRanges(merged(ipv4), merged(ipv6));
    }

    /** The number of leading bits that count, of 128. */
    private static int prefix(ListFile.Line line, int from, boolean dotted) {
        String text = line.text().substring(from);
        int length = text.matches("[0-9]{1,3}") ? Integer.parseInt(text) : -1;
        int bits = dotted ? BITS - MAPPED_BITS : BITS;
        if (length < 0 || length > bits) {
            throw line.unfit("expected a prefix length from 0 to " + bits + ", not " + text);
        }
        return BITS - bits + length;
    }

    private static Range range(IpAddress address, int length) {
        long high = mask(length);
        long low = mask(length - Long.SIZE);
        return new Range(
                new IpAddress(address.high() & high, address.low() & low),
                new IpAddress(address.high() | ~high, address.low() | ~low));
    }

    /** As many leading ones. */
    private static long mask(int ones) {
        return ones <= 0 ? 0 : ones >= Long.SIZE ? -1L : -1L << (Long.SIZE - ones);
    }

    private static List<Range> merged(List<Range> ranges) {
        List<Range> sorted = new ArrayList<>(ranges);
        sorted.sort(Comparator.comparing(Range::first));
        List<Range> merged = new ArrayList<>();
        for (Range range : sorted) {
            Range before = merged.isEmpty() ? null : merged.get(merged.size() - 1);
            if (before == null || before.last().compareTo(range.first()) < 0) {
                merged.add(range);
            } else {
                IpAddress last = Collections.max(List.of(before.last(), range.last()));
                merged.set(merged.size() - 1, new Range(before.first(), last));
            }
        }
        return merged;
    }

    boolean contains(IpAddress address) {
        return address.isIpv4() ? contains(firsts4, lasts4, address) : contains(firsts6, lasts6, address);
    }

    private static boolean contains(IpAddress[] firsts, IpAddress[] lasts, IpAddress address) {
        int low = 0;
        int high = firsts.length - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            if (firsts[middle].compareTo(address) > 0) {
                high = middle - 1;
            } else if (lasts[middle].compareTo(address) < 0) {
                low = middle + 1;
            } else {
                return true;
            }
        }
        return false;
    }
}
