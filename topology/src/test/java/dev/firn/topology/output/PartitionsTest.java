package dev.firn.topology.output;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.firn.topology.flow.Item;
import dev.firn.topology.flow.Origin;
import dev.firn.topology.flow.StreamId;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.streams.processor.api.Record;
import org.junit.jupiter.api.Test;

class PartitionsTest {

    private static final int PARTITIONS = 12;
    private static final Output OUTPUT = Output.to("t").named("t").from(StreamId.json("in"));

    private static Draft draft(ObjectNode object) {
        return new Draft(
                new Record<>(new byte[0], new Item.Json(StreamId.json("in"), new Origin("in", 0, 1, 0), object), 0));
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** The partition that an output chooses in its fifth turn. */
    private static int partition(Partitioning how, ObjectNode object, Output output) {
        CompiledOutput compiled = new CompiledOutput(output.partitionedBy(how));
        Draft draft = draft(object);
        compiled.fill(draft, 0);
        Optional<Set<Integer>> chosen = Outgoing.PARTITIONER.partitions(
                "t", draft.key, new Outgoing(new byte[0], null, compiled.place(draft, 5)), PARTITIONS);
        return chosen.orElseThrow().iterator().next();
    }

    @Test
    void textsGoWhereTheProducerPutsSuchKeys() {
        for (int i = 0; i < 1000; i++) {
            String text = UUID.nameUUIDFromBytes(new byte[] {(byte) i, (byte) (i >> 8)})
                    .toString()
                    .substring(i % 30);
            assertThat(partition(
                            Partitioning.byText(Value.expression("record.user")), object().put("user", text), OUTPUT))
                    .isEqualTo(BuiltInPartitioner.partitionForKey(text.getBytes(UTF_8), PARTITIONS));
        }
    }

    @Test
    void numbersGoModuloThePartitionsAlsoNegativeOnes() {
        for (long number : new long[] {0, 11, 12, 25, -1, -12, -13, 1L << 40, (1L << 50) + 1}) {
            assertThat(partition(Partitioning.byNumber("record.n"), object().put("n", number), OUTPUT))
                    .isEqualTo((int) Math.floorMod(number, (long) PARTITIONS));
        }
        assertThat(partition(Partitioning.byNumber("record.n"), object().put("n", 7.9), OUTPUT))
                .isEqualTo(7);
    }

    @Test
    void whatIsMissingGoesByItsKeyAndWithoutOneInTurn() {
        Output keyed = OUTPUT.keyedBy(Value.constant("jane"));

        for (Partitioning how :
                new Partitioning[] {Partitioning.byNumber("record.n"), Partitioning.byText(Value.expression("record.n"))
                }) {
            assertThat(partition(how, object(), keyed))
                    .isEqualTo(BuiltInPartitioner.partitionForKey("jane".getBytes(UTF_8), PARTITIONS));
            assertThat(partition(how, object(), OUTPUT.keyless())).isEqualTo(5);
        }
        assertThat(partition(Partitioning.roundRobin(), object(), keyed)).isEqualTo(5);
    }
}
