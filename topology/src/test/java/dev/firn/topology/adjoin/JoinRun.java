package dev.firn.topology.adjoin;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.firn.topology.adjoin.AdJoinListener.Fate;
import dev.firn.topology.flow.Counts;
import dev.firn.topology.flow.Item;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.Punctuator;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** The real processor on a store in memory, which is quick enough to be started for every order of events. */
final class JoinRun {

    /** Shared, since making one takes longer than a run; what a run adds replaces what the one before added. */
    private static final Context CONTEXT = new Context();

    final Counts<Fate> counts = new Counts<>(Fate.class);
    final List<Record<byte[], ObjectNode>> records = new ArrayList<>();
    private final MemoryStore store = new MemoryStore("ads");
    private final AdJoinProcessor processor;
    private final Punctuator punctuator;
    private final long step;
    private long now = Long.MIN_VALUE;
    private long nextPunctuation = Long.MIN_VALUE;

    private JoinRun(AdJoin join) {
        CONTEXT.resetForwards();
        CONTEXT.addStateStore(store);
        step = Rules.of(join).step();
        processor = new AdJoinProcessor(join.withListener(counts::add), store.name());
        processor.init(CONTEXT);
        punctuator = CONTEXT.last;
    }

    static JoinRun of(AdJoin join, List<Keyed> events) {
        JoinRun run = new JoinRun(join);
        events.forEach(run::add);
        return run;
    }

    private void add(Keyed keyed) {
        AdEvent event = keyed.event();
        now = Math.max(now, event.time());
        CONTEXT.setCurrentStreamTimeMs(now);
        processor.process(
                new Record<>(keyed.key().getBytes(UTF_8), AdBytes.toRecord(event), event.time(), new RecordHeaders()));
        collect();
        if (now >= nextPunctuation) {
            punctuator.punctuate(now);
            nextPunctuation = now + step;
        }
    }

    private void collect() {
        CONTEXT.forwarded().forEach(captured -> {
            Record<? extends byte[], ? extends Item> record = captured.record();
            records.add(new Record<>(
                    record.key(), ((Item.Json) record.value()).object(), record.timestamp(), record.headers()));
        });
        CONTEXT.resetForwards();
    }

    /** All that was said of each conversion, in that order. */
    Map<String, List<ObjectNode>> revisions() {
        Map<String, List<ObjectNode>> byId = new LinkedHashMap<>();
        records.forEach(record -> byId.computeIfAbsent(new String(record.key(), UTF_8), first -> new ArrayList<>())
                .add(record.value()));
        return byId;
    }

    /** What was said last, without how often it was. */
    Map<String, ObjectNode> table() {
        Map<String, ObjectNode> table = new TreeMap<>();
        revisions().forEach((id, all) -> {
            ObjectNode last = all.get(all.size() - 1).deepCopy();
            last.remove(List.of("revision", "restates"));
            table.put(id, last);
        });
        return table;
    }

    /** How many rows are in the store. */
    int rows() {
        return store.size();
    }

    private static final class Context extends MockProcessorContext<byte[], Item> {
        private Punctuator last = time -> {};

        @Override
        public Cancellable schedule(Duration interval, PunctuationType type, Punctuator callback) {
            last = callback;
            return () -> {};
        }
    }
}
