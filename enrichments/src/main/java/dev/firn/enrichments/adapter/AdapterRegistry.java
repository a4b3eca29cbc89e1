package dev.firn.enrichments.adapter;

import dev.firn.enrichments.adapter.tracker.Redirect;
import dev.firn.enrichments.adapter.tracker.TrackerProtocol1;
import dev.firn.enrichments.adapter.tracker.TrackerProtocol2;
import dev.firn.enrichments.adapter.webhook.IgluWebhook;
import dev.firn.registry.IgluClient;
import dev.firn.serdes.badrow.BadRow;
import dev.firn.serdes.badrow.FailureMessage;
import dev.firn.serdes.payload.NormalizedPayload;
import dev.firn.serdes.payload.RawEvent.Api;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The adapters by the two path segments they answer to.
 *
 * <p>A new adapter is a class and a line in {@link #BUILT_IN}. Immutable and thread-safe.
 */
public final class AdapterRegistry {

    private static final List<Adapter> BUILT_IN =
            List.of(new TrackerProtocol1(), new TrackerProtocol2(), new Redirect(), new IgluWebhook());

    private final Map<Api, Adapter> adapters = new HashMap<>();

    public AdapterRegistry() {
        this(List.of());
    }

    /**
     * The built-in adapters and more.
     *
     * @param more take the place of built-in ones with the same path
     */
    public AdapterRegistry(List<Adapter> more) {
        List<Adapter> all = new ArrayList<>(BUILT_IN);
        all.addAll(more);
        all.forEach(adapter -> adapters.put(new Api(adapter.vendor(), adapter.version()), adapter));
    }

    /** Hands the payload to its adapter. A path that no adapter answers to is a rejection like any other. */
    public AdapterResult adapt(NormalizedPayload payload, IgluClient iglu) {
        Api api = payload.api();
        Adapter adapter = adapters.get(api);
        return adapter != null
                ? adapter.adapt(payload, iglu)
                : AdapterResult.rejected(new FailureMessage.InputData(
                        "vendor/version",
                        api.vendor() + "/" + api.version(),
                        "vendor/version combination is not supported"));
    }

    /** Which kind of bad row a rejected payload becomes. Tracker protocol 1 counts as a webhook here, as it always did. */
    public static BadRow.Kind failureKind(Api api) {
        boolean tracker = api.version().equals("tp2")
                && (api.vendor().equals("com.snowplowanalytics.snowplow")
                        || api.vendor().equals("r"));
        return tracker ? BadRow.Kind.TRACKER_PROTOCOL_VIOLATIONS : BadRow.Kind.ADAPTER_FAILURES;
    }
}
