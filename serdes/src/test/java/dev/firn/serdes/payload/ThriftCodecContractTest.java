package dev.firn.serdes.payload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firn.registry.json.Utf8Text;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.thrift.TException;
import org.junit.jupiter.api.Test;

/** Our codec and Apache Thrift's library agree, on good records and on damaged ones. */
class ThriftCodecContractTest {

    private static final long SEED = 20_261_122L;

    @Test
    void readsWhatTheLibraryWritesAndTheOtherWayRound() throws TException {
        Random random = new Random(SEED);
        for (int i = 0; i < 2_000; i++) {
            CollectorPayload payload = payload(random);

            assertThat(ThriftCodec.decode(LibThrift.write(payload)))
                    .as("seed %d, case %d", SEED, i)
                    .isEqualTo(new DecodedRecord.Current(payload));
            assertThat(LibThrift.read(ThriftCodec.encode(payload))).isEqualTo(payload);
        }
    }

    @Test
    void readsBackWhatItWroteInBothNumberings() {
        Random random = new Random(SEED);
        for (int i = 0; i < 2_000; i++) {
            CollectorPayload payload = payload(random);
            for (Numbering numbering : List.of(Numbering.COLLECTOR, Numbering.PUBLISHED_IDL)) {
                assertThat(ThriftCodec.decode(ThriftCodec.encode(payload, numbering)))
                        .as("seed %d, case %d, %s", SEED, i, numbering)
                        .isEqualTo(new DecodedRecord.Current(payload));
            }
        }
    }

    /** Same records refused, with the same words, and the same fields read from those that still pass. */
    @Test
    void agreesWithTheLibraryOnDamagedRecords() {
        Random random = new Random(SEED);
        int refused = 0;
        for (int i = 0; i < 20_000; i++) {
            byte[] record = damaged(ThriftCodec.encode(payload(random)), random);
            DecodedRecord ours = ThriftCodec.decode(record);

            try {
                CollectorPayload theirs = LibThrift.read(record);
                if (theirs.schema() != null) {
                    assertThat(ours).as("seed %d, case %d", SEED, i).isEqualTo(new DecodedRecord.Current(theirs));
                }
            } catch (TException e) {
                String why = String.valueOf(e.getMessage());
                if (why.equals("unrecognized type code")) {
                    continue; // an empty container of a type that does not exist: we do not mind
                }
                refused++;
                assertThat(ours).as("seed %d, case %d: %s", SEED, i, e).isInstanceOf(DecodedRecord.NotThrift.class);
                // Of a length beyond the record this version of it speaks of limits, older ones of missing bytes, as we
                // do.
                if (!why.startsWith("MaxMessageSize") && !why.startsWith("Message size")) {
                    assertThat(((DecodedRecord.NotThrift) ours).message()).isEqualTo(why);
                }
            }
        }
        assertThat(refused).isBetween(5_000, 19_000);
    }

    private static byte[] damaged(byte[] record, Random random) {
        if (random.nextInt(4) == 0) {
            return Arrays.copyOf(record, random.nextInt(record.length));
        }
        for (int i = random.nextInt(3); i >= 0; i--) {
            record[random.nextInt(record.length)] =
                    (byte) (random.nextBoolean() ? random.nextInt(16) : random.nextInt());
        }
        return record;
    }

    private static CollectorPayload payload(Random random) {
        return new CollectorPayload(
                CollectorPayload.SCHEMA,
                text(random),
                random.nextBoolean() ? random.nextLong() : 1_700_000_000_000L,
                text(random),
                text(random),
                text(random),
                text(random),
                text(random),
                text(random),
                Utf8Text.ofNullable(text(random)),
                texts(random),
                text(random),
                text(random),
                text(random));
    }

    private static List<String> texts(Random random) {
        if (random.nextInt(4) == 0) {
            return null;
        }
        List<String> texts = new ArrayList<>();
        for (int i = random.nextInt(5); i > 0; i--) {
            String text = text(random);
            texts.add(text == null ? "" : text);
        }
        return texts;
    }

    private static String text(Random random) {
        if (random.nextInt(4) == 0) {
            return null;
        }
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(40); i > 0; i--) {
            int point = random.nextInt(8) == 0 ? random.nextInt(0x10000) : random.nextInt(0x80);
            text.appendCodePoint(Character.isSurrogate((char) point) ? 0x1F600 : point);
        }
        return text.toString();
    }
}
