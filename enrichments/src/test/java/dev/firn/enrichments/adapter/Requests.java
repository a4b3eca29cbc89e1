package dev.firn.enrichments.adapter;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.firn.enrichments.url.ParsedQuery;
import dev.firn.enrichments.url.QueryString;
import dev.firn.registry.IgluClient;
import dev.firn.registry.Registries;
import dev.firn.registry.json.Utf8Text;
import dev.firn.serdes.badrow.FailureMessage;
import dev.firn.serdes.payload.NormalizedPayload;
import dev.firn.serdes.payload.RawEvent;
import dev.firn.serdes.payload.RawEvent.Api;
import dev.firn.serdes.payload.RawEvent.RequestContext;
import dev.firn.serdes.payload.RawEvent.Source;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Requests to adapters, and what came of them. */
public final class Requests {

    private static final AdapterRegistry REGISTRY = new AdapterRegistry();
    private static final IgluClient IGLU = IgluClient.builder()
            .registries(List.of(Registries.igluCentralSnapshot().orElseThrow()))
            .build();

    private Requests() {}

    /** A request to {@code vendor/version}. */
    public static NormalizedPayload request(
            String path, @Nullable String querystring, @Nullable String contentType, @Nullable String body) {
        int slash = path.indexOf('/');
        return new NormalizedPayload(
                new Api(path.substring(0, slash), path.substring(slash + 1)),
                ((ParsedQuery.Pairs) QueryString.parseRequest(querystring, UTF_8)).parameters(),
                contentType,
                Utf8Text.ofNullable(body),
                new Source("ssc", UTF_8, "host"),
                new RequestContext(1, "1.1.1.1", "ua", null, List.of("Host: host"), null));
    }

    public static AdapterResult adapt(NormalizedPayload request) {
        return REGISTRY.adapt(request, IGLU);
    }

    /** The parameters of each event. */
    public static List<Map<String, @Nullable String>> events(NormalizedPayload request) {
        return ((AdapterResult.Events) adapt(request))
                .events().stream().map(event -> event.parameters().asMap()).toList();
    }

    public static List<FailureMessage> failures(NormalizedPayload request) {
        return ((AdapterResult.Rejected) adapt(request)).messages();
    }

    public static List<RawEvent> rawEvents(NormalizedPayload request) {
        return ((AdapterResult.Events) adapt(request)).events();
    }
}
