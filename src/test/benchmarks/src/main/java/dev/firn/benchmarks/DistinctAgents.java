package dev.firn.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import dev.firn.registry.json.JsonText;
import dev.firn.serdes.payload.CollectorPayload;
import dev.firn.serdes.payload.ThriftCodec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Gives requests user agents that were never there before: real ones, with other digits. Seeded. */
final class DistinctAgents {

    private static final long SEED = 20261122;

    private final List<String> agents = new ArrayList<>();
    private final Random random = new Random(SEED);
    private int next;

    DistinctAgents() {
        try {
            byte[] json = Files.readAllBytes(Pipelines.data("uaparser").resolve("uap-core-sample-302.json"));
            JsonNode cases = JsonText.parse(json).fold(node -> node, message -> {
                throw new IllegalStateException(message);
            });
            cases.findValues("useragent").forEach(agent -> agents.add(agent.asText()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (agents.isEmpty()) {
            throw new IllegalStateException("no user agents");
        }
    }

    /** The record with the next agent, as the collector would have written it. */
    byte[] in(byte[] record) {
        String agent = agent();
        return ThriftCodec.decode(record)
                .fold(payload -> ThriftCodec.encode(with(payload, agent)), legacy -> record, why -> record);
    }

    private String agent() {
        StringBuilder agent = new StringBuilder(agents.get(next++ % agents.size()));
        for (int i = 0; i < agent.length(); i++) {
            char c = agent.charAt(i);
            if (c >= '0' && c <= '9') {
                agent.setCharAt(i, (char) ('0' + random.nextInt(10)));
            }
        }
        return agent.append(' ').append(next).toString();
    }

    private static CollectorPayload with(CollectorPayload p, String agent) {
        List<String> headers = p.headers() == null
                ? null
                : p.headers().stream()
                        .map(line -> line.regionMatches(true, 0, "User-Agent:", 0, 11) ? "User-Agent: " + agent : line)
                        .toList();
        return new CollectorPayload(
                p.schema(),
                p.ipAddress(),
                p.timestamp(),
                p.encoding(),
                p.collector(),
                agent,
                p.refererUri(),
                p.path(),
                p.querystring(),
                p.body(),
                headers,
                p.contentType(),
                p.hostname(),
                p.networkUserId());
    }
}
