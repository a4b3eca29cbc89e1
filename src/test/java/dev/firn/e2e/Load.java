package dev.firn.e2e;

import dev.firn.app.dev.TrackerCapture;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * A sender that does not rest, such as a collector with captured requests with fresh event ids. Spreads records over the
 * partitions in turn.
 */
public final class Load implements AutoCloseable {

    private final KafkaProducer<byte[], byte[]> producer;
    private final Iterator<byte[]> records;
    private final String topic;
    private final int partitions;
    private final AtomicLong acknowledged = new AtomicLong();
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
    private volatile @Nullable Thread thread;
    private volatile boolean stopping;
    private long sent;

    Load(String servers, String topic, int partitions, long seed) {
        this(servers, topic, partitions, TrackerCapture.endless(seed));
    }

    /** @param records what to send, one after the other */
    public Load(String servers, String topic, int partitions, Iterator<byte[]> records) {
        this.topic = topic;
        this.partitions = partitions;
        this.records = records;
        this.producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        servers,
                        ProducerConfig.ACKS_CONFIG,
                        "all",
                        ProducerConfig.LINGER_MS_CONFIG,
                        10),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /** Sends so many and returns when all are acknowledged. */
    public void send(int count) {
        for (int i = 0; i < count; i++) {
            sendOne(records.next());
        }
        flush();
    }

    /** Sends this record to partition 0 and returns when it is acknowledged. */
    void send(byte[] record) {
        send(new ProducerRecord<>(topic, 0, null, record));
        flush();
    }

    /** Sends in the background, about so many in a second, until {@link #stop}. */
    public void start(int perSecond) {
        long pause = 1_000_000_000L / perSecond;
        Thread sender = new Thread(
                () -> {
                    long next = System.nanoTime();
                    while (!stopping) {
                        sendOne(records.next());
                        next += pause;
                        LockSupport.parkNanos(next - System.nanoTime());
                    }
                },
                "load");
        thread = sender;
        sender.start();
    }

    /** Stops sending; returns how many were acknowledged, which is all that were sent. */
    public long stop() {
        stopping = true;
        Thread sender = thread;
        if (sender != null) {
            Await.until("end of the load", FirnProcess.START_LIMIT, () -> !sender.isAlive());
        }
        flush();
        return acknowledged.get();
    }

    private void sendOne(byte[] record) {
        send(new ProducerRecord<>(topic, (int) (sent % partitions), null, record));
    }

    private void send(ProducerRecord<byte[], byte[]> record) {
        sent++;
        producer.send(record, (metadata, problem) -> {
            if (problem == null) {
                acknowledged.incrementAndGet();
            } else {
                failure.compareAndSet(null, problem);
            }
        });
    }

    private void flush() {
        producer.flush();
        Exception problem = failure.get();
        if (problem != null) {
            throw new AssertionError("the load was not taken", problem);
        }
    }

    @Override
    public void close() {
        stopping = true;
        producer.close();
    }
}
