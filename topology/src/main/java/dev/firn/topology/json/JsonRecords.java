package dev.firn.topology.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.firn.serdes.badrow.BadRow;
import dev.firn.serdes.flatten.Flattened;
import dev.firn.serdes.flatten.Flattener;
import dev.firn.serdes.flatten.JsonObjects;
import dev.firn.serdes.flatten.JsonPart;
import dev.firn.serdes.flatten.Rejection;
import dev.firn.topology.expression.Expression;
import dev.firn.topology.flow.Item;
import dev.firn.topology.flow.Origin;
import dev.firn.topology.flow.RecordTimestamps;
import dev.firn.topology.flow.StreamId;
import dev.firn.topology.json.JsonInputListener.Fate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** Records of one JSON input to items. Thread-safe; never throws for data. */
final class JsonRecords {

    private static final byte[] NOTHING = {};

    private final JsonInput input;
    private final StreamId stream;
    private final JsonObjects.Options reading;
    private final @Nullable Flattener flattener;
    private final EventTime.@Nullable Reader time;
    private final BadParts badParts;
    private final JsonInputListener listener;

    JsonRecords(JsonInput input, BadRow.Processor processor, JsonInputListener listener) {
        this.input = input;
        this.listener = listener;
        stream = input.stream();
        reading = input.rules().reading();
        flattener = input.flattens() ? Flattener.of(input.rules()) : null;
        EventTime from = input.time();
        time = from == null ? null : from.reader();
        badParts = new BadParts(input.name(), processor);
    }

    /** The record's items in their order, each with its own key, time and headers. */
    List<Record<byte[], Item>> read(Record<byte[], byte[]> record, Origin from, long now) {
        long start = listener.start();
        List<Record<byte[], Item>> items = items(record, from, now);
        listener.end(start);
        return items;
    }

    private List<Record<byte[], Item>> items(Record<byte[], byte[]> record, Origin from, long now) {
        byte[] value = record.value() == null ? NOTHING : record.value();
        List<JsonPart> parts = JsonObjects.all(value, reading);
        if (parts.isEmpty()) {
            listener.count(input.name(), Fate.EMPTY, 1);
            return List.of();
        }
        Reading all = new Reading(record, value, from, now);
        parts.forEach(part -> part.fold(all::object, all::broken));
        return all.results();
    }

    /** The reading of one record. */
    private final class Reading {
        private final Record<byte[], byte[]> record;
        private final byte[] value;
        private final Origin from;
        private final long now;
        private final List<Record<byte[], Item>> items = new ArrayList<>(1);
        private final List<String> problems = new ArrayList<>(0);
        private int passed;
        private int withoutTime;

        Reading(Record<byte[], byte[]> record, byte[] value, Origin from, long now) {
            this.record = record;
            this.value = value;
            this.from = from;
            this.now = now;
        }

        List<Record<byte[], Item>> results() {
            if (input.onBroken() == OnBroken.BAD_ROW_WHOLE_RECORD && !problems.isEmpty()) {
                count(Fate.HELD_BACK, passed);
                BadRow row = badParts.row(problems, value, from, record.timestamp());
                listener.refused(row);
                return List.of(item(new Item.Bad(from, row), record.timestamp(), record.key()));
            }
            count(Fate.PASSED, passed);
            count(Fate.WITHOUT_TIME, withoutTime);
            return items;
        }

        private void count(Fate what, int times) {
            if (times > 0) {
                listener.count(input.name(), what, times);
            }
        }

        @Nullable
        Void broken(JsonPart.Broken part) {
            listener.count(input.name(), Fate.BROKEN, 1);
            bad(
                    part.cause().words() + ": " + part.message() + place(part.offset(), part.length(), part.line()),
                    part.offset(),
                    part.length());
            return null;
        }

        /** The object goes on with all that flattening makes of it, or not at all: its bytes are either here or there. */
        @Nullable
        Void object(JsonPart.Parsed part) {
            int before = items.size();
            String problem = flattened(part.object());
            if (problem == null) {
                passed += items.size() - before;
                return null;
            }
            items.subList(before, items.size()).clear();
            listener.count(input.name(), Fate.REJECTED, 1);
            bad(problem + place(part.offset(), part.length(), part.line()), part.offset(), part.length());
            return null;
        }

        private @Nullable String flattened(ObjectNode object) {
            if (flattener == null) {
                return migrated(object);
            }
            Flattened flat = flattener.flatten(object);
            if (!flat.rejections().isEmpty()) {
                Rejection first = flat.rejections().get(0);
                return first.reason().words() + ": " + first.message();
            }
            for (ObjectNode one : flat.records()) {
                String problem = migrated(one);
                if (problem != null) {
                    return problem;
                }
            }
            return null;
        }

        private @Nullable String migrated(ObjectNode object) {
            Item.Json json = new Item.Json(stream, from.at(items.size()), object);
            Record<byte[], Item> item = item(json, record.timestamp(), record.key());
            try {
                input.migration().migrate(object, item);
            } catch (Refused e) {
                return e.getMessage();
            }
            items.add(item(json, timestamp(object), key(item)));
            return null;
        }

        private long timestamp(ObjectNode object) {
            if (time == null) {
                return record.timestamp();
            }
            Long own = time.read(object);
            long timestamp = RecordTimestamps.of(own, record.timestamp(), now);
            withoutTime += own != null && own == timestamp ? 0 : 1;
            return timestamp;
        }

        private byte[] key(Record<byte[], Item> item) {
            Expression expression = input.key();
            String key = expression == null ? null : expression.text(item);
            return key == null ? record.key() : key.getBytes(UTF_8);
        }

        private void bad(String problem, long offset, long length) {
            problems.add(problem);
            if (input.onBroken() == OnBroken.BAD_ROW_AND_PASS_GOOD) {
                byte[] bytes = Arrays.copyOfRange(value, (int) offset, (int) (offset + length));
                Origin at = from.at(items.size());
                BadRow row = badParts.row(List.of(problem), bytes, at, record.timestamp());
                listener.refused(row);
                items.add(item(new Item.Bad(at, row), record.timestamp(), record.key()));
            }
        }

        private Record<byte[], Item> item(Item item, long timestamp, byte[] key) {
            return new Record<>(key == null ? NOTHING : key, item, timestamp, new RecordHeaders(record.headers()));
        }
    }

    private static String place(long offset, long length, long line) {
        return " (line " + line + ", byte " + offset + ", " + length + " bytes)";
    }
}
