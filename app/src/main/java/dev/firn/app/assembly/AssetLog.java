package dev.firn.app.assembly;

import dev.firn.enrichments.assets.AssetListener;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells operators what becomes of data files, and counts it. Thread-safe. */
final class AssetLog implements AssetListener {

    private static final Logger LOG = LoggerFactory.getLogger(AssetLog.class);

    private final AtomicLong loaded = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();

    @Override
    public void loaded(String owner, List<String> locations, long bytes, Duration duration) {
        loaded.incrementAndGet();
        LOG.info(
                "data files in use: enrichment={} files={} bytes={} read-ms={}",
                owner,
                locations,
                bytes,
                duration.toMillis());
    }

    @Override
    public void refused(String owner, String location, String reason) {
        refused.incrementAndGet();
        LOG.warn(
                "data file refused, the old one stays in use: enrichment={} file={} reason={}",
                owner,
                location,
                reason);
    }

    /** How often files were taken into use. */
    long loaded() {
        return loaded.get();
    }

    /** How often a file could not be had or was unfit. */
    long refused() {
        return refused.get();
    }
}
