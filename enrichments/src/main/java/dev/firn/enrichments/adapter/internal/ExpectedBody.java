package dev.firn.enrichments.adapter.internal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.firn.enrichments.adapter.AdapterResult;
import dev.firn.enrichments.url.QueryString;
import dev.firn.registry.json.Utf8Text;
import dev.firn.serdes.badrow.FailureMessage;
import dev.firn.serdes.badrow.FailureMessage.InputData;
import dev.firn.serdes.payload.NormalizedPayload;
import dev.firn.serdes.payload.Parameters;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a webhook expects of a body before it reads it: that there is one and, mostly, of which content type; the type is
 * compared as it is, with its parameters and case.
 *
 * @param contentType null for any and none
 * @param refusesEmptyText whether a body of no characters is no body
 * @param whenMissing what the bad row says then
 * @param showsWrongType whether the bad row of another content type holds that
 */
public record ExpectedBody(
        @Nullable String contentType, boolean refusesEmptyText, String whenMissing, boolean showsWrongType) {

    private static final String NO_EVENTS = "empty body: no events to process";
    private static final String FORM = "application/x-www-form-urlencoded";

    /** Of any content type. */
    public static final ExpectedBody ANY = new ExpectedBody(null, false, NO_EVENTS, true);

    public static final ExpectedBody JSON_BODY = new ExpectedBody("application/json", false, NO_EVENTS, true);
    public static final ExpectedBody JSON_TEXT = new ExpectedBody("application/json", true, NO_EVENTS, true);
    public static final ExpectedBody FORM_BODY = new ExpectedBody(FORM, false, NO_EVENTS, true);
    public static final ExpectedBody FORM_TEXT = new ExpectedBody(FORM, true, NO_EVENTS, true);

    public ExpectedBody whenMissing(String text) {
        return new ExpectedBody(contentType, refusesEmptyText, text, showsWrongType);
    }

    public ExpectedBody hidingWrongType() {
        return new ExpectedBody(contentType, refusesEmptyText, whenMissing, false);
    }

    /** The body as it is. */
    public AdapterResult text(NormalizedPayload payload, Function<Utf8Text, AdapterResult> adapt) {
        Utf8Text body = payload.body();
        if (body == null || refusesEmptyText && body.isEmpty()) {
            return AdapterResult.rejected(new InputData("body", null, whenMissing));
        }
        String actual = payload.contentType();
        if (contentType == null || contentType.equals(actual)) {
            return adapt.apply(body);
        }
        String expectation = (actual == null ? "no content type: expected " : "expected ") + contentType;
        return AdapterResult.rejected(new InputData("contentType", showsWrongType ? actual : null, expectation));
    }

    /** The body as JSON. The tree is new and may be changed. */
    public AdapterResult json(NormalizedPayload payload, Function<JsonNode, AdapterResult> adapt) {
        return text(payload, body -> parse(body, adapt));
    }

    /** As {@link #json}, of a body that is fit for it. */
    public static AdapterResult parse(Utf8Text body, Function<JsonNode, AdapterResult> adapt) {
        return body.parse()
                .fold(adapt, error -> AdapterResult.rejected(new FailureMessage.NotJson("body", body.text(), error)));
    }

    /** The body as form fields, of which the last of a name counts. */
    public AdapterResult form(NormalizedPayload payload, Function<Parameters, AdapterResult> adapt) {
        return text(payload, body -> fields(body, adapt, message -> new InputData("body", body.text(), message)));
    }

    /** As {@link #form}, with another way to say that a body is no form. */
    public static AdapterResult fields(
            Utf8Text body, Function<Parameters, AdapterResult> adapt, Function<String, FailureMessage> noForm) {
        return QueryString.parseRequest(body.text(), StandardCharsets.UTF_8)
                .fold(
                        pairs -> adapt.apply(Parameters.of(pairs)),
                        message -> AdapterResult.rejected(noForm.apply("could not parse body: " + message)));
    }
}
