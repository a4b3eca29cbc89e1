package dev.firn.enrichments.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firn.enrichments.spi.EnrichmentConfigException;
import dev.firn.registry.IgluClient;
import dev.firn.registry.SchemaKey;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdapterSchemasTest {

    @ParameterizedTest
    @CsvSource({
        "callrail, call_complete, iglu:com.callrail/call_complete/jsonschema/1-0-2",
        "cloudfrontAccessLog, with_12_fields, iglu:com.amazon.aws.cloudfront/wd_access_log/jsonschema/1-0-0",
        "cloudfrontAccessLog, with_26_fields, iglu:com.amazon.aws.cloudfront/wd_access_log/jsonschema/1-0-6",
        "googleAnalytics, private, iglu:com.google.analytics/private/jsonschema/1-0-0",
        "mandrill, message_clicked, iglu:com.mandrill/message_clicked/jsonschema/1-0-1",
        "mandrill, message_sent, iglu:com.mandrill/message_sent/jsonschema/1-0-0",
        "urbanAirship, first_open, iglu:com.urbanairship.connect/FIRST_OPEN/jsonschema/1-0-0",
        "vero, updated, iglu:com.getvero/updated/jsonschema/1-0-0",
    })
    void knowsWhatAdaptersWereWrittenFor(String adapter, String event, String uri) {
        assertThat(AdapterSchemas.defaults().get(adapter, event)).hasToString(uri);
    }

    @Test
    void letsOperatorsNameOthers() {
        String mine = "iglu:com.acme/hangup/jsonschema/1-0-0";
        AdapterSchemas schemas = AdapterSchemas.defaults().with(Map.of("callrail", Map.of("call_complete", mine)));
        IgluClient iglu = IgluClient.builder().build();

        AdapterResult result = new AdapterRegistry(schemas, List.of())
                .adapt(Requests.request("com.callrail/v1", "id=1", null, null), iglu);

        assertThat(((AdapterResult.Events) result).events().get(0).parameters().get("ue_pr"))
                .contains(mine);
        assertThat(schemas.get("marketo", "event")).isEqualTo(SchemaKey.of("iglu:com.marketo/event/jsonschema/2-0-0"));
        assertThat(AdapterSchemas.defaults().get("callrail", "call_complete").vendor())
                .isEqualTo("com.callrail");
        iglu.close();
    }

    @Test
    void refusesWhatDoesNotExist() {
        assertThatThrownBy(() -> AdapterSchemas.defaults().with(Map.of("callrali", Map.of())))
                .isInstanceOf(EnrichmentConfigException.class)
                .hasMessageStartingWith("adaptersSchemas.callrali: no such adapter, expected one of callrail, ");
        assertThatThrownBy(() -> AdapterSchemas.defaults().with(Map.of("olark", Map.of("chat", "iglu:a/b/c/1-0-0"))))
                .isInstanceOf(EnrichmentConfigException.class)
                .hasMessage("adaptersSchemas.olark.chat: no such event, expected one of transcript, offline_message");
        assertThatThrownBy(() -> AdapterSchemas.defaults().with(Map.of("olark", Map.of("transcript", "a/b/c"))))
                .isInstanceOf(EnrichmentConfigException.class)
                .hasMessage("adaptersSchemas.olark.transcript is 'a/b/c', expected iglu:VENDOR/NAME/FORMAT/VERSION"
                        + " (INVALID_IGLUURI)");
    }
}
