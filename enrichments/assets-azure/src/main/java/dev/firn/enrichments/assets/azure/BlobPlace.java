package dev.firn.enrichments.assets.azure;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where a blob is.
 *
 * @param host of its account; null for the account that the environment names
 */
record BlobPlace(@Nullable String host, String container, String blob) {

    /** Of the public cloud and the national ones: credentials go nowhere else. */
    private static final List<String> CLOUDS =
            List.of(".core.windows.net", ".core.chinacloudapi.cn", ".core.usgovcloudapi.net");

    private static final Set<String> HADOOP = Set.of("wasb", "wasbs", "abfs", "abfss");

    /** @throws IllegalArgumentException when it names no blob; the message says what is expected */
    static BlobPlace of(URI location) {
        String scheme = location.getScheme().toLowerCase(Locale.ROOT);
        String authority = String.valueOf(location.getRawAuthority());
        String path = location.getPath() == null || location.getPath().isEmpty()
                ? ""
                : location.getPath().substring(1);
        if (HADOOP.contains(scheme)) {
            int at = authority.indexOf('@');
            String host = authority.substring(at + 1).toLowerCase(Locale.ROOT).replaceFirst("\\.dfs\\.", ".blob.");
            check(
                    at > 0 && isAccount(host) && !path.isEmpty(),
                    scheme + "://CONTAINER@ACCOUNT.blob.core.windows.net/BLOB");
            return new BlobPlace(host, authority.substring(0, at), path);
        }
        if (scheme.equals("az")) {
            check(location.getRawAuthority() != null && !path.isEmpty(), "az://CONTAINER/BLOB");
            return new BlobPlace(null, authority, path);
        }
        int slash = path.indexOf('/');
        boolean whole = slash > 0 && slash < path.length() - 1;
        check(whole && isAccount(authority), "https://ACCOUNT.blob.core.windows.net/CONTAINER/BLOB");
        return new BlobPlace(authority.toLowerCase(Locale.ROOT), path.substring(0, slash), path.substring(slash + 1));
    }

    private static void check(boolean good, String expected) {
        if (!good) {
            throw new IllegalArgumentException("expected " + expected);
        }
    }

    static boolean isAccount(String host) {
        String lower = host.toLowerCase(Locale.ROOT);
        int dot = lower.indexOf('.');
        return dot > 0 && lower.startsWith(".blob.", dot) && CLOUDS.contains(lower.substring(dot + ".blob".length()));
    }

    @Nullable
    String account() {
        return host == null ? null : host.substring(0, host.indexOf('.'));
    }
}
