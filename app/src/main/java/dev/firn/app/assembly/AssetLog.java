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

    private final AtomicLong refused = new AtomicLong();

    @Override
    public void loaded(String owner, List<String> locations, long bytes, Duration duration) {
        LOG.info(
                "data files in use: enrichment={} files={} bytes={} read-ms={}",
                owner,
                locations,
                bytes,
                duration.toMillis());
    }

    @Override
    public void refused(String owner, String location, String reason) {
        LOG.warn(
                "data file refused, the old one stays in use: enrichment={} file={} count={} reason={}",
                owner,
                location,
                refused.incrementAndGet(),
                reason);
    }
}
