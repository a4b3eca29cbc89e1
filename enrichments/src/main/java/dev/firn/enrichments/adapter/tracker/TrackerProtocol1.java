package dev.firn.enrichments.adapter.tracker;

import dev.firn.enrichments.adapter.Adapter;
import dev.firn.enrichments.adapter.AdapterResult;
import dev.firn.registry.IgluClient;
import dev.firn.serdes.badrow.FailureMessage;
import dev.firn.serdes.payload.NormalizedPayload;
import dev.firn.serdes.payload.Parameters;

/** Tracker protocol 1: one event, told in the querystring of a GET. */
public final class TrackerProtocol1 implements Adapter {

    @Override
    public String vendor() {
        return "com.snowplowanalytics.snowplow";
    }

    @Override
    public String version() {
        return "tp1";
    }

    @Override
    public AdapterResult adapt(NormalizedPayload payload, IgluClient iglu) {
        return payload.querystring().isEmpty()
                ? AdapterResult.rejected(new FailureMessage.InputData(
                        "querystring", null, "empty querystring: not a valid URI redirect")) // the known text, if odd
                : AdapterResult.event(payload, Parameters.of(payload.querystring()));
    }
}
