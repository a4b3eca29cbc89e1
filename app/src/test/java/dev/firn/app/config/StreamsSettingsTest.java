package dev.firn.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StreamsSettingsTest {

    @Test
    void hasDefaultsThatSuitTransactions() {
        FirnConfig config = Fixtures.config(Fixtures.NATIVE);

        Properties properties = StreamsSettings.of(config, new Machine(3, 1L << 30, 1L << 28), new Findings(true))
                .properties();

        assertThat(new TreeMap<>(properties).toString().replace(", ", "\n").replaceAll("[{}]", ""))
                .isEqualTo(
                        """
                        acceptable.recovery.lag=10000
                        application.id=firn
                        bootstrap.servers=localhost:9092
                        commit.interval.ms=500
                        ensure.explicit.internal.resource.naming=true
                        firn.state.memory.bytes=268435456
                        main.consumer.auto.offset.reset=earliest
                        main.consumer.max.poll.records=500
                        num.stream.threads=3
                        probing.rebalance.interval.ms=120000
                        processing.exception.handler.global.enabled=true
                        processing.guarantee=exactly_once_v2
                        producer.batch.size=131072
                        producer.compression.type=lz4
                        producer.linger.ms=50
                        producer.transaction.timeout.ms=60000
                        replication.factor=-1
                        rocksdb.config.setter=dev.firn.topology.state.BoundedRocksDb
                        state.cleanup.dir.max.age.ms=604800000
                        state.dir=/var/lib/firn/state
                        statestore.cache.max.bytes=0
                        windowstore.changelog.additional.retention.ms=259200000""");
    }

    /** Kafka's default needs a library that is no part of the application. */
    @Test
    void looksAtTokensAsClientsDo() {
        Properties properties =
                streams("streams { \"sasl.mechanism\" = OAUTHBEARER }").properties();

        assertThat(properties)
                .containsEntry(
                        "sasl.oauthbearer.jwt.validator.class",
                        "org.apache.kafka.common.security.oauthbearer.ClientJwtValidator");
    }

    @Test
    void isAcceptedByKafkaStreams() {
        Properties properties = streams("").properties();

        StreamsConfig config = new StreamsConfig(properties);

        assertThat(config.getProducerConfigs("id"))
                .containsEntry(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4")
                .containsEntry(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, "60000");
        assertThat(config.getMainConsumerConfigs("group", "id", 0))
                .containsEntry(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed")
                .containsEntry(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, "500");
    }

    @ParameterizedTest
    @CsvSource({
        "streams.\"linger.ms\" = 5, linger.ms, producer.linger.ms",
        "streams.\"consumer.max.poll.records\" = 5, consumer.max.poll.records, main.consumer.max.poll.records",
        "streams.max.poll.records = 5, max.poll.records, main.consumer.max.poll.records"
    })
    void makesWayForASettingOfAllClients(String line, String key, String ours) {
        assertThat(streams(line).properties()).containsEntry(key, "5").doesNotContainKey(ours);
    }

    @ParameterizedTest
    @CsvSource({
        "kafka.producer.\"linger.ms\" = 5, producer.linger.ms, 5",
        "kafka.consumer.\"max.poll.records\" = 5, main.consumer.max.poll.records, 5",
        "state.folder = /data/state, state.dir, /data/state",
        "state.memory = 1 GiB, firn.state.memory.bytes, 1073741824",
        "kafka.consumer.\"group.instance.id\" = pod, main.consumer.session.timeout.ms, 60000",
        "streams.\"ssl.key.password\" = \"${file:/x:y}\", config.providers, 'file,env,dir'",
        "'streams.\"interceptor.classes\" = []', interceptor.classes, ''"
    })
    void takesTheUsersSettings(String line, String key, String value) {
        assertThat(streams(line).properties()).containsEntry(key, value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "streams.\"default.key.serde\" = x",
                "streams.\"application.id\" = x",
                "streams.\"processing.exception.handler\" = x",
                "kafka.consumer.\"isolation.level\" = read_uncommitted",
                "kafka.consumer.\"enable.auto.commit\" = true",
                "kafka.consumer.\"group.id\" = x",
                "streams.\"restore.consumer.isolation.level\" = x",
                "kafka.producer.acks = 1",
                "kafka.producer.\"key.serializer\" = x",
                "streams.\"producer.transactional.id\" = x"
            })
    void keepsManagedKeysToItself(String line) {
        ConfigReport report = Fixtures.load(Fixtures.NATIVE + "firn." + line);

        assertThat(report.warnings()).singleElement().satisfies(finding -> assertThat(finding.message())
                .startsWith("ignored: "));
        assertThat(report.streams().orElseThrow().properties()).doesNotContainValue("x");
        assertThat(report.effective()).isEqualTo(Fixtures.load(Fixtures.NATIVE).effective());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "streams.\"processing.guarantee\" = at_least_once | written twice",
                "kafka.producer.\"transaction.timeout.ms\" = 1000000 | 15 minutes",
                "kafka.consumer.\"max.poll.interval.ms\" = 50000 | loses its partitions",
                "kafka.producer.\"linger.ms\" = 600 | longer than the commit interval",
                "kafka.consumer.\"heartbeat.interval.ms\" = 20000 | three heartbeats",
                "output.max-record-bytes = 1048576 | lowered to 1007616",
                "remote-adapters.services = [{vendor=a, version=b, url=c}] | quarter of the transaction",
                "streams { \"group.protocol\" = streams, \"num.standby.replicas\" = 1 } | configuration of the group",
                "streams.\"no.such.key\" = 1 | no key of Kafka"
            })
    void warnsOfWhatDoesNotFit(String line, String words) {
        assertThat(Fixtures.load(Fixtures.NATIVE + "firn." + line).warnings())
                .anySatisfy(finding -> assertThat(finding.text()).contains(words));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "streams.\"commit.interval.ms\" = 60000 | committed every 60000 ms",
                "streams.\"processing.guarantee\" = exactly_once | exactly_once_v2",
                "streams.\"num.stream.threads\" = many | many",
                "streams { \"group.protocol\" = streams, \"group.instance.id\" = a } | static membership",
                "streams.\"group.protocol\" = streams, firn.input { topics = [], topic-pattern = \"a.*\" } | a pattern",
                "kafka.consumer.\"auto.offset.reset\" = never | auto.offset.reset"
            })
    void refusesWhatCannotWork(String line, String words) {
        ConfigReport report = Fixtures.load(Fixtures.NATIVE + "firn." + line);

        assertThat(report.errors())
                .anySatisfy(finding -> assertThat(finding.text()).contains(words));
        assertThat(report.streams()).isEmpty();
    }

    @Test
    void lowersTheRecordLimitToWhatARequestCarries() {
        assertThat(streams("").maxRecordBytes()).isEqualTo(1_000_000);
        assertThat(streams("kafka.producer.\"max.request.size\" = 500000").maxRecordBytes())
                .isEqualTo(459_040);
    }

    @Test
    void keepsAStaticMemberInItsGroup() {
        assertThat(streams("").leavesGroupOnClose()).isTrue();
        assertThat(streams("kafka.consumer.\"group.instance.id\" = pod-0").leavesGroupOnClose())
                .isFalse();
    }

    @Test
    void handsOutACopy() {
        StreamsSettings settings = streams("");

        settings.properties().clear();

        assertThat(settings.properties()).isNotEmpty();
    }

    private static StreamsSettings streams(String line) {
        ConfigReport report = Fixtures.load(Fixtures.NATIVE + (line.isEmpty() ? "" : "firn." + line), Map.of());
        return report.streams().orElseThrow(() -> new AssertionError(report.errors()));
    }
}
