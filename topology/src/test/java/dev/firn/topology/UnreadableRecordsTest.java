package dev.firn.topology;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.firn.serdes.badrow.BadRow;
import java.util.Arrays;
import java.util.Base64;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class UnreadableRecordsTest {

    static Stream<Arguments> unreadable() {
        byte[] whole = Requests.pageView();
        return Stream.of(
                Arguments.of("a text", "not a payload".getBytes(UTF_8)),
                Arguments.of("no UTF-8", new byte[] {(byte) 0xFF, (byte) 0xC0, (byte) 0x80}),
                Arguments.of("a truncated payload", Arrays.copyOf(whole, whole.length / 2)),
                Arguments.of("an empty record", new byte[0]),
                Arguments.of("a tombstone", null));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("unreadable")
    void becomesOneBadRowThatHoldsItsBytes(String what, byte[] value) {
        try (Run run = Run.of(Run.standard(Pipelines.usual()))) {
            // when
            run.send(value);

            // then
            assertThat(run.read(Run.GOOD)).isEmpty();
            BadRow row = Run.badRow(run.readOne(Run.BAD));
            assertThat(row.failure().kind()).isEqualTo(BadRow.Kind.COLLECTOR_PAYLOAD_FORMAT_VIOLATION);
            assertThat(bytes(row)).isEqualTo(value == null ? new byte[0] : value);
        }
    }

    @Test
    void doesNotKeepTheNextRecordFromBeingRead() {
        try (Run run = Run.of(Run.standard(Pipelines.usual()))) {
            // given
            Random random = new Random(20260304);

            // when
            for (int i = 0; i < 200; i++) {
                byte[] noise = new byte[random.nextInt(300)];
                random.nextBytes(noise);
                run.send(noise);
            }
            run.send(Requests.pageView());

            // then
            assertThat(run.read(Run.GOOD)).hasSize(1);
            assertThat(run.read(Run.BAD)).hasSizeGreaterThanOrEqualTo(200);
        }
    }

    private static byte[] bytes(BadRow row) {
        return Base64.getDecoder().decode(((BadRow.Payload.Raw) row.payload()).text());
    }
}
