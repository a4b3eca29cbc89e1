package dev.firn.app.lineage;

import static java.util.Objects.requireNonNull;

import dev.firn.app.config.FirnConfig;
import dev.firn.app.run.Prepared;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.utils.AppInfoParser;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells a configured OpenLineage service of the run, from a thread of its own: nobody waits for it but {@link #close}, and
 * that only for seconds. What the service does not take is logged and forgotten. Thread-safe.
 */
public final class LineageReporter implements AutoCloseable {

    /**
     * How patient it is.
     *
     * @param attempts for each event
     * @param pause before the second attempt; doubled before each further one
     * @param heartbeat how often the service is told that the job still runs
     * @param closing how long {@link #close} waits for what is to be sent yet
     */
    record Patience(int attempts, Duration pause, Duration heartbeat, Duration closing) {

        static final Patience USUAL =
                new Patience(6, Duration.ofSeconds(1), Duration.ofHours(1), Duration.ofSeconds(5));
    }

    private static final Logger LOG = LoggerFactory.getLogger(LineageReporter.class);
    private static final int WAITING_EVENTS = 16;

    /** What is to be told. */
    private enum News {
        STARTED,
        COMPLETED,
        FAILED,
        /** Nothing: ends the thread, behind all that is to be told before. */
        CLOSED
    }

    private final @Nullable Thread thread;
    private final Patience patience;
    private final BlockingQueue<News> queue = new ArrayBlockingQueue<>(WAITING_EVENTS + 1);
    private volatile boolean running;

    private LineageReporter(Patience patience) {
        this.patience = patience;
        this.thread = null;
    }

    private LineageReporter(LineageEvents events, LineagePost post, Patience patience) {
        this.patience = patience;
        this.thread = new Thread(() -> send(events, post), "firn-lineage");
        this.thread.setDaemon(true);
    }

    /** As configured; one that does nothing when no service is. */
    public static LineageReporter of(Prepared prepared, InstantSource clock) {
        FirnConfig.Lineage configured = prepared.config().lineage();
        URI url = configured.url();
        if (url == null) {
            return new LineageReporter(Patience.USUAL);
        }
        return of(events(prepared, clock), url, configured.apiKey(), Patience.USUAL);
    }

    static LineageReporter of(LineageEvents events, URI url, @Nullable String apiKey, Patience patience) {
        LineagePost post = new LineagePost(url, apiKey, patience.attempts(), patience.pause());
        LineageReporter reporter = new LineageReporter(requireNonNull(events), post, patience);
        requireNonNull(reporter.thread).start();
        return reporter;
    }

    static LineageEvents events(Prepared prepared, InstantSource clock) {
        FirnConfig config = prepared.config();
        return LineageEvents.of(
                prepared.graph(),
                new LineageEvents.Identity(
                        config.lineage().namespace(),
                        config.kafka().bootstrapServers(),
                        config.processor().version(),
                        AppInfoParser.getVersion()),
                clock);
    }

    /** The streams run. */
    public void started() {
        running = true;
        tell(News.STARTED);
    }

    /** They were stopped in an orderly way. */
    public void completed() {
        running = false;
        tell(News.COMPLETED);
    }

    /** They failed. */
    public void failed() {
        running = false;
        tell(News.FAILED);
    }

    /** An event is made where it is sent, as it takes a while. */
    private void tell(News news) {
        if (thread != null && (queue.size() >= WAITING_EVENTS || !queue.offer(news))) {
            LOG.warn("lineage: an event was dropped, as {} are to be sent yet", WAITING_EVENTS);
        }
    }

    private void send(LineageEvents known, LineagePost post) {
        try {
            while (true) {
                News news = queue.poll(patience.heartbeat().toMillis(), TimeUnit.MILLISECONDS);
                if (news == News.CLOSED) {
                    return;
                }
                if (news != null) {
                    post.send(event(known, news));
                } else if (running) {
                    post.send(known.running());
                }
            }
        } catch (InterruptedException e) {
            LOG.debug("lineage: closed before all events were sent");
        } catch (RuntimeException e) {
            LOG.warn("lineage: no more events are sent", e);
        }
    }

    private static String event(LineageEvents events, News news) {
        return switch (news) {
            case STARTED -> events.start();
            case COMPLETED -> events.complete();
            case FAILED -> events.fail();
            case CLOSED -> throw new IllegalArgumentException("nothing is told of it");
        };
    }

    /** Waits a few seconds for what is to be sent yet. */
    @Override
    public void close() {
        if (thread == null) {
            return;
        }
        try {
            queue.offer(News.CLOSED);
            thread.join(patience.closing().toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        thread.interrupt();
    }
}
