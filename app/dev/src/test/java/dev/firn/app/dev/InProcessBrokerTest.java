package dev.firn.app.dev;

import static dev.firn.app.dev.Clients.producer;
import static dev.firn.app.dev.Clients.send;
import static dev.firn.app.dev.Clients.transactional;
import static dev.firn.app.dev.Clients.values;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Lives and deaths of a broker; what goes through it is {@link TopicReaderTest}'s. */
@Timeout(120)
class InProcessBrokerTest {

    @Test
    void takesRecordsAndGivesThemBack() {
        try (InProcessBroker broker = InProcessBroker.start()) {
            broker.createTopic("greetings", 1);
            try (KafkaProducer<byte[], byte[]> producer = producer(broker)) {
                send(producer, "greetings", "hello", "world");
            }

            assertThat(read(broker, "greetings")).containsExactly("hello", "world");
        }
    }

    @Test
    void keepsRecordsAndTransactionsWhenStartedAgainOnItsFolder(@TempDir Path folder) {
        // given
        try (InProcessBroker broker = InProcessBroker.builder().folder(folder).start()) {
            broker.createTopic("kept", 1);
            try (KafkaProducer<byte[], byte[]> producer = transactional(broker, "writer")) {
                producer.beginTransaction();
                send(producer, "kept", "committed");
                producer.commitTransaction();
                producer.beginTransaction();
                send(producer, "kept", "aborted");
                producer.abortTransaction();
            }
        }

        // when
        try (InProcessBroker broker = InProcessBroker.builder().folder(folder).start()) {
            broker.createTopic("kept", 1); // as a program does that does not know whether it is the first start
            try (KafkaProducer<byte[], byte[]> producer = transactional(broker, "writer")) {
                producer.beginTransaction();
                send(producer, "kept", "later");
                producer.commitTransaction();
            }

            // then
            assertThat(read(broker, "kept")).containsExactly("committed", "later");
        }
        assertThat(folder).isNotEmptyDirectory();
    }

    @Test
    void serveSideBySideWithoutSeeingEachOther() {
        try (InProcessBroker one = InProcessBroker.start();
                InProcessBroker two = InProcessBroker.start()) {
            one.createTopic("same-name", 1);
            two.createTopic("same-name", 1);
            try (KafkaProducer<byte[], byte[]> toOne = producer(one);
                    KafkaProducer<byte[], byte[]> toTwo = producer(two)) {
                send(toOne, "same-name", "one");
                send(toTwo, "same-name", "two");
            }

            assertThat(read(one, "same-name")).containsExactly("one");
            one.close();
            assertThat(read(two, "same-name")).containsExactly("two");
        }
    }

    @Test
    void deletesItsTemporaryFolderAndFreesItsPortOnClose() throws IOException {
        // given
        InProcessBroker broker = InProcessBroker.start();
        assertThat(broker.folder()).isDirectory();

        // when
        broker.close();
        broker.close();

        // then
        assertThat(broker.folder()).doesNotExist();
        int port = Integer.parseInt(broker.bootstrapServers().substring("127.0.0.1:".length()));
        new ServerSocket(port, 1, InetAddress.getLoopbackAddress()).close();
    }

    @Test
    void listensOnThePortItWasTold() throws IOException {
        int port;
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = probe.getLocalPort();
        }

        try (InProcessBroker broker = InProcessBroker.builder().port(port).start()) {
            assertThat(broker.bootstrapServers()).isEqualTo("127.0.0.1:" + port);
        }
    }

    @Test
    void saysWhichPortIsTaken() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
            InProcessBroker.Builder builder = InProcessBroker.builder().port(taken.getLocalPort());

            assertThatThrownBy(builder::start)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("cannot listen on 127.0.0.1:" + taken.getLocalPort());
        }
    }

    @Test
    void refusesAFolderThatAnotherBrokerHoldsAndLeavesThatOneWhole(@TempDir Path folder) {
        // given
        InProcessBroker.Builder builder = InProcessBroker.builder().folder(folder);
        try (InProcessBroker first = builder.start()) {
            first.createTopic("before", 1);

            // when
            assertThatThrownBy(builder::start)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining(folder.toString())
                    .hasMessageContaining("another broker is using this folder");

            // then
            first.createTopic("after", 1);
        }
        try (InProcessBroker again = builder.start();
                KafkaProducer<byte[], byte[]> producer = producer(again)) {
            send(producer, "before", "x");
            send(producer, "after", "y");
            assertThat(read(again, "before")).containsExactly("x");
            assertThat(read(again, "after")).containsExactly("y");
        }
    }

    @Test
    void saysWhichPropertyIsWrong() {
        InProcessBroker.Builder builder = InProcessBroker.builder().property("num.io.threads", "many");

        assertThatThrownBy(builder::start)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("num.io.threads")
                .hasMessageContaining("many");
    }

    @Test
    void handsBrokerPropertiesAndTopicConfigsToKafka() throws Exception {
        try (InProcessBroker broker = InProcessBroker.builder()
                        .property("message.max.bytes", "5000")
                        .start();
                KafkaProducer<byte[], byte[]> producer = producer(broker)) {
            broker.createTopic("by-broker", 2);
            broker.createTopic("by-topic", 3, Map.of("max.message.bytes", "2000"));

            assertThat(producer.partitionsFor("by-broker")).hasSize(2);
            assertThat(producer.partitionsFor("by-topic")).hasSize(3);
            assertThat(refusal(producer, "by-broker", 3000)).isNull();
            assertThat(refusal(producer, "by-broker", 6000)).isInstanceOf(RecordTooLargeException.class);
            assertThat(refusal(producer, "by-topic", 3000)).isInstanceOf(RecordTooLargeException.class);
        }
    }

    @Test
    void saysWhyATopicCannotBeCreated() {
        try (InProcessBroker broker = InProcessBroker.start()) {
            assertThatThrownBy(() -> broker.createTopic("no spaces", 1))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("no spaces");
        }
    }

    private static @Nullable Throwable refusal(KafkaProducer<byte[], byte[]> producer, String topic, int bytes)
            throws InterruptedException {
        try {
            producer.send(new ProducerRecord<>(topic, new byte[bytes])).get();
            return null;
        } catch (ExecutionException e) {
            return e.getCause();
        }
    }

    private static List<String> read(InProcessBroker broker, String topic) {
        try (TopicReader reader = new TopicReader(broker.bootstrapServers())) {
            return values(reader.readAll(topic));
        }
    }
}
