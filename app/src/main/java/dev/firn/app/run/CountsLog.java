package dev.firn.app.run;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells operators now and then what was counted: a line for each part whose numbers changed. */
public final class CountsLog implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(CountsLog.class);

    private final RunCounts counts;
    private final Map<String, String> told;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "firn-counts");
        thread.setDaemon(true);
        return thread;
    });

    private CountsLog(RunCounts counts) {
        this.counts = counts;
        // What is nothing yet is not worth a line.
        this.told = new HashMap<>(counts.lines());
    }

    /** Starts. */
    public static CountsLog every(Duration period, RunCounts counts) {
        CountsLog log = new CountsLog(counts);
        log.timer.scheduleAtFixedRate(log::tell, period.toMillis(), period.toMillis(), TimeUnit.MILLISECONDS);
        return log;
    }

    private synchronized void tell() {
        counts.lines().forEach((part, line) -> {
            if (!line.equals(told.put(part, line))) {
                LOG.info("counts since the start: {}: {}", part, line);
            }
        });
    }

    /** Tells the last numbers. */
    @Override
    public void close() {
        timer.shutdownNow();
        tell();
    }
}
