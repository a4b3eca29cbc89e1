package dev.firn.enrichments.adapter.remote;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.firn.enrichments.adapter.Adapter;
import dev.firn.enrichments.adapter.AdapterResult;
import dev.firn.enrichments.http.HttpLookups;
import dev.firn.enrichments.http.HttpResult;
import dev.firn.enrichments.http.LookupLimits;
import dev.firn.enrichments.http.Secrets;
import dev.firn.enrichments.http.ServiceUrl;
import dev.firn.enrichments.spi.LookupListener;
import dev.firn.enrichments.spi.Resources;
import dev.firn.registry.IgluClient;
import dev.firn.registry.json.JsonText;
import dev.firn.registry.json.Utf8Text;
import dev.firn.serdes.badrow.FailureMessage;
import dev.firn.serdes.badrow.FailureMessage.InputData;
import dev.firn.serdes.payload.NormalizedPayload;
import dev.firn.serdes.payload.Parameters;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Hands the requests to one path to a service of the operator's, which makes events of them. Thread-safe; blocks for as long
 * as the limits allow.
 */
public final class RemoteAdapter implements Adapter {

    private static final String MARK = "[REMOTE_ADAPTER] ";
    /** What the schema of the bad row allows. */
    private static final int LONGEST_EXPECTATION = 256;

    private final String vendor;
    private final String version;
    private final URI url;
    /** As texts show it. */
    private final String maskedUrl;

    private final HttpLookups http;

    /**
     * @param vendor first path segment
     * @param version second path segment
     * @param url of the service; http or https
     * @param limits the time limit must leave the consumer enough of what it may take between polls
     * @param resources whose HTTP client is used, with its time limit for connecting
     * @param listener told of every call: an answer with 2xx, a failure, or a timeout
     * @throws dev.firn.enrichments.spi.EnrichmentConfigException when the URL is unfit
     */
    public RemoteAdapter(
            String vendor,
            String version,
            String url,
            LookupLimits limits,
            Resources resources,
            LookupListener listener) {
        this.vendor = requireNonNull(vendor, "vendor");
        this.version = requireNonNull(version, "version");
        this.url = ServiceUrl.parse("The URL of remote adapter " + vendor + "/" + version, url, resources.settings());
        Secrets secrets = Secrets.of(Secrets.in(url));
        maskedUrl = secrets.mask(url);
        http = HttpLookups.builder(resources, limits)
                .header("Content-Type", "application/json")
                .header("Accept", "*/*")
                .secrets(secrets)
                .listener(listener)
                .build();
    }

    @Override
    public String vendor() {
        return vendor;
    }

    @Override
    public String version() {
        return version;
    }

    @Override
    public AdapterResult adapt(NormalizedPayload payload, IgluClient iglu) {
        Utf8Text body = payload.body();
        if (body == null || body.isEmpty()) {
            return rejected(null, "empty body: not a valid remote adapter " + maskedUrl + " payload");
        }
        HttpResult result = http.send("POST", url, question(payload, body));
        if (result instanceof HttpResult.Answer answer) {
            return answer.succeeded()
                    ? events(payload, answer.body())
                    : noResponse(answer.statusFailure().text());
        }
        return noResponse(((HttpResult.Failure) result).text());
    }

    private static String question(NormalizedPayload payload, Utf8Text body) {
        ObjectNode question = JsonNodeFactory.instance.objectNode();
        question.put("contentType", payload.contentType());
        ObjectNode querystring = question.putObject("queryString");
        Parameters.of(payload.querystring()).forEach(querystring::put);
        payload.context().headers().forEach(question.putArray("headers")::add);
        question.put("body", body.text());
        return JsonText.write(question);
    }

    private static AdapterResult events(NormalizedPayload payload, Utf8Text response) {
        return response.parse()
                .fold(
                        json -> events(payload, json, response),
                        error -> AdapterResult.rejected(
                                new FailureMessage.NotJson("body", response.text(), MARK + error)));
    }

    private static AdapterResult events(NormalizedPayload payload, JsonNode json, Utf8Text response) {
        RemoteEvents events = RemoteEvents.of(json);
        if (events.problem() != null) {
            return rejected(
                    response.text(), MARK + "could not be decoded as a list of json objects: " + events.problem());
        }
        return events.parameters().isEmpty()
                ? rejected(response.text(), MARK + "empty list of events")
                : AdapterResult.events(payload, events.parameters());
    }

    private AdapterResult noResponse(String message) {
        return rejected(null, MARK + "could not get response from remote adapter " + maskedUrl + ": " + message);
    }

    private static AdapterResult rejected(@Nullable String value, String expectation) {
        String cut = expectation.substring(0, Math.min(expectation.length(), LONGEST_EXPECTATION));
        return AdapterResult.rejected(new InputData("body", value, cut));
    }
}
