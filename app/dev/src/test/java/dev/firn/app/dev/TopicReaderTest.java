package dev.firn.app.dev;

import static dev.firn.app.dev.Clients.producer;
import static dev.firn.app.dev.Clients.send;
import static dev.firn.app.dev.Clients.transactional;
import static dev.firn.app.dev.Clients.values;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class TopicReaderTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static InProcessBroker broker;

    private TopicReader reader;
    private String topic;

    @BeforeAll
    static void startBroker() {
        broker = InProcessBroker.start();
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @BeforeEach
    void createTopic(TestInfo test) {
        topic = test.getTestMethod().orElseThrow().getName();
        broker.createTopic(topic, 1);
        reader = new TopicReader(broker.bootstrapServers());
    }

    @AfterEach
    void closeReader() {
        reader.close();
    }

    @Test
    void findsNothingInAnEmptyTopic() {
        assertThat(reader.readAll(topic)).isEmpty();
    }

    @Test
    void hidesWhatWasAborted() {
        try (KafkaProducer<byte[], byte[]> producer = transactional(broker, topic)) {
            producer.beginTransaction();
            send(producer, topic, "committed");
            producer.commitTransaction();
            producer.beginTransaction();
            send(producer, topic, "aborted");
            producer.abortTransaction();
        }

        assertThat(values(reader.readAll(topic))).containsExactly("committed");
        assertThat(reader.allTransactionsFinished(List.of(topic))).isTrue();
    }

    @Test
    void comesToAnEndWhenEverythingWasAborted() {
        try (KafkaProducer<byte[], byte[]> producer = transactional(broker, topic)) {
            producer.beginTransaction();
            send(producer, topic, "aborted");
            producer.abortTransaction();
        }

        assertThat(reader.readAll(topic)).isEmpty();
    }

    @Test
    void seesATransactionThatIsUnderWayAndWhatItHides() {
        try (KafkaProducer<byte[], byte[]> dangling = transactional(broker, "dangling");
                KafkaProducer<byte[], byte[]> plain = producer(broker)) {
            // given
            send(plain, topic, "before");
            dangling.beginTransaction();
            send(dangling, topic, "undecided");
            send(plain, topic, "behind it");

            // then
            assertThat(reader.openTransactions())
                    .containsExactly(new OpenTransaction("dangling", "Ongoing", Set.of(new TopicPartition(topic, 0))));
            assertThat(reader.allTransactionsFinished(List.of(topic))).isFalse();
            assertThat(values(reader.readAll(topic))).containsExactly("before");

            // when
            dangling.commitTransaction();

            // then
            assertThat(values(reader.readAtLeast(topic, 3, PATIENCE)))
                    .containsExactly("before", "undecided", "behind it");
            assertThat(reader.openTransactions()).isEmpty();
            assertThat(reader.allTransactionsFinished(List.of(topic))).isTrue();
        }
    }

    @Test
    void readsEveryPartition() {
        String wide = topic + "-wide";
        broker.createTopic(wide, 3);
        try (KafkaProducer<byte[], byte[]> producer = producer(broker)) {
            for (int i = 0; i < 20; i++) {
                send(producer, wide, "value " + i);
            }
        }

        assertThat(values(reader.readAll(wide))).hasSize(20).doesNotHaveDuplicates();
    }

    @Test
    void givesUpWaitingWhenTheTimeIsOver() {
        try (KafkaProducer<byte[], byte[]> producer = producer(broker)) {
            send(producer, topic, "only one");
        }

        assertThat(values(reader.readAtLeast(topic, 2, Duration.ofSeconds(1)))).containsExactly("only one");
    }

    @Test
    void startsOverAtEachCall() {
        try (KafkaProducer<byte[], byte[]> producer = producer(broker)) {
            send(producer, topic, "value");
        }

        assertThat(reader.readAll(topic)).hasSize(1);
        assertThat(reader.readAll(topic)).hasSize(1);
    }
}
