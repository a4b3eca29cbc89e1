package dev.firn.topology.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.Test;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;

class StateSettingsTest {

    @Test
    void allKeysButOursAreKnownToKafkaStreams() {
        assertThat(StateSettings.streamsDefaults().keySet())
                .allMatch(key -> key.equals(StateSettings.MEMORY_BYTES)
                        || StreamsConfig.configDef().names().contains(key));
    }

    @Test
    void theSetterIsFoundByItsName() throws ClassNotFoundException {
        assertThat(Class.forName(StateSettings.streamsDefaults().get(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG)))
                .isEqualTo(BoundedRocksDb.class);
    }

    @Test
    void tooLittleMemoryIsRefused() {
        assertThatThrownBy(() -> StateSettings.streamsDefaults(1000))
                .hasMessage("firn.state.memory.bytes = 1000, expected at least 67108864");
        RocksDB.loadLibrary();
        try (Options options = new Options()) {
            BoundedRocksDb setter = new BoundedRocksDb();
            assertThatThrownBy(() -> setter.setConfig("s", options, Map.of(StateSettings.MEMORY_BYTES, "much")))
                    .isInstanceOf(ConfigException.class)
                    .hasMessageContaining("expected a number of bytes");
        }
    }

    @Test
    void allStoresShareOneCacheAndOneLimitOfWriteBuffersThatOutliveThem() {
        RocksDB.loadLibrary();
        BoundedRocksDb setter = new BoundedRocksDb();
        Map<String, Object> configs = Map.of(StateSettings.MEMORY_BYTES, Long.toString(64L << 20));
        try (Options one = options();
                Options other = options()) {
            // when
            setter.setConfig("one", one, configs);
            setter.close("one", one);
            new BoundedRocksDb().setConfig("other", other, Map.of());
            // then
            SharedMemory shared = SharedMemory.ofBytes(1L << 30);
            assertThat(one.writeBufferManager()).isSameAs(other.writeBufferManager());
            assertThat(one.writeBufferManager()).isSameAs(shared.writeBuffers());
            assertThat(shared.cache().isOwningHandle()).isTrue();
            assertThat(one.optimizeFiltersForHits()).isFalse();
            BlockBasedTableConfig table = (BlockBasedTableConfig) one.tableFormatConfig();
            assertThat(table.cacheIndexAndFilterBlocks()).isTrue();
            assertThat(table.filterPolicy()).isSameAs(shared.filter());
        }
    }

    private static Options options() {
        return new Options().setTableFormatConfig(new BlockBasedTableConfig());
    }
}
