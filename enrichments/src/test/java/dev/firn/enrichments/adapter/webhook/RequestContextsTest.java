package dev.firn.enrichments.adapter.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firn.enrichments.adapter.Requests;
import dev.firn.enrichments.adapter.WebhookFixture;
import dev.firn.serdes.payload.NormalizedPayload;
import dev.firn.serdes.payload.RawEvent;
import dev.firn.serdes.payload.RawEvent.RequestContext;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When and from where events are, where the request is not what says so. */
class RequestContextsTest {

    private static RequestContext contextOf(String fixture) {
        return Requests.rawEvents(WebhookFixture.named(fixture).request())
                .get(0)
                .context();
    }

    @Test
    void cloudFrontTellsOfTheRequestInItsLine() {
        assertThat(contextOf("cloudfront: a line of 26 fields"))
                .isEqualTo(new RequestContext(
                        Instant.parse("2019-12-04T21:02:31Z").toEpochMilli(),
                        "192.0.2.100",
                        "Mozilla/5.0%20(Windows%20NT%2010.0;%20Win64;%20x64)",
                        null,
                        List.of(),
                        null));
    }

    @Test
    void cloudFrontLeavesOutWhatItsLineDoes() {
        assertThat(contextOf("cloudfront: a line without referer, user agent, address and numbers"))
                .isEqualTo(new RequestContext(
                        Instant.parse("2013-10-07T23:35:30Z").toEpochMilli(), null, null, null, List.of(), null));
    }

    @Test
    void cloudFrontKeepsTheCollector() {
        NormalizedPayload request =
                WebhookFixture.named("cloudfront: a line of 12 fields").request();

        RawEvent event = Requests.rawEvents(request).get(0);

        assertThat(event.source()).isEqualTo(request.source());
        assertThat(event.api()).isEqualTo(request.api());
        assertThat(event.contentType()).isEqualTo(request.contentType());
    }

    @Test
    void urbanAirshipKnowsWhenItWasProcessed() {
        NormalizedPayload request =
                WebhookFixture.named("urbanairship: a closed app").request();
        RequestContext sent = request.context();

        assertThat(contextOf("urbanairship: a closed app"))
                .isEqualTo(new RequestContext(
                        Instant.parse("2015-11-13T15:31:52.393Z").toEpochMilli(),
                        sent.ipAddress(),
                        sent.userAgent(),
                        sent.refererUri(),
                        sent.headers(),
                        sent.userId()));
        assertThat(contextOf("urbanairship: times without offset").timestamp())
                .isEqualTo(Instant.parse("2015-11-13T15:31:52Z").toEpochMilli());
    }

    @Test
    void othersKeepTheRequests() {
        NormalizedPayload request = WebhookFixture.named("vero: a new user").request();

        assertThat(Requests.rawEvents(request).get(0).context()).isEqualTo(request.context());
    }
}
