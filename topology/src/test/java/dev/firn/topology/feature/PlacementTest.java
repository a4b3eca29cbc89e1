package dev.firn.topology.feature;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.firn.topology.flow.Item;
import dev.firn.topology.flow.Origin;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.junit.jupiter.api.Test;

class PlacementTest {

    private static final Item ITEM = new Item.Raw(new Origin("in", 5, 0, 0), new byte[0]);

    @Test
    void isThatOfJavaProducers() {
        Placement placement = new Placement();
        for (int i = 0; i < 1_000; i++) {
            byte[] key = ("user-" + i).getBytes(UTF_8);
            int partition = BuiltInPartitioner.partitionForKey(key, 7);

            assertThat(placement.partitions("between", key, ITEM, 7)).isEqualTo(Optional.of(Set.of(partition)));
            assertThat(placement.isWrong(key, partition)).isFalse();
            assertThat(placement.isWrong(key, (partition + 1) % 7)).isTrue();
        }
    }

    @Test
    void keepsTogetherWhatHasNoKeyAndCameTogether() {
        assertThat(new Placement().partitions("between", null, ITEM, 3)).isEqualTo(Optional.of(Set.of(2)));
        Item madeUp = new Item.Raw(new Origin("", -1, -1, 0), new byte[0]);
        assertThat(new Placement().partitions("between", null, madeUp, 3)).isEqualTo(Optional.of(Set.of(2)));
    }

    @Test
    void judgesNothingBeforeItKnowsHowManyPartitionsThereAre() {
        assertThat(new Placement().isWrong(new byte[] {1}, 3)).isFalse();
    }
}
