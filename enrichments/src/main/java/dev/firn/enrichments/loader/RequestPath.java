package dev.firn.enrichments.loader;

import dev.firn.serdes.payload.RawEvent.Api;
import org.jspecify.annotations.Nullable;

/** Which API a request path names: {@code /vendor/version}, or one of the old tracking pixels. */
final class RequestPath {

    /** The API of the tracking pixels, and of every legacy record; those have no path. */
    static final Api PIXEL = new Api("com.snowplowanalytics.snowplow", "tp1");

    private static final Api TP2 = new Api("com.snowplowanalytics.snowplow", "tp2");
    private static final String TP2_PATH = "/com.snowplowanalytics.snowplow/tp2";

    private RequestPath() {}

    /** Null for a path that names none. */
    static @Nullable Api api(String path) {
        if (path.equals(TP2_PATH)) {
            return TP2; // nearly every request; its strings have their hash codes ready
        }
        int vendor = path.startsWith("/") ? 1 : 0;
        int slash = path.indexOf('/', vendor);
        int version = slash + 1;
        int end = path.endsWith("/") ? path.length() - 1 : path.length();
        if (slash > vendor && version < end && path.lastIndexOf('/', end - 1) == slash) {
            return new Api(path.substring(vendor, slash), path.substring(version, end));
        }
        return pixelPath(path) ? PIXEL : null;
    }

    private static boolean pixelPath(String path) {
        return path.startsWith("/ice.png") || path.equals("/i") || path.startsWith("/i?");
    }
}
