package dev.firn.app.files;

import dev.firn.enrichments.EventPipeline;
import dev.firn.enrichments.Outcome;
import dev.firn.topology.output.EncodedRecord;
import dev.firn.topology.output.OutcomeEncoder;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs a pipeline over records and writes what comes out, one line each, in input order.
 *
 * <p>Work is cut into batches; a few for each thread are under way at any time, so memory does not grow with the input.
 */
public final class FileEnricher {

    private static final int BATCH_RECORDS = 256;
    private static final long BATCH_BYTES = 1 << 20;
    private static final int BATCHES_PER_THREAD = 3;

    private final EventPipeline pipeline;
    private final Supplier<OutcomeEncoder> encoders;
    private final int threads;

    /** @param encoders makes one for each batch; it need not be thread-safe */
    public FileEnricher(EventPipeline pipeline, Supplier<OutcomeEncoder> encoders, int threads) {
        this.pipeline = pipeline;
        this.encoders = encoders;
        this.threads = threads;
    }

    /**
     * Reads to the end.
     *
     * @param sinks where each stream's lines go; a stream without a sink is not written
     * @throws IOException when reading or writing fails; what was read before is written
     */
    public void run(RecordSource source, Map<EncodedRecord.Stream, OutputStream> sinks)
            throws IOException, InterruptedException {
        ExecutorService workers = Executors.newFixedThreadPool(threads);
        Deque<Future<List<EncodedRecord>>> underWay = new ArrayDeque<>();
        try {
            Batch batch;
            do {
                batch = Batch.read(source);
                underWay.add(workers.submit(work(batch.records)));
                if (underWay.size() >= threads * BATCHES_PER_THREAD) {
                    write(underWay.remove(), sinks);
                }
            } while (!batch.last);
            while (!underWay.isEmpty()) {
                write(underWay.remove(), sinks);
            }
            if (batch.problem != null) {
                throw batch.problem;
            }
        } finally {
            workers.shutdownNow();
        }
    }

    /** Some records, and why no more of them could be read. */
    private static final class Batch {
        final List<byte[]> records = new ArrayList<>(BATCH_RECORDS);
        boolean last;

        @Nullable
        IOException problem;

        static Batch read(RecordSource source) {
            Batch batch = new Batch();
            long bytes = 0;
            try {
                while (batch.records.size() < BATCH_RECORDS && bytes < BATCH_BYTES) {
                    byte @Nullable [] record = source.next();
                    if (record == null) {
                        batch.last = true;
                        break;
                    }
                    batch.records.add(record);
                    bytes += record.length;
                }
            } catch (IOException e) {
                batch.last = true;
                batch.problem = e;
            }
            return batch;
        }
    }

    private Callable<List<EncodedRecord>> work(List<byte[]> batch) {
        return () -> {
            OutcomeEncoder encoder = encoders.get();
            List<EncodedRecord> encoded = new ArrayList<>(batch.size());
            for (byte[] record : batch) {
                for (Outcome outcome : pipeline.process(record)) {
                    EncodedRecord one = encoder.encode(outcome);
                    if (one != null) {
                        encoded.add(one);
                    }
                }
            }
            return encoded;
        };
    }

    private static void write(Future<List<EncodedRecord>> batch, Map<EncodedRecord.Stream, OutputStream> sinks)
            throws IOException, InterruptedException {
        List<EncodedRecord> records;
        try {
            records = batch.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a batch failed, which no input should make it do", e.getCause());
        }
        for (EncodedRecord record : records) {
            OutputStream sink = sinks.get(record.stream());
            if (sink != null) {
                sink.write(record.value());
                sink.write('\n');
            }
        }
    }
}
