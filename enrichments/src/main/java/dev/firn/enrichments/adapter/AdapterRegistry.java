package dev.firn.enrichments.adapter;

import dev.firn.enrichments.adapter.googleanalytics.GoogleAnalytics;
import dev.firn.enrichments.adapter.tracker.Redirect;
import dev.firn.enrichments.adapter.tracker.TrackerProtocol1;
import dev.firn.enrichments.adapter.tracker.TrackerProtocol2;
import dev.firn.enrichments.adapter.webhook.Webhooks;
import dev.firn.registry.IgluClient;
import dev.firn.serdes.badrow.BadRow;
import dev.firn.serdes.badrow.FailureMessage;
import dev.firn.serdes.payload.NormalizedPayload;
import dev.firn.serdes.payload.RawEvent.Api;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The adapters by the two path segments they answer to.
 *
 * <p>A new adapter is a class and a line here or in {@link Webhooks}. Immutable and thread-safe.
 */
public final class AdapterRegistry {

    private final Map<Api, Adapter> adapters = new HashMap<>();

    public AdapterRegistry() {
        this(List.of());
    }

    /** As {@link #AdapterRegistry(AdapterSchemas, List)}, with the schemas that the adapters were written for. */
    public AdapterRegistry(List<Adapter> more) {
        this(AdapterSchemas.defaults(), more);
    }

    /**
     * The built-in adapters and more.
     *
     * @param schemas what the events of webhooks claim to be
     * @param more take the place of built-in ones with the same path
     */
    public AdapterRegistry(AdapterSchemas schemas, List<Adapter> more) {
        List<Adapter> all = new ArrayList<>(builtIn(schemas));
        all.addAll(more);
        all.forEach(adapter -> adapters.put(new Api(adapter.vendor(), adapter.version()), adapter));
    }

    private static List<Adapter> builtIn(AdapterSchemas schemas) {
        List<Adapter> all = new ArrayList<>(Webhooks.all(schemas));
        all.add(new GoogleAnalytics(schemas));
        all.add(new TrackerProtocol1());
        all.add(new TrackerProtocol2());
        all.add(new Redirect());
        return all;
    }

    /** The paths that are answered. */
    public Set<Api> paths() {
        return Collections.unmodifiableSet(adapters.keySet());
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
