package dev.firn.topology.adjoin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import dev.firn.topology.adjoin.AdJoinListener.Fate;
import dev.firn.topology.flow.Item;
import dev.firn.topology.flow.Origin;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** Ad events of one partition to joined records. One for each task. */
final class AdJoinProcessor extends ContextualProcessor<byte[], byte[], byte[], Item> {

    /** Keys to look at for each event since the last time, so that forgetting keeps up without ever taking long. */
    private static final int KEYS_PER_EVENT = 2;

    private static final int FEWEST_KEYS = 1_000;

    private final AdJoin join;
    private final Rules rules;
    private final String storeName;
    private final JoinedJson json;
    private @Nullable AdStore store;
    private int eventsSinceForgetting;

    AdJoinProcessor(AdJoin join, String storeName) {
        this.join = join;
        this.storeName = storeName;
        rules = Rules.of(join);
        json = new JoinedJson(join.name(), join.attribution());
    }

    @Override
    public void init(ProcessorContext<byte[], Item> context) {
        super.init(context);
        store = new AdStore(requireNonNull(context.getStateStore(storeName), storeName), rules);
        context.schedule(Duration.ofMillis(rules.step()), PunctuationType.STREAM_TIME, this::forget);
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        AdStore keys = requireNonNull(store);
        AdEvent event = AdBytes.ofRecord(record.value(), record.timestamp());
        long now = Math.max(context().currentStreamTimeMs(), event.time());
        eventsSinceForgetting++;
        if (rules.isLate(event.time(), now)) {
            join.listener().count(event.kind(), Fate.LATE);
            return;
        }
        long start = join.listener().start();
        Journey journey = keys.journey(record.key());
        long due = journey.due(now);
        Journey.Added added = journey.add(event);
        join.listener().count(event.kind(), added == Journey.Added.NEW ? Fate.RECEIVED : Fate.DUPLICATE);
        if (added == Journey.Added.DUPLICATE) {
            join.listener().end(start);
            return;
        }
        journey.forget(now);
        journey.shrink().forEach(kind -> join.listener().count(kind, Fate.OVERFLOWED));
        join.listener().end(start);
        journey.settle(now, (joined, revision) -> tell(joined, new String(record.key(), UTF_8), revision));
        if (rules.due(event) < due) {
            keys.remind(rules.due(event), record.key());
        }
    }

    private void tell(Joined joined, String key, int revision) {
        AdEvent conversion = joined.conversion();
        Fate first = joined.touches().isEmpty() ? Fate.UNATTRIBUTED : Fate.JOINED;
        join.listener().count(conversion.kind(), revision > 1 ? Fate.RESTATED : first);
        Origin origin = conversion.origin() == null ? Origin.of(context()) : conversion.origin();
        context()
                .forward(new Record<>(
                        conversion.id().getBytes(UTF_8),
                        new Item.Json(join.stream(), origin, json.of(joined, key, revision)),
                        conversion.time(),
                        new RecordHeaders()));
    }

    /** Keys that no event came for any more; the others are tidied up by their events. */
    private void forget(long timestamp) {
        AdStore keys = requireNonNull(store);
        long now = Math.max(context().currentStreamTimeMs(), timestamp);
        List<byte[]> due = keys.due(now, FEWEST_KEYS + KEYS_PER_EVENT * eventsSinceForgetting);
        eventsSinceForgetting = 0;
        for (byte[] key : due) {
            Journey journey = keys.journey(key);
            journey.forget(now);
            long next = journey.due(now);
            if (next < Long.MAX_VALUE) {
                keys.remind(next, key);
            }
        }
    }
}
