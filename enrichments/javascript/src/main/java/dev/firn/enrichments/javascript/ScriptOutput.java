package dev.firn.enrichments.javascript;

import com.fasterxml.jackson.databind.JsonNode;
import dev.firn.enrichments.spi.EnrichmentResult;
import dev.firn.enrichments.spi.EnrichmentResult.Changes.Column;
import dev.firn.registry.Decoded;
import dev.firn.registry.SelfDescribingJson;
import dev.firn.registry.json.JsonText;
import dev.firn.registry.json.ParsedJson;
import dev.firn.serdes.badrow.FailureMessage;
import dev.firn.serdes.event.AtomicField;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What one call of a script did to its event, as the result of an enrichment. */
final class ScriptOutput {

    private final List<Column> columns = new ArrayList<>();
    private final List<SelfDescribingJson> contexts = new ArrayList<>(2);
    private final List<FailureMessage> failures = new ArrayList<>(0);

    private ScriptOutput() {}

    /** @param returned JSON text of what the script returned, if anything */
    static EnrichmentResult of(ScriptEvent event, @Nullable String returned) {
        if (event.dropped()) {
            return new EnrichmentResult.Drop("javascript");
        }
        ScriptOutput output = new ScriptOutput();
        output.columns(event);
        if (returned != null) {
            output.contexts(returned);
        }
        return output.result(event.erased());
    }

    /** What is left of a call that failed: the edits that came before. */
    static EnrichmentResult failed(ScriptEvent event, ScriptFailure failure) {
        ScriptOutput output = new ScriptOutput();
        output.fail(failure.message());
        output.columns(event);
        return output.result(false);
    }

    private EnrichmentResult result(boolean replacing) {
        if (!failures.isEmpty()) {
            return new EnrichmentResult.Failed(failures, columns);
        }
        if (columns.isEmpty() && contexts.isEmpty() && !replacing) {
            return EnrichmentResult.unchanged();
        }
        return new EnrichmentResult.Changes(columns, contexts, replacing, null);
    }

    private void columns(ScriptEvent event) {
        for (Map.Entry<AtomicField, @Nullable Object> edit : event.edits().entrySet()) {
            AtomicField field = edit.getKey();
            Object value = edit.getValue();
            if (field == AtomicField.DERIVED_CONTEXTS) {
                continue; // always made of the list of contexts
            }
            if (field.kind() == AtomicField.Kind.JSON && value != null) {
                json(field, (String) value);
            } else {
                columns.add(new Column(field, value));
            }
        }
    }

    private void json(AtomicField field, String text) {
        if (JsonText.parse(text) instanceof ParsedJson.NotJson not) {
            fail("JavaScript function set " + field.column() + " to what is not JSON: " + not.message());
        } else if (JsonText.parse(text) instanceof ParsedJson.Json json) {
            columns.add(new Column(field, json.node()));
        }
    }

    private void contexts(String returned) {
        ParsedJson parsed = JsonText.parse(returned);
        if (parsed instanceof ParsedJson.NotJson not) {
            fail("Could not parse output JSON of Javascript function. Error: [" + not.message() + "]");
        } else if (parsed instanceof ParsedJson.Json json && json.node().isArray()) {
            contexts(json.node());
        } else {
            fail("Output of JavaScript function [" + returned
                    + "] could be parsed as JSON but is not read as an array");
        }
    }

    private void contexts(JsonNode array) {
        List<String> errors = new ArrayList<>(0);
        for (JsonNode element : array) {
            Decoded<SelfDescribingJson> decoded = SelfDescribingJson.of(element);
            if (decoded instanceof Decoded.Ok<SelfDescribingJson> ok) {
                contexts.add(ok.value());
            } else {
                errors.add(decoded.fold(
                        ok -> "", code -> "error code:[" + code + "],json:[" + JsonText.write(element) + "]"));
            }
        }
        if (!errors.isEmpty()) {
            // Snowplow misspells it too, and alerts look for it.
            fail("Resulting contexts are not self-desribing. Error(s): [" + String.join(";", errors) + "]");
        }
    }

    private void fail(String error) {
        failures.add(new FailureMessage.Simple(error));
    }
}
