package dev.firn.serdes.payload;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FramedRecordsTest {

    @Test
    void readsBackWhatItWrote() throws IOException {
        List<byte[]> records = List.of("one".getBytes(UTF_8), new byte[0], new byte[70_000]);

        byte[] file = write(records);

        assertThat(file)
                .hasSize(3 * 4 + 3 + 70_000)
                .startsWith(0, 0, 0, 3, 'o', 'n', 'e', 0, 0, 0, 0, 0, 1, 0x11, 0x70);
        assertThat(read(new ByteArrayInputStream(file))).containsExactlyElementsOf(records);
    }

    @Test
    void readsFromAStreamThatGivesOneByteAtATime() throws IOException {
        byte[] file = write(List.of("one".getBytes(UTF_8), "two".getBytes(UTF_8)));

        assertThat(read(new OneByteAtATime(file))).hasSize(2);
    }

    @Test
    void anEmptyFileHoldsNoRecord() throws IOException {
        assertThat(read(InputStream.nullInputStream())).isEmpty();
    }

    @Test
    void knowsHowFarItHasRead() throws IOException {
        // given
        byte[] file = write(List.of(new byte[3], new byte[5]));
        FramedRecords.Reader reader = FramedRecords.reader(new ByteArrayInputStream(file));

        // when
        reader.next();

        // then
        assertThat(reader.offset()).isEqualTo(7);
        reader.next();
        assertThat(reader.offset()).isEqualTo(file.length);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6})
    void saysWhereATruncatedFileBreaksOff(int kept) throws IOException {
        // given
        byte[] file = write(List.of(new byte[3], new byte[3]));
        byte[] truncated = Arrays.copyOf(file, 7 + kept);
        FramedRecords.Reader reader = FramedRecords.reader(new ByteArrayInputStream(truncated));
        reader.next();

        // then
        assertThatThrownBy(reader::next)
                .isInstanceOfSatisfying(FramedRecords.BrokenFrameException.class, e -> assertThat(e.offset())
                        .isEqualTo(7))
                .hasMessageStartingWith("record at byte 7: the file ends ");
    }

    @ParameterizedTest
    @CsvSource({
        "ffffffff, -1",
        "80000000, -2147483648",
        "7fffffff, 2147483647",
        "04000001, 67108865",
        "7b22736f, 2065855343"
    })
    void refusesALengthThatCannotBe(String firstBytes, int length) {
        byte[] file = HexFormat.of().parseHex(firstBytes);

        assertThatThrownBy(() -> read(new ByteArrayInputStream(file)))
                .isInstanceOf(FramedRecords.BrokenFrameException.class)
                .hasMessage("record at byte 0: a length of " + length
                        + " bytes is not within 0..67108864; this is no file of length-prefixed records");
    }

    @Test
    void closesTheStreamsItWasGiven() throws IOException {
        boolean[] closed = new boolean[2];
        InputStream in = new ByteArrayInputStream(new byte[0]) {
            @Override
            public void close() {
                closed[0] = true;
            }
        };
        ByteArrayOutputStream out = new ByteArrayOutputStream() {
            @Override
            public void close() {
                closed[1] = true;
            }
        };

        FramedRecords.reader(in).close();
        FramedRecords.writer(out).close();

        assertThat(closed).containsOnly(true);
    }

    private static byte[] write(List<byte[]> records) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (FramedRecords.Writer writer = FramedRecords.writer(bytes)) {
            for (byte[] record : records) {
                writer.write(record);
            }
        }
        return bytes.toByteArray();
    }

    private static List<byte[]> read(InputStream in) throws IOException {
        List<byte[]> records = new ArrayList<>();
        try (FramedRecords.Reader reader = FramedRecords.reader(in)) {
            for (byte[] record = reader.next(); record != null; record = reader.next()) {
                records.add(record);
            }
        }
        return records;
    }

    private static final class OneByteAtATime extends ByteArrayInputStream {

        OneByteAtATime(byte[] bytes) {
            super(bytes);
        }

        @Override
        public synchronized int read(byte[] target, int offset, int length) {
            return super.read(target, offset, Math.min(length, 1));
        }
    }
}
