package dev.firn.topology.dedup;

import dev.firn.serdes.event.AtomicField;
import dev.firn.topology.dedup.DeduplicationListener.Fate;
import dev.firn.topology.flow.Item;
import dev.firn.topology.flow.StreamId;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** Judges good events and acts as the policy says. One for each task. */
final class DeduplicationProcessor extends ContextualProcessor<byte[], Item, byte[], Item> {

    private final Deduplication policy;
    private @Nullable SeenEvents seen;

    DeduplicationProcessor(Deduplication policy) {
        this.policy = policy;
    }

    @Override
    public void init(ProcessorContext<byte[], Item> context) {
        super.init(context);
        seen = new SeenEvents(context.getStateStore(policy.storeName()), policy.span(), FilterMemory.OF_PROCESS);
    }

    @Override
    public void close() {
        if (seen != null) {
            seen.close();
            seen = null;
        }
    }

    @Override
    public void process(Record<byte[], Item> record) {
        if (seen != null
                && record.value() instanceof Item.Event item
                && item.stream().equals(StreamId.GOOD)) {
            judge(record, item, seen);
        } else {
            context().forward(record);
        }
    }

    private void judge(Record<byte[], Item> record, Item.Event item, SeenEvents memory) {
        String id = item.event().text(AtomicField.EVENT_ID);
        if (id == null || id.isEmpty()) {
            policy.listener().count(Fate.WITHOUT_ID);
            context().forward(record);
            return;
        }
        long start = policy.listener().start();
        Verdict verdict =
                memory.judge(id, item.event().text(AtomicField.EVENT_FINGERPRINT), record.timestamp(), item.origin());
        policy.listener().end(start);
        switch (verdict.kind()) {
            case NEW -> {
                policy.listener().count(Fate.PASSED);
                context().forward(record);
            }
            case TOO_LATE -> {
                policy.listener().count(Fate.TOO_LATE);
                context().forward(record);
            }
            case NATURAL -> {
                policy.listener().count(Fate.NATURAL);
                if (policy.naturalDuplicates() == NaturalDuplicates.DIVERT) {
                    divert(record, item, verdict);
                }
            }
            case SYNTHETIC -> {
                policy.listener().count(Fate.SYNTHETIC);
                synthetic(record, item, verdict);
            }
        }
    }

    private void synthetic(Record<byte[], Item> record, Item.Event item, Verdict verdict) {
        switch (policy.syntheticDuplicates()) {
            case KEEP_WITH_NEW_ID -> context().forward(record.withValue(item.with(Renamed.event(item.event()))));
            case KEEP -> context().forward(record);
            case DIVERT -> divert(record, item, verdict);
        }
    }

    private void divert(Record<byte[], Item> record, Item.Event item, Verdict verdict) {
        context()
                .forward(record.withValue((Item) item.in(StreamId.DUPLICATES))
                        .withHeaders(Pointer.of(verdict, record.headers())));
    }
}
