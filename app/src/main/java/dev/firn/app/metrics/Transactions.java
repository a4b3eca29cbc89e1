package dev.firn.app.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.TransactionAbortedException;

/**
 * How transactions end, and how long their commits take. Kafka's own numbers have times without counts, and an average
 * over a minute; neither shows a commit that took long.
 */
final class Transactions {

    private static final Duration[] BUCKETS = {
        Duration.ofMillis(5),
        Duration.ofMillis(10),
        Duration.ofMillis(25),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofMillis(2500),
        Duration.ofSeconds(5),
        Duration.ofSeconds(10),
        Duration.ofSeconds(30),
        Duration.ofSeconds(60),
    };

    private final Counter committed;
    private final Counter aborted;
    private final Counter fenced;
    private final Counter failed;
    private final Counter migrations;
    private final Timer commit;

    Transactions(MeterRegistry registry) {
        committed = result(registry, "committed");
        aborted = result(registry, "aborted");
        fenced = result(registry, "fenced");
        failed = result(registry, "failed");
        migrations = Counter.builder("firn.task.migrations")
                .description("Times that a stream thread found out that its tasks had been given to another member.")
                .register(registry);
        commit = Timer.builder("firn.commit")
                .description(
                        "Time of a commit, from sending the offsets to the answer; nothing is processed meanwhile.")
                .serviceLevelObjectives(BUCKETS)
                .register(registry);
    }

    private static Counter result(MeterRegistry registry, String result) {
        return Counter.builder("firn.transactions")
                .description(
                        "Transactions by what became of them; failed: a call that is repeated or ends in an abort.")
                .tag("result", result)
                .register(registry);
    }

    /** @param nanos from sending the offsets on */
    void committed(long nanos) {
        committed.increment();
        commit.record(Duration.ofNanos(nanos));
    }

    void aborted() {
        aborted.increment();
    }

    void failed(RuntimeException problem) {
        boolean another = problem instanceof ProducerFencedException
                || problem instanceof InvalidProducerEpochException
                || problem instanceof CommitFailedException;
        // Of a transaction that brokers have aborted, the abort is told of by itself.
        if (!(problem instanceof TransactionAbortedException)) {
            (another ? fenced : failed).increment();
        }
    }

    void migrated() {
        migrations.increment();
    }
}
