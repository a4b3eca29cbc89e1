package dev.firn.topology.feature;

import static java.util.Objects.requireNonNull;

import dev.firn.topology.feature.WaitingRoom.Waiting;
import dev.firn.topology.flow.Item;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.VersionedKeyValueStore;
import org.apache.kafka.streams.state.VersionedRecord;
import org.jspecify.annotations.Nullable;

/**
 * Ends a partitioned join in which items wait: for a feature that is missing, or, with a grace period, for features that come
 * late. One for each task.
 *
 * <p>Whatever happens is decided by what is processed, in its order: time is that of the stream. Only where nothing comes,
 * or time stands still for very long, the clock takes over, or a quiet topic would hold the last items for ever. An item's key is never null here.
 */
final class WaitingProcessor extends ContextualProcessor<byte[], Side, byte[], Item> {

    /** While records come, only their times count. */
    private static final long NO_CLOCK = Long.MIN_VALUE;

    private final Endings endings;
    private final Times times;
    private final String waitingStore;
    private final @Nullable String versionsStore;
    /** Those that are held back for the grace period: the newest in the room. */
    private final Deque<Waiting> held = new ArrayDeque<>();

    private WaitingRoom room;
    /** When, by the clock, the last record came. */
    private long lastRead;

    private @Nullable VersionedKeyValueStore<byte[], byte[]> versions;

    /**
     * How long what is waited for, in milliseconds.
     *
     * @param grace 0 for no grace period
     * @param bound 0 when nothing waits for missing features
     */
    record Times(long grace, long bound, int maxItems, long maxBytes) {

        static Times of(@Nullable Wait waiting, Duration grace) {
            return waiting == null
                    ? new Times(grace.toMillis(), 0, Integer.MAX_VALUE, Long.MAX_VALUE)
                    : new Times(grace.toMillis(), waiting.bound().toMillis(), waiting.events(), waiting.bytes());
        }

        /** Often enough that nobody waits much longer than needed. */
        Duration interval() {
            long shortest = grace == 0 ? bound : bound == 0 ? grace : Math.min(grace, bound);
            return Duration.ofMillis(Math.max(10, Math.min(1000, shortest / 10)));
        }
    }

    /** @param versionsStore where to find the features of the past; null when only the newest are kept */
    @SuppressWarnings("NullAway.Init") // by init
    WaitingProcessor(Endings endings, Times times, String waitingStore, @Nullable String versionsStore) {
        this.endings = endings;
        this.times = times;
        this.waitingStore = waitingStore;
        this.versionsStore = versionsStore;
    }

    @Override
    public void init(ProcessorContext<byte[], Item> context) {
        super.init(context);
        versions = versionsStore == null ? null : context.getStateStore(versionsStore);
        KeyValueStore<Long, byte[]> store = context.getStateStore(waitingStore);
        lastRead = context.currentSystemTimeMs();
        room = new WaitingRoom(store, lastRead);
        if (times.grace > 0) {
            // Also those whose grace period is over: it ends again, at the next look.
            held.addAll(room.all());
        }
        context.schedule(times.interval(), PunctuationType.WALL_CLOCK_TIME, this::endWaiting);
    }

    @Override
    public void process(Record<byte[], Side> record) {
        endWaiting(NO_CLOCK);
        lastRead = context().currentSystemTimeMs();
        Side side = record.value();
        Item item = side.item();
        if (item == null) {
            release(record.key(), side.feature());
        } else if (record.key() == null) {
            context().forward(record.withValue(item));
        } else if (times.grace > 0 || (side.feature() == null && times.bound > 0)) {
            park(record);
        } else {
            context().forward(record.withValue(endings.atOnce(item, side.feature())));
        }
    }

    private void park(Record<byte[], Side> record) {
        Waiting one = room.add(record.key(), WaitingBytes.write(context().currentStreamTimeMs(), record), lastRead);
        if (times.grace > 0) {
            held.add(one);
        }
        while (room.isOver(times.maxItems, times.maxBytes)) {
            endings.overflowed();
            giveUp(requireNonNull(room.oldest()));
        }
    }

    /** News of a feature: those that wait for it go on, in their order. */
    private void release(byte[] key, byte @Nullable [] news) {
        for (Waiting one : room.of(key)) {
            if (isHeld(one)) {
                return;
            }
            byte[] bytes = room.item(one);
            byte[] feature = versions == null ? news : feature(one, bytes);
            if (feature != null) {
                Record<byte[], Item> record = WaitingBytes.read(bytes);
                goOn(one, record.withValue(endings.waited(record.value(), feature)));
            }
        }
    }

    private boolean isHeld(Waiting one) {
        Waiting first = held.peek();
        return first != null && one.number() >= first.number();
    }

    /** @param clock what it shows, or {@link #NO_CLOCK} */
    private void endWaiting(long clock) {
        long stream = context().currentStreamTimeMs();
        for (Waiting one = held.peek(); one != null && isOver(one, times.grace, stream, clock); one = held.peek()) {
            endGrace(one);
        }
        for (Waiting one = room.oldest();
                one != null && !isHeld(one) && isOver(one, times.bound, stream, clock);
                one = room.oldest()) {
            giveUp(one);
        }
    }

    private boolean isOver(Waiting one, long span, long stream, long clock) {
        return stream - one.arrival() >= span
                || (clock != NO_CLOCK && (clock - lastRead >= span || clock - one.since() >= 2 * span));
    }

    private void endGrace(Waiting one) {
        held.remove();
        byte[] bytes = room.item(one);
        byte[] feature = feature(one, bytes);
        if (feature != null || times.bound <= times.grace) {
            Record<byte[], Item> record = WaitingBytes.read(bytes);
            goOn(one, record.withValue(endings.atOnce(record.value(), feature)));
        }
    }

    /** Nobody may wait any longer. */
    private void giveUp(Waiting one) {
        boolean wasHeld = isHeld(one);
        if (wasHeld) {
            held.remove();
        }
        byte[] bytes = room.item(one);
        byte[] feature = wasHeld ? feature(one, bytes) : null;
        Record<byte[], Item> record = WaitingBytes.read(bytes);
        goOn(
                one,
                record.withValue(
                        feature == null ? endings.inVain(record.value()) : endings.atOnce(record.value(), feature)));
    }

    private void goOn(Waiting one, Record<byte[], Item> record) {
        room.remove(one);
        context().forward(record);
    }

    /** The one that was valid when the item happened. */
    private byte @Nullable [] feature(Waiting one, byte[] bytes) {
        VersionedRecord<byte[]> version = requireNonNull(versions).get(one.key().get(), WaitingBytes.timestamp(bytes));
        return version == null ? null : version.value();
    }
}
