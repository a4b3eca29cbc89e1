package dev.firn.enrichments.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.firn.enrichments.spi.Configs;
import dev.firn.enrichments.spi.EnrichmentConfig;
import dev.firn.enrichments.spi.EnrichmentFactory;
import dev.firn.registry.IgluClient;
import dev.firn.registry.Registries;
import dev.firn.registry.SchemaKey;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Passwords, keys and salts of configurations show in no text, whatever else is wrong with the configuration. */
class PlantedSecretsTest {

    private static final String SECRET = "pl4nted";
    private static final Set<String> SECRET_KEYS = Set.of("apiKey", "password", "salt");

    private static final IgluClient NO_REGISTRY = IgluClient.builder()
            .registries(List.of(Registries.inMemory("empty", List.of())))
            .refreshInline()
            .build();

    @ParameterizedTest
    @MethodSource("configurations")
    void showNowhere(JsonNode config) {
        List<String> texts = new ArrayList<>();
        for (JsonNode broken : broken(config)) {
            NamedConfig named = new NamedConfig("config.json", broken);
            texts.add(named.toString());
            try (LoadedEnrichments loaded = EnrichmentConfigs.load(
                    List.of(named), NO_REGISTRY, Configs.RESOURCES, getClass().getClassLoader())) {
                texts.add(loaded.toString() + loaded.findings() + loaded.enrichments());
            }
            texts.addAll(createdDirectly(broken));
        }
        assertThat(texts).hasSizeGreaterThan(30).noneMatch(text -> text.contains(SECRET));
    }

    /** As when a schema is more lenient than ours. */
    private static List<String> createdDirectly(JsonNode config) {
        SchemaKey schema = SchemaKey.of(config.path("schema").asText());
        EnrichmentConfig enrichment = new EnrichmentConfig(schema, config.path("data"));
        List<String> texts = new ArrayList<>(List.of(enrichment.toString()));
        for (EnrichmentFactory factory : ServiceLoader.load(EnrichmentFactory.class)) {
            if (factory.configuration().matches(schema)) {
                try {
                    texts.add(factory.create(enrichment, Configs.RESOURCES).toString());
                } catch (RuntimeException e) {
                    StringWriter trace = new StringWriter();
                    e.printStackTrace(new PrintWriter(trace));
                    texts.add(trace.toString());
                }
            }
        }
        return texts;
    }

    /** The configuration, and one with each of its members replaced by what does not belong there. */
    private static List<JsonNode> broken(JsonNode config) {
        List<JsonNode> all = new ArrayList<>(List.of(config));
        for (String pointer : pointers("/data", config.path("data"))) {
            int last = pointer.lastIndexOf('/');
            for (String other : List.of("null", "-1", "\"pl4nted \\u0000\"", "[\"pl4nted\"]", "{\"pl4nted\": 1}")) {
                boolean secret = SECRET_KEYS.contains(pointer.substring(last + 1));
                if (!secret && other.contains(SECRET)) {
                    continue; // no secret is expected there
                }
                JsonNode copy = config.deepCopy();
                JsonNode parent = copy.at(pointer.substring(0, last));
                if (parent instanceof ArrayNode array) {
                    array.set(Integer.parseInt(pointer.substring(last + 1)), Configs.json(other));
                } else {
                    ((ObjectNode) parent).set(pointer.substring(last + 1), Configs.json(other));
                }
                all.add(copy);
            }
        }
        return all;
    }

    private static List<String> pointers(String prefix, JsonNode node) {
        List<String> all = new ArrayList<>();
        node.properties().forEach(member -> {
            all.add(prefix + "/" + member.getKey());
            all.addAll(pointers(prefix + "/" + member.getKey(), member.getValue()));
        });
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            all.add(prefix + "/" + i);
            all.addAll(pointers(prefix + "/" + i, node.get(i)));
        }
        return all;
    }

    static Stream<JsonNode> configurations() throws IOException {
        try (InputStream in = PlantedSecretsTest.class.getResourceAsStream("snowplow-configs.jsonl")) {
            List<JsonNode> found = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(Configs::json)
                    .filter(PlantedSecretsTest::plant)
                    .toList();
            assertThat(found).hasSizeGreaterThanOrEqualTo(10);
            return found.stream();
        }
    }

    /** Whether there was a secret to replace. */
    private static boolean plant(JsonNode config) {
        boolean planted = false;
        for (String pointer : pointers("/data", config.path("data"))) {
            int last = pointer.lastIndexOf('/');
            if (SECRET_KEYS.contains(pointer.substring(last + 1))) {
                ((ObjectNode) config.at(pointer.substring(0, last))).put(pointer.substring(last + 1), SECRET);
                planted = true;
            } else if (pointer.endsWith("/uri")) {
                ((ObjectNode) config.at(pointer.substring(0, last)))
                        .put("uri", "http://" + SECRET + "@127.0.0.1/{{user}}?token=" + SECRET);
            }
        }
        return planted;
    }
}
