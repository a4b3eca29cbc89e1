package dev.firn.enrichments.adapter;

import dev.firn.registry.IgluClient;
import dev.firn.serdes.payload.NormalizedPayload;

/** Makes raw events of the requests to one path. Stateless and thread-safe; never throws for data. */
public interface Adapter {

    /** First path segment. */
    String vendor();

    /** Second path segment. */
    String version();

    /** All events of the payload or, when one of them fails, all failures: there is no half-adapted payload. */
    AdapterResult adapt(NormalizedPayload payload, IgluClient iglu);
}
