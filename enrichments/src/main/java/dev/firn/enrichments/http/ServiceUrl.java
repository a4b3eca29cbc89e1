package dev.firn.enrichments.http;

import dev.firn.enrichments.spi.EnrichmentConfigException;
import dev.firn.enrichments.spi.Settings;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Locale;

/** Checks at start where a service is said to be. */
public final class ServiceUrl {

    private static final int MAX_PORT = 65_535;

    private ServiceUrl() {}

    /**
     * An absolute http or https URL. When the operator asked for it ({@code lookups.refuse-private-addresses}), its host must
     * not lead into a private network; that is looked up now, and not again for each call.
     *
     * @param key which configuration or setting it is, for messages; these do not quote paths and queries
     * @throws EnrichmentConfigException when it is unfit
     */
    public static URI parse(String key, String url, Settings settings) {
        URI uri;
        try {
            uri = URI.create(url);
        } catch (IllegalArgumentException e) {
            throw new EnrichmentConfigException(key + " is not a valid URL"); // the cause would quote it
        }
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw new EnrichmentConfigException(key + " is not an http or https URL");
        }
        if (uri.getHost() == null) {
            throw new EnrichmentConfigException(key + " names no host");
        }
        if (uri.getPort() == 0 || uri.getPort() > MAX_PORT) {
            throw new EnrichmentConfigException(key + " has a port that is none; expected 1 to " + MAX_PORT);
        }
        if (settings.flag("lookups.refuse-private-addresses", false)) {
            requirePublic(key, uri.getHost());
        }
        return uri;
    }

    private static void requirePublic(String key, String host) {
        try {
            for (InetAddress address : InetAddress.getAllByName(host)) {
                if (isPrivate(address)) {
                    throw new EnrichmentConfigException(key + " is in a private network: " + host + " is "
                            + address.getHostAddress() + "; expected a public address, as"
                            + " lookups.refuse-private-addresses is true");
                }
            }
        } catch (UnknownHostException e) {
            throw new EnrichmentConfigException(
                    key + " cannot be checked: unknown host " + host + ", and lookups.refuse-private-addresses is true",
                    e);
        }
    }

    static boolean isPrivate(InetAddress address) {
        byte[] bytes = address.getAddress();
        boolean shared = bytes.length == 4 && bytes[0] == 100 && (bytes[1] & 0xC0) == 64;
        boolean uniqueLocal = bytes.length == 16 && (bytes[0] & 0xFE) == 0xFC;
        return address.isLoopbackAddress()
                || address.isAnyLocalAddress()
                || address.isSiteLocalAddress()
                || address.isLinkLocalAddress()
                || address.isMulticastAddress()
                || shared
                || uniqueLocal;
    }
}
