package dev.firn.enrichments.spi;

import static java.util.Objects.requireNonNull;

import java.net.http.HttpClient;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Everything effectful that an enrichment may use. Immutable and thread-safe; shared by all enrichments. */
public final class Resources {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);

    private final InstantSource clock;
    private final Assets assets;
    private final Settings settings;
    private final Watch watch;
    private @Nullable HttpClient http;

    private Resources(InstantSource clock, Assets assets, Settings settings, Watch watch, @Nullable HttpClient http) {
        this.clock = requireNonNull(clock, "clock");
        this.assets = requireNonNull(assets, "assets");
        this.settings = requireNonNull(settings, "settings");
        this.watch = requireNonNull(watch, "watch");
        this.http = http;
    }

    /** With this clock, data files that are read once from local paths, default settings and an HTTP client of its own. */
    public static Resources of(InstantSource clock) {
        return new Resources(clock, Assets.files(), Settings.NONE, Watch.NONE, null);
    }

    public Resources with(Assets other) {
        return new Resources(clock, other, settings, watch, http);
    }

    public Resources with(Settings other) {
        return new Resources(clock, assets, other, watch, http);
    }

    public Resources with(Watch other) {
        return new Resources(clock, assets, settings, other, http);
    }

    public Resources with(HttpClient other) {
        return new Resources(clock, assets, settings, watch, requireNonNull(other));
    }

    /** The time; never ask the system. */
    public InstantSource clock() {
        return clock;
    }

    /** Data files, kept up to date. */
    public Assets assets() {
        return assets;
    }

    /** What an operator may set beside the enrichments' own configurations. */
    public Settings settings() {
        return settings;
    }

    /** Who is told of caches and look-ups. */
    public Watch watch() {
        return watch;
    }

    /**
     * The one client of all look-ups: it follows no redirects and keeps no cookies. Made when first asked for, as it brings
     * threads of its own. Requests need a timeout each.
     */
    public synchronized HttpClient http() {
        if (http == null) {
            http = HttpClient.newBuilder()
                    .connectTimeout(CONNECT_TIMEOUT)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .build();
        }
        return http;
    }
}
