package dev.firn.enrichments;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firn.enrichments.adapter.remote.RemoteAdapter;
import dev.firn.enrichments.http.LookupLimits;
import dev.firn.enrichments.http.ScriptedServer;
import dev.firn.enrichments.spi.Configs;
import dev.firn.enrichments.spi.LookupListener;
import dev.firn.serdes.badrow.BadRow;
import dev.firn.serdes.event.AtomicField;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Adapters that a pipeline was given. */
class MoreAdaptersTest {

    private final ScriptedServer server = new ScriptedServer(ScriptedServer.json(
            "{\"events\": [{\"e\": \"pv\", \"p\": \"web\", \"tv\": \"remote\", \"aid\": \"shop\"}]}"));

    @AfterEach
    void closeServer() {
        server.close();
    }

    private EventPipeline pipeline() {
        return Pipelines.builder()
                .adapters(List.of(new RemoteAdapter(
                        "com.acme",
                        "v7",
                        server.url(),
                        LookupLimits.of(Duration.ofSeconds(5)),
                        Configs.RESOURCES,
                        LookupListener.NONE)))
                .build();
    }

    @Test
    void answerToTheirPaths() {
        CollectorRecord record = CollectorRecord.to("/com.acme/v7").body("any;thing");
        assertThat(Outcomes.good(pipeline(), record).text(AtomicField.APP_ID)).isEqualTo("shop");
    }

    @Test
    void failAsWebhooksDo() {
        server.script(ScriptedServer.status(503, ""));
        BadRow row = Outcomes.bad(pipeline(), CollectorRecord.to("/com.acme/v7").body("any;thing"));
        assertThat(row.failure().kind()).isEqualTo(BadRow.Kind.ADAPTER_FAILURES);
    }

    @Test
    void leaveTheBuiltInOnesAlone() {
        assertThat(Outcomes.good(pipeline(), CollectorRecord.pixel("e=pv&p=web&tv=x"))
                        .text(AtomicField.PLATFORM))
                .isEqualTo("web");
        assertThat(server.requests()).isEmpty();
    }
}
