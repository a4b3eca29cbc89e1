package dev.firn.enrichments.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firn.enrichments.adapter.internal.Failures;
import dev.firn.serdes.payload.NormalizedPayload;
import dev.firn.serdes.payload.RawEvent;

/** What holds of the answer to any request at all. */
final class AdapterPromises {

    private AdapterPromises() {}

    /** Adapts a request and checks that it became events or a rejection. */
    static AdapterResult keep(NormalizedPayload request) {
        AdapterResult result = Requests.adapt(request);
        if (result instanceof AdapterResult.Events events) {
            assertThat(events.events()).isNotEmpty();
            events.events().forEach(event -> keep(request, event));
        } else {
            assertThat(((AdapterResult.Rejected) result).messages())
                    .isNotEmpty()
                    .hasSizeLessThanOrEqualTo(Failures.MOST);
        }
        return result;
    }

    private static void keep(NormalizedPayload request, RawEvent event) {
        assertThat(event.api()).isEqualTo(request.api());
        assertThat(event.source()).isEqualTo(request.source());
        assertThat(event.parameters().isEmpty()).isFalse();
    }
}
