package dev.firn.topology.flow;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import dev.firn.registry.json.JsonText;
import dev.firn.registry.json.Utf8Output;
import dev.firn.serdes.event.AtomicField;
import dev.firn.serdes.event.EnrichedEvent;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Bytes of events: for each column with a value its number in the table (1 byte) and the value. Texts, JSON and decimals carry
 * their length, as a variable-length number of 7 bits a byte, lowest first; integers take 4 bytes, flags 1, floats 4,
 * timestamps 8; a decimal is its scale (4) and its unscaled value.
 *
 * <p>Not TSV, because there are events that TSV cannot give back: without an id, with line ends in texts, with empty texts.
 * JSON is not read until somebody looks into it.
 */
final class EventBytes {

    private static final AtomicField[] FIELDS = AtomicField.all().toArray(new AtomicField[0]);
    private static final int USUAL_SIZE = 2048;

    private EventBytes() {}

    /** Appends them to what is there already. */
    static byte[] write(EnrichedEvent event, byte[] before) {
        Writer out = new Writer(before);
        Utf8Output json = new Utf8Output(USUAL_SIZE);
        for (AtomicField field : FIELDS) {
            Object value = event.value(field);
            if (value != null) {
                out.ensure(1).put((byte) field.ordinal());
                switch (field.kind()) {
                    case TEXT -> out.sized(((String) value).getBytes(UTF_8));
                    case INTEGER -> out.ensure(Integer.BYTES).putInt((Integer) value);
                    case FLAG -> out.ensure(1).put((byte) ((Boolean) value ? 1 : 0));
                    case DECIMAL -> {
                        BigDecimal decimal = (BigDecimal) value;
                        out.ensure(Integer.BYTES).putInt(decimal.scale());
                        out.sized(decimal.unscaledValue().toByteArray());
                    }
                    case FLOAT -> out.ensure(Float.BYTES).putFloat((Float) value);
                    case TIMESTAMP -> out.ensure(Long.BYTES).putLong((Long) value);
                    case JSON -> {
                        json.reset();
                        json.json((JsonNode) value);
                        out.sized(json.toByteArray());
                    }
                }
            }
        }
        return out.toByteArray();
    }

    /** All that is left of the bytes, which are kept, so not to be changed. */
    static EnrichedEvent read(ByteBuffer in) {
        EnrichedEvent.Builder event = EnrichedEvent.builder();
        while (in.hasRemaining()) {
            AtomicField field = FIELDS[in.get() & 0xFF];
            event.set(field, value(field.kind(), in));
        }
        return event.build();
    }

    private static Object value(AtomicField.Kind kind, ByteBuffer in) {
        return switch (kind) {
            case TEXT -> text(in);
            case INTEGER -> in.getInt();
            case FLAG -> in.get() != 0;
            case DECIMAL -> decimal(in);
            case FLOAT -> in.getFloat();
            case TIMESTAMP -> in.getLong();
            case JSON -> json(in);
        };
    }

    private static String text(ByteBuffer in) {
        int length = length(in);
        int start = skip(in, length);
        return new String(in.array(), start, length, UTF_8);
    }

    private static BigDecimal decimal(ByteBuffer in) {
        int scale = in.getInt();
        byte[] unscaled = new byte[length(in)];
        in.get(unscaled);
        return new BigDecimal(new BigInteger(unscaled), scale);
    }

    private static JsonNode json(ByteBuffer in) {
        int length = length(in);
        int start = skip(in, length);
        return JsonText.ofWritten(in.array(), start, start + length);
    }

    /** Where in the array the skipped part starts. */
    private static int skip(ByteBuffer in, int length) {
        int start = in.arrayOffset() + in.position();
        in.position(in.position() + length);
        return start;
    }

    private static int length(ByteBuffer in) {
        int value = 0;
        int shift = 0;
        byte next;
        do {
            next = in.get();
            value |= (next & 0x7F) << shift;
            shift += 7;
        } while (next < 0);
        return value;
    }

    /** A growing buffer. */
    private static final class Writer {
        private ByteBuffer bytes;

        Writer(byte[] before) {
            bytes = ByteBuffer.allocate(before.length + USUAL_SIZE).put(before);
        }

        ByteBuffer ensure(int more) {
            if (bytes.remaining() < more) {
                int needed = Math.addExact(bytes.position(), more);
                int doubled = (int) Math.min(Integer.MAX_VALUE - 8L, bytes.capacity() * 2L);
                bytes = ByteBuffer.wrap(Arrays.copyOf(bytes.array(), Math.max(needed, doubled)))
                        .position(bytes.position());
            }
            return bytes;
        }

        void sized(byte[] value) {
            ensure(value.length + 5);
            int rest = value.length;
            while (rest > 0x7F) {
                bytes.put((byte) (rest & 0x7F | 0x80));
                rest >>>= 7;
            }
            bytes.put((byte) rest).put(value);
        }

        byte[] toByteArray() {
            return Arrays.copyOf(bytes.array(), bytes.position());
        }
    }
}
