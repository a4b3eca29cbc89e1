package dev.firn.registry;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.databind.JsonNode;
import dev.firn.registry.json.JsonText;
import dev.firn.registry.json.ParsedJson;

/** A resolver configuration is read, or refused in words; nothing else comes out of it. */
class ResolverConfigFuzzTest {

    @FuzzTest
    void anyJsonIsReadOrRefusedInWords(byte[] document) {
        if (JsonText.parse(document) instanceof ParsedJson.Json json) {
            readOrRefused(json.node());
        }
    }

    private static void readOrRefused(JsonNode json) {
        try {
            ResolverConfig config = ResolverConfig.of(json);
            assertThat(config.repositories()).doesNotContainNull();
            assertThat(config.toString()).isNotEmpty();
        } catch (ResolverConfigException refused) {
            assertThat(refused).hasMessageMatching("(?s).+");
        }
    }
}
