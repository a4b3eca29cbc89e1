package dev.firn.enrichments.loader;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firn.enrichments.url.Gibberish;
import dev.firn.serdes.payload.RawEvent.Api;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestPathTest {

    @ParameterizedTest
    @CsvSource({
        "/com.snowplowanalytics.snowplow/tp2, com.snowplowanalytics.snowplow, tp2",
        "com.snowplowanalytics.snowplow/tp2/, com.snowplowanalytics.snowplow, tp2",
        "/r/tp2, r, tp2",
        "/i, com.snowplowanalytics.snowplow, tp1",
        "/ice.png, com.snowplowanalytics.snowplow, tp1",
        "/ice.pngx, com.snowplowanalytics.snowplow, tp1",
        "/i?foo=1&bar=2, com.snowplowanalytics.snowplow, tp1",
        "/blah/i, blah, i",
        "/ice.png/x, ice.png, x",
        "/ice.png/, com.snowplowanalytics.snowplow, tp1",
        "/ice.png/a/b, com.snowplowanalytics.snowplow, tp1",
    })
    void readsVendorAndVersion(String path, String vendor, String version) {
        assertThat(RequestPath.api(path)).isEqualTo(new Api(vendor, version));
    }

    @ParameterizedTest
    @ValueSource(strings = {"i", "/", "", "/i/", "/a/b/c", "/robots.txt", "//", "///", "a//b", "//a/b", "a/", "/a/b//"})
    void knowsNoOtherPaths(String path) {
        assertThat(RequestPath.api(path)).isNull();
    }

    @Test
    void readsPathsLikeTheRegularExpressionOfTheCollector() {
        Pattern twoSegments = Pattern.compile("^/?([^/]+)/([^/]+)/?$");
        Gibberish.forEach(3, 50_000, 5, path -> {
            Matcher m = twoSegments.matcher(path);
            @Nullable Api expected = m.matches() ? new Api(m.group(1), m.group(2)) : null;
            if (!path.startsWith("/i") && !java.util.Objects.equals(RequestPath.api(path), expected)) {
                throw new AssertionError(path + " is not " + RequestPath.api(path));
            }
        });
    }
}
