package dev.firn.app.dev;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.firn.serdes.payload.DecodedRecord;
import dev.firn.serdes.payload.ThriftCodec;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class TrackerCaptureTest {

    private static final int REQUESTS = 252;
    private static final int EVENTS = 470;
    private static final Pattern EVENT_ID = Pattern.compile("(?:&eid=|\"eid\":\")([0-9a-f-]{36})");

    @Test
    void holdsPayloadsThatTheCodecReads() {
        List<byte[]> records = TrackerCapture.records();

        assertThat(records).hasSize(REQUESTS).allSatisfy(record -> assertThat(ThriftCodec.decode(record))
                .isInstanceOf(DecodedRecord.Current.class));
    }

    @Test
    void givesEveryEventOfTheEndlessStreamItsOwnId() {
        List<String> ids = new ArrayList<>();
        Iterator<byte[]> endless = TrackerCapture.endless(1);

        for (int i = 0; i < 3 * REQUESTS; i++) {
            ids.addAll(eventIds(endless.next()));
        }

        assertThat(ids).hasSize(3 * EVENTS).doesNotHaveDuplicates();
    }

    @Test
    void changesNothingButTheIds() {
        Iterator<byte[]> endless = TrackerCapture.endless(1);

        assertThat(TrackerCapture.records())
                .allSatisfy(original -> assertThat(withoutIds(endless.next())).isEqualTo(withoutIds(original)));
    }

    @Test
    void replacesEveryIdOfTheCapture() {
        Iterator<byte[]> endless = TrackerCapture.endless(1);
        Set<String> captured = new HashSet<>();
        TrackerCapture.records().forEach(record -> captured.addAll(eventIds(record)));

        assertThat(TrackerCapture.records())
                .allSatisfy(original -> assertThat(eventIds(endless.next())).doesNotContainAnyElementsOf(captured));
    }

    @Test
    void repeatsTheSameBytesForTheSameSeed() {
        Iterator<byte[]> one = TrackerCapture.endless(7);
        Iterator<byte[]> two = TrackerCapture.endless(7);

        for (int i = 0; i < REQUESTS + 1; i++) {
            assertThat(one.next()).isEqualTo(two.next());
        }
        assertThat(TrackerCapture.endless(8).next())
                .isNotEqualTo(TrackerCapture.endless(7).next());
    }

    private static List<String> eventIds(byte[] record) {
        List<String> ids = new ArrayList<>();
        Matcher matcher = EVENT_ID.matcher(new String(record, ISO_8859_1));
        while (matcher.find()) {
            ids.add(matcher.group(1));
        }
        return ids;
    }

    private static String withoutIds(byte[] record) {
        return EVENT_ID.matcher(new String(record, ISO_8859_1)).replaceAll("eid");
    }
}
