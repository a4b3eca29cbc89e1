package dev.firn.enrichments.adapter.webhook;

import dev.firn.enrichments.adapter.AdapterResult;
import dev.firn.registry.json.Utf8Text;
import dev.firn.serdes.badrow.FailureMessage.InputData;
import dev.firn.serdes.payload.NormalizedPayload;

/** Rejections that show the whole body. */
final class BodyRefusals {

    private BodyRefusals() {}

    static AdapterResult of(NormalizedPayload payload, String expectation) {
        return of("body", payload, expectation);
    }

    /** Under the name of the part that was looked at. */
    static AdapterResult of(String field, NormalizedPayload payload, String expectation) {
        Utf8Text body = payload.body();
        return AdapterResult.rejected(new InputData(field, body == null ? null : body.text(), expectation));
    }
}
