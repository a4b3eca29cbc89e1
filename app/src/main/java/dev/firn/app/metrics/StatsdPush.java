package dev.firn.app.metrics;

import dev.firn.app.config.FirnConfig;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends numbers to a StatsD server: a datagram each, such as {@code snowplow.enrich.raw:42|c|#env:prod}. The name of the
 * server is resolved again each time, as it may move. What is not sent because the name is unknown is sent later; what is
 * lost on the way is lost. Used by one thread at a time.
 */
final class StatsdPush {

    private static final Logger LOG = LoggerFactory.getLogger(StatsdPush.class);

    private final FirnConfig.Statsd server;
    private final PushedNumbers numbers;
    private final String tags;
    private boolean refused;

    StatsdPush(FirnConfig.Statsd server, PushedNumbers numbers) {
        this.server = server;
        this.numbers = numbers;
        this.tags = tags(server.tags());
    }

    private static String tags(Map<String, String> tags) {
        return tags.isEmpty()
                ? ""
                : new TreeMap<>(tags)
                        .entrySet().stream()
                                .map(tag -> clean(tag.getKey()) + ":" + clean(tag.getValue()))
                                .collect(Collectors.joining(",", "|#", ""));
    }

    /** Without the characters that have a meaning in a line. */
    private static String clean(String text) {
        return text.replace(',', '_').replace('|', '_').replace('\n', '_');
    }

    /** Sends once. */
    void push() {
        try (DatagramSocket socket = new DatagramSocket()) {
            InetAddress address = InetAddress.getByName(server.hostname());
            for (PushedNumbers.Pushed number : numbers.sinceTold()) {
                byte[] line = line(number).getBytes(StandardCharsets.UTF_8);
                socket.send(new DatagramPacket(line, line.length, address, server.port()));
            }
            numbers.told();
            refused = false;
        } catch (IOException e) {
            if (!refused) {
                LOG.warn("numbers cannot be sent to {}:{}: {}", server.hostname(), server.port(), e.toString());
            }
            refused = true;
        }
    }

    private String line(PushedNumbers.Pushed number) {
        return PushedNumbers.prefixed(server.prefix(), number.name()) + ":" + number.value()
                + (number.gauge() ? "|g" : "|c") + tags;
    }
}
