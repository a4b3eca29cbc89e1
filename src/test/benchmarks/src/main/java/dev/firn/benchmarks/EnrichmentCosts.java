package dev.firn.benchmarks;

import com.sun.net.httpserver.HttpServer;
import dev.firn.app.dev.TrackerCapture;
import dev.firn.enrichments.ConfiguredEnrichment;
import dev.firn.enrichments.spi.Enrichment;
import dev.firn.enrichments.spi.EnrichmentResult;
import dev.firn.enrichments.spi.EventView;
import dev.firn.enrichments.spi.Settings;
import dev.firn.serdes.event.AtomicField;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What each enrichment takes of the time of an event, inside the pipeline, on the captured requests: once with agents that
 * come again and again, once with agents that were never there before. Wall-clock time of one thread, so for a quiet machine.
 * Services are local and their answers remembered, as those of real ones are.
 */
public final class EnrichmentCosts {

    private static final int WARM_UP = 30;
    private static final int ROUNDS = 9;
    private static final int TIMES = 5;
    /** YAUAA takes a millisecond for an ordinary new agent, and much longer for odd ones. */
    private static final int NEW_AGENTS = 60;

    private EnrichmentCosts() {}

    /** Counts the time of another enrichment. One thread only. */
    private static final class Timed implements Enrichment {
        private final Enrichment timed;
        private final double[] again = new double[ROUNDS];
        private final double[] first = new double[ROUNDS];
        private long nanos;
        private long calls;

        Timed(Enrichment timed) {
            this.timed = timed;
        }

        @Override
        public String name() {
            return timed.name();
        }

        @Override
        public Set<AtomicField> writes() {
            return timed.writes();
        }

        @Override
        public EnrichmentResult enrich(EventView event) {
            long start = System.nanoTime();
            EnrichmentResult result = timed.enrich(event);
            nanos += System.nanoTime() - start;
            calls++;
            return result;
        }

        void keep(double[] results, int round) {
            if (round >= 0) {
                results[round] = nanos / 1e3 / Math.max(1, calls);
            }
            nanos = 0;
            calls = 0;
        }
    }

    public static void main(String[] args) throws IOException {
        HttpServer services = services();
        try {
            measure(services);
        } finally {
            services.stop(0);
        }
    }

    private static void measure(HttpServer services) {
        String host = "127.0.0.1:" + services.getAddress().getPort();
        List<Timed> all = new ArrayList<>();
        List<String> names = new ArrayList<>();
        Settings settings =
                Settings.of(Map.of("currency-conversion.base-url", "http://" + host, "weather.scheme", "http"));
        var pipeline = Pipelines.build(Pipelines.everything(host), settings, one -> {
            Timed timed = new Timed(one.enrichment());
            all.add(timed);
            names.add(one.configuration().name());
            return new ConfiguredEnrichment(one.configuration(), timed);
        });
        List<byte[]> captured = TrackerCapture.records();
        DistinctAgents agents = new DistinctAgents();
        for (int round = -WARM_UP; round < ROUNDS; round++) {
            for (int i = 0; i < TIMES; i++) {
                captured.forEach(pipeline::process);
            }
            for (Timed one : all) {
                one.keep(one.again, round);
            }
            captured.subList(0, NEW_AGENTS).forEach(record -> pipeline.process(agents.in(record)));
            for (Timed one : all) {
                one.keep(one.first, round);
            }
        }
        System.out.printf("%-40s %30s %30s%n", "us an event: median (min to max)", "agents known", "agents new");
        for (int i = 0; i < all.size(); i++) {
            System.out.printf(
                    Locale.ROOT, "%-40s %30s %30s%n", names.get(i), text(all.get(i).again), text(all.get(i).first));
        }
    }

    private static String text(double[] rounds) {
        Arrays.sort(rounds);
        return String.format(Locale.ROOT, "%.2f (%.2f to %.2f)", rounds[ROUNDS / 2], rounds[0], rounds[ROUNDS - 1]);
    }

    private static HttpServer services() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        answer(
                server,
                "/api/historical",
                "{\"base\":\"USD\",\"rates\":{\"EUR\":0.9,\"GBP\":0.8,\"USD\":1,\"KRW\":1300}}");
        answer(
                server,
                "/data/2.5",
                """
                {"list":[{"main":{"humidity":69.0,"pressure":1000.0,"temp":300.0,"temp_min":299.0,"temp_max":301.0},
                "wind":{"speed":1.0,"deg":10.0},"clouds":{"all":0},"dt":1588075200,
                "weather":[{"main":"Clear","description":"sky is clear","id":800,"icon":"01d"}]}]}""");
        answer(server, "/users", "{\"record\":{\"parentEventId\":\"5b5a0a1e-3d3c-4a5e-9b0e-1c5d7c8e9f01\"}}");
        server.start();
        return server;
    }

    private static void answer(HttpServer server, String path, String json) {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        server.createContext(path, exchange -> {
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
    }
}
