package dev.firn.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.firn.app.command.ExitCode;
import dev.firn.app.command.FirnCommand;
import dev.firn.app.dev.TrackerCapture;
import dev.firn.serdes.event.AtomicField;
import dev.firn.serdes.payload.FramedRecords;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code firn enrich} over what trackers sent. */
class EnrichCommandTest {

    private static final String NOW = "2030-01-02T03:04:05Z";
    /** More than one batch for each of four threads. */
    private static final int RECORDS = 1500;

    @TempDir
    private static Path folder;

    private static Path in;

    @BeforeAll
    static void writeRecords() throws IOException {
        in = folder.resolve("in.bin");
        Iterator<byte[]> load = TrackerCapture.endless(7);
        try (FramedRecords.Writer writer = FramedRecords.writer(Files.newOutputStream(in))) {
            for (int i = 0; i < RECORDS; i++) {
                writer.write(load.next());
            }
        }
    }

    @Test
    void writesTheSameBytesOnOneThreadAndOnFour() throws IOException {
        // when
        int one = enrich(in, "one", "--threads", "1");
        int four = enrich(in, "four", "--threads", "4");

        // then
        assertThat(List.of(one, four)).containsExactly(ExitCode.OK, ExitCode.OK);
        for (String stream : List.of("good", "bad")) {
            assertThat(file("one", stream)).isNotEmptyFile().hasSameBinaryContentAs(file("four", stream));
        }
    }

    @Test
    void keepsTheOrderOfTheInput() throws IOException {
        // when
        enrich(in, "ordered", "--threads", "4");

        // then
        List<String> sent = new ArrayList<>();
        try (FramedRecords.Reader reader = FramedRecords.reader(Files.newInputStream(in))) {
            for (byte[] record = reader.next(); record != null; record = reader.next()) {
                sent.add(new String(record, UTF_8));
            }
        }
        int place = 0;
        int found = 0;
        for (String line : Files.readAllLines(file("ordered", "good"))) {
            String id = id(line);
            int at = place;
            while (at < sent.size() && !sent.get(at).contains(id)) {
                at++;
            }
            if (at < sent.size()) {
                place = at;
                found++;
            } else {
                assertThat(sent).as("events without an id of the tracker").noneMatch(one -> one.contains(id));
            }
        }
        assertThat(found).isGreaterThan(RECORDS / 2);
    }

    @Test
    void saysWhereTheInputBreaksOffAndKeepsWhatCameBefore() throws IOException {
        // given
        byte[] whole = Files.readAllBytes(in);
        Path broken = Files.write(folder.resolve("broken.bin"), Arrays.copyOf(whole, whole.length - 10));
        byte[] last = last(in);
        long offset = whole.length - Integer.BYTES - last.length;

        // when
        FirnProcess firn = FirnProcess.run(
                folder,
                "broken",
                "enrich",
                "--in",
                broken.toString(),
                "--now",
                NOW,
                "--enrichments",
                Deployment.enrichments().toString(),
                "--good",
                file("broken", "good").toString(),
                "--bad",
                file("broken", "bad").toString());
        enrich(Files.write(folder.resolve("before.bin"), Arrays.copyOf(whole, (int) offset)), "before");

        // then
        assertThat(firn.exitCode(Duration.ZERO)).as(firn.tail()).isEqualTo(ExitCode.FAILED);
        assertThat(firn.err()).contains("record at byte " + offset);
        for (String stream : List.of("good", "bad")) {
            assertThat(file("broken", stream)).hasSameBinaryContentAs(file("before", stream));
        }
    }

    private static int enrich(Path records, String name, String... more) {
        List<String> args = new ArrayList<>(List.of(
                "enrich",
                "--in",
                records.toString(),
                "--now",
                NOW,
                "--enrichments",
                Deployment.enrichments().toString(),
                "--good",
                file(name, "good").toString(),
                "--bad",
                file(name, "bad").toString()));
        args.addAll(Arrays.asList(more));
        return FirnCommand.execute(args.toArray(new String[0]));
    }

    private static Path file(String name, String stream) {
        return folder.resolve(name + "." + stream);
    }

    private static String id(String line) {
        return line.split("\t", -1)[Arrays.asList(AtomicField.values()).indexOf(AtomicField.EVENT_ID)];
    }

    private static byte[] last(Path file) throws IOException {
        byte[] last = {};
        try (FramedRecords.Reader reader = FramedRecords.reader(Files.newInputStream(file))) {
            for (byte[] record = reader.next(); record != null; record = reader.next()) {
                last = record;
            }
        }
        return last;
    }
}
