package dev.firn.enrichments.address;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * An IPv4 or IPv6 address as one number of 128 bits, fit as a key. An IPv4 address is held as IPv6 maps it
 * ({@code ::ffff:0:0/96}, RFC 4291 section 2.5.5.2), so both spellings of it are equal. Immutable.
 *
 * @param high the upper 64 bits; 0 for IPv4
 * @param low the lower 64 bits
 */
public record IpAddress(long high, long low) implements Comparable<IpAddress> {

    private static final long MAPPED = 0xFFFFL;

    /**
     * Reads what a collector or tracker may have written:
     *
     * <ul>
     *   <li>IPv4: four decimal octets without leading zeros, with or without {@code :port};
     *   <li>IPv6: any spelling of RFC 4291, section 2.2, bare or in brackets, these with or without {@code :port}. A zone
     *       ({@code %eth0}) is dropped.
     * </ul>
     *
     * @return null for everything else, such as host names, shortened or octal IPv4, blanks around it, or a prefix length
     */
    public static @Nullable IpAddress parse(String text) {
        int colon = text.indexOf(':');
        int dot = text.indexOf('.');
        if (dot >= 0 && (colon < 0 || dot < colon)) {
            int end = colon < 0 ? text.length() : colon;
            return colon < 0 || Ipv4Text.isPort(text, colon + 1) ? ofIpv4(Ipv4Text.parse(text, 0, end)) : null;
        }
        return colon < 0 ? null : Ipv6Text.parse(text);
    }

    private static @Nullable IpAddress ofIpv4(long address) {
        return address < 0 ? null : new IpAddress(0, MAPPED << 32 | address);
    }

    public boolean isIpv4() {
        return high == 0 && low >>> 32 == MAPPED;
    }

    /** In network order: four bytes for IPv4, sixteen for IPv6. */
    public byte[] toBytes() {
        return isIpv4()
                ? ByteBuffer.allocate(4).putInt((int) low).array()
                : ByteBuffer.allocate(16).putLong(high).putLong(low).array();
    }

    public InetAddress toInetAddress() {
        try {
            return InetAddress.getByAddress(toBytes());
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four and sixteen bytes are always an address", e);
        }
    }

    /** As unsigned numbers. */
    @Override
    public int compareTo(IpAddress other) {
        int order = Long.compareUnsigned(high, other.high);
        return order != 0 ? order : Long.compareUnsigned(low, other.low);
    }

    /** Dotted for IPv4, all eight segments for IPv6: for messages and tests. */
    @Override
    public String toString() {
        return toInetAddress().getHostAddress();
    }
}
