package dev.firn.enrichments.adapter.webhook;

import dev.firn.enrichments.adapter.Adapter;
import dev.firn.enrichments.adapter.AdapterResult;
import dev.firn.enrichments.adapter.internal.WebhookEvent;
import dev.firn.registry.IgluClient;
import dev.firn.serdes.payload.NormalizedPayload;

/** A vendor's webhook: its path, and what its events have in common. */
abstract class Webhook implements Adapter {

    private final String vendor;
    private final String version;

    /** Tells events as of this webhook and of the server. */
    final WebhookEvent event;

    Webhook(String vendor) {
        this(vendor, "v1");
    }

    Webhook(String vendor, String version) {
        this(vendor, version, vendor + "-" + version);
    }

    Webhook(String vendor, String version, String tracker) {
        this.vendor = vendor;
        this.version = version;
        this.event = new WebhookEvent(tracker, "srv");
    }

    @Override
    public final String vendor() {
        return vendor;
    }

    @Override
    public final String version() {
        return version;
    }

    /** No webhook of a vendor looks at schemas: events are checked later, with all others. */
    @Override
    public final AdapterResult adapt(NormalizedPayload payload, IgluClient iglu) {
        return adapt(payload);
    }

    abstract AdapterResult adapt(NormalizedPayload payload);
}
