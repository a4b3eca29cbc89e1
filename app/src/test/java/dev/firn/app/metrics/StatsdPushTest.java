package dev.firn.app.metrics;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.firn.app.config.FirnConfig;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StatsdPushTest {

    private final MeterRegistry registry = new SimpleMeterRegistry();

    @Test
    void sendsWhatWasCountedSinceTheLastTimeInADatagramEach() throws IOException {
        try (Server server = new Server()) {
            // given
            StatsdPush push = new StatsdPush(
                    server.settings("snowplow.enrich", Map.of("env", "prod", "cell", "a,b|c")),
                    new PushedNumbers(registry));
            registry.counter("firn.raw").increment(42);
            registry.counter("firn.bad", "type", "schema_violations").increment(2);
            registry.counter("firn.bad", "type", "size_violation").increment(1);
            registry.timer("firn.e2e.latency").record(Duration.ofMillis(1234));

            // when
            push.push();

            // then
            String tags = "|#cell:a_b_c,env:prod";
            assertThat(server.received(9))
                    .contains(
                            "snowplow.enrich.raw:42|c" + tags,
                            "snowplow.enrich.good:0|c" + tags,
                            "snowplow.enrich.bad:3|c" + tags,
                            "snowplow.enrich.invalid_enriched:0|c" + tags,
                            "snowplow.enrich.latency:1234|g" + tags,
                            "snowplow.enrich.e2e_latency_millis:1234|g" + tags)
                    .noneMatch(line -> line.contains("remote_adapters"));

            // when
            registry.counter("firn.raw").increment(8);
            push.push();

            // then
            assertThat(server.received(7))
                    .contains("snowplow.enrich.raw:8|c" + tags, "snowplow.enrich.bad:0|c" + tags)
                    .noneMatch(line -> line.contains("latency"));
        }
    }

    @Test
    void writesOneDotBetweenPrefixAndNameAndNoneWithoutPrefix() throws IOException {
        try (Server server = new Server()) {
            new StatsdPush(server.settings("a.b.", Map.of()), new PushedNumbers(registry)).push();
            assertThat(server.received(7)).contains("a.b.raw:0|c");

            new StatsdPush(server.settings("", Map.of()), new PushedNumbers(registry)).push();
            assertThat(server.received(7)).contains("raw:0|c");
        }
    }

    @Test
    void tellsOfRemoteAdaptersWhereThereAreAny() throws IOException {
        try (Server server = new Server()) {
            registry.counter("firn.remote.adapter", "result", "timeout").increment(3);
            new StatsdPush(server.settings("x", Map.of()), new PushedNumbers(registry)).push();
            assertThat(server.received(8)).contains("x.remote_adapters_timeout:3|c");
        }
    }

    /** It must not lose counts because a name server was away for a while, nor stop anything. */
    @Test
    void sendsLaterWhatItCouldNotSend() throws IOException {
        // given a host that is no name at all
        PushedNumbers numbers = new PushedNumbers(registry);
        registry.counter("firn.raw").increment(5);
        new StatsdPush(new FirnConfig.Statsd("no such host", 1, Duration.ofSeconds(1), "x", Map.of()), numbers).push();

        // when
        registry.counter("firn.raw").increment(1);
        try (Server server = new Server()) {
            new StatsdPush(server.settings("x", Map.of()), numbers).push();

            // then
            assertThat(server.received(7)).contains("x.raw:6|c");
        }
    }

    /** A StatsD server that keeps lines. */
    private static final class Server implements AutoCloseable {

        private static final int PATIENCE_MS = 10_000;

        private final DatagramSocket socket;

        Server() throws IOException {
            socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
            socket.setSoTimeout(PATIENCE_MS);
        }

        FirnConfig.Statsd settings(String prefix, Map<String, String> tags) {
            return new FirnConfig.Statsd("127.0.0.1", socket.getLocalPort(), Duration.ofSeconds(1), prefix, tags);
        }

        List<String> received(int lines) throws IOException {
            List<String> received = new ArrayList<>();
            while (received.size() < lines) {
                DatagramPacket packet = new DatagramPacket(new byte[1000], 1000);
                try {
                    socket.receive(packet);
                } catch (SocketTimeoutException e) {
                    throw new AssertionError("only " + received, e);
                }
                received.add(new String(packet.getData(), 0, packet.getLength(), UTF_8));
            }
            return received;
        }

        @Override
        public void close() {
            socket.close();
        }
    }
}
