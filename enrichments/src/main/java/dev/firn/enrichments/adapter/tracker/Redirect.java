package dev.firn.enrichments.adapter.tracker;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.firn.enrichments.adapter.Adapter;
import dev.firn.enrichments.adapter.AdapterResult;
import dev.firn.enrichments.adapter.internal.Envelopes;
import dev.firn.enrichments.adapter.internal.QuerystringText;
import dev.firn.registry.IgluClient;
import dev.firn.registry.SchemaKey;
import dev.firn.registry.SelfDescribingJson;
import dev.firn.registry.json.JsonText;
import dev.firn.serdes.badrow.FailureMessage;
import dev.firn.serdes.badrow.FailureMessage.InputData;
import dev.firn.serdes.payload.LenientBase64;
import dev.firn.serdes.payload.NormalizedPayload;
import dev.firn.serdes.payload.Parameters;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A click that the collector redirected to the address in {@code u}: told as an event of its own or, when the querystring
 * holds one already, as a context of that.
 */
public final class Redirect implements Adapter {

    private static final String TRACKER = "r-tp2";
    private static final String PLATFORM = "web";
    private static final SchemaKey URI_REDIRECT =
            SchemaKey.of("iglu:com.snowplowanalytics.snowplow/uri_redirect/jsonschema/1-0-0");

    @Override
    public String vendor() {
        return "r";
    }

    @Override
    public String version() {
        return "tp2";
    }

    @Override
    public AdapterResult adapt(NormalizedPayload payload, IgluClient iglu) {
        Parameters sent = Parameters.of(payload.querystring());
        if (sent.isEmpty()) {
            return AdapterResult.rejected(
                    new InputData("querystring", null, "empty querystring: not a valid URI redirect"));
        }
        String target = sent.get("u");
        if (target == null) {
            return AdapterResult.rejected(new InputData(
                    "querystring", QuerystringText.of(sent), "missing `u` parameter: not a valid URI redirect"));
        }
        LinkedHashMap<String, @Nullable String> values = sent.toMap();
        values.remove("u");
        values.put("tv", TRACKER);
        if (!values.containsKey("p")) {
            values.put("p", PLATFORM);
        }
        FailureMessage failure = add(redirectTo(target), values);
        return failure == null ? AdapterResult.event(payload, Parameters.of(values)) : AdapterResult.rejected(failure);
    }

    private static SelfDescribingJson redirectTo(String target) {
        return new SelfDescribingJson(
                URI_REDIRECT, JsonNodeFactory.instance.objectNode().put("uri", target));
    }

    private static @Nullable FailureMessage add(
            SelfDescribingJson redirect, LinkedHashMap<String, @Nullable String> values) {
        if (!values.containsKey("e")) {
            values.put("e", "ue");
            values.put("ue_pr", JsonText.write(Envelopes.unstructEvent(redirect)));
            return null;
        }
        String encoded = values.get("cx");
        if (encoded != null) {
            byte[] text = LenientBase64.decode(encoded.getBytes(StandardCharsets.ISO_8859_1));
            return edit(new String(text, StandardCharsets.UTF_8), redirect, edited -> values.put("cx", encode(edited)));
        }
        String contexts = values.get("co");
        if (contexts != null && !contexts.isEmpty()) {
            return edit(contexts, redirect, edited -> values.put("co", edited));
        }
        values.put("co", JsonText.write(Envelopes.contexts(redirect)));
        return null;
    }

    /** Puts the redirect before the contexts that were sent. What has no list of contexts stays, for validation to judge. */
    private static @Nullable FailureMessage edit(
            String contexts, SelfDescribingJson redirect, Consumer<String> edited) {
        return JsonText.parse(contexts)
                .fold(
                        json -> {
                            if (json.isObject() && json.get("data") instanceof ArrayNode list) {
                                list.insert(0, redirect.toJson());
                            }
                            edited.accept(JsonText.write(json));
                            return null;
                        },
                        error -> new FailureMessage.NotJson("co|cx", contexts, error));
    }

    private static String encode(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
