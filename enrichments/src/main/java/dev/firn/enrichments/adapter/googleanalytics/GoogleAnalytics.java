package dev.firn.enrichments.adapter.googleanalytics;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.firn.enrichments.adapter.Adapter;
import dev.firn.enrichments.adapter.AdapterResult;
import dev.firn.enrichments.adapter.AdapterSchemas;
import dev.firn.enrichments.adapter.internal.Envelopes;
import dev.firn.enrichments.adapter.internal.EventTypes;
import dev.firn.enrichments.adapter.internal.ExpectedBody;
import dev.firn.enrichments.adapter.internal.Failures;
import dev.firn.enrichments.url.QueryString;
import dev.firn.registry.IgluClient;
import dev.firn.registry.SelfDescribingJson;
import dev.firn.registry.json.JsonText;
import dev.firn.serdes.badrow.FailureMessage.InputData;
import dev.firn.serdes.payload.NormalizedPayload;
import dev.firn.serdes.payload.NormalizedPayload.Parameter;
import dev.firn.serdes.payload.Parameters;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Hits of the Measurement Protocol, one on each line of the body; the querystring says nothing of them. */
public final class GoogleAnalytics implements Adapter {

    private static final String TRACKER = "com.google.analytics.measurement-protocol-v1";
    private static final String PLATFORM = "srv";
    private static final ExpectedBody BODY = ExpectedBody.ANY.whenMissing("empty body");

    private static final String TYPE = "t";
    private static final String PAGEVIEW = "pageview";
    private static final String TRANSACTION = "transaction";
    private static final List<String[]> TRACKER_PARAMETERS = HitTables.TRACKER_PARAMETERS
            .lines()
            .map(line -> line.split(" ", -1))
            .toList();

    private final EventTypes types;
    private final Map<String, HitTable> events = new HashMap<>();
    private final List<HitTable> contexts;
    private final CompositeContexts composites;

    public GoogleAnalytics(AdapterSchemas schemas) {
        types = new EventTypes(schemas, "googleAnalytics", HitTables.EVENT_TYPES);
        Map<String, HitTable> byName = new HashMap<>();
        HitTable.all(schemas, HitTables.EVENTS).forEach(table -> byName.put(table.name(), table));
        HitTables.EVENT_TYPES.lines().forEach(line -> {
            String[] words = line.split(" ", -1);
            events.put(words[0], byName.get(words[words.length - 1]));
        });
        contexts = HitTable.all(schemas, HitTables.CONTEXTS);
        composites = new CompositeContexts(schemas);
    }

    @Override
    public String vendor() {
        return "com.google.analytics";
    }

    @Override
    public String version() {
        return "v1";
    }

    @Override
    public AdapterResult adapt(NormalizedPayload payload, IgluClient iglu) {
        return BODY.text(payload, body -> {
            Failures failures = new Failures();
            List<Parameters> hits = new ArrayList<>();
            body.text().lines().forEach(line -> {
                Parameters hit = adapt(line, failures);
                if (hit != null && failures.isEmpty()) { // else nobody will see it
                    hits.add(hit);
                }
            });
            if (!failures.isEmpty()) {
                return failures.rejection();
            }
            return hits.isEmpty()
                    ? AdapterResult.rejected(new InputData("", null, "empty list of events"))
                    : AdapterResult.events(payload, hits);
        });
    }

    private @Nullable Parameters adapt(String line, Failures failures) {
        return QueryString.parseRequest(line, StandardCharsets.UTF_8)
                .fold(pairs -> adapt(line, valued(pairs), failures), message -> {
                    failures.add(new InputData("body", line, message));
                    return null;
                });
    }

    private static Map<String, String> valued(List<Parameter> pairs) {
        Map<String, String> values = new HashMap<>();
        for (Parameter pair : pairs) {
            String value = pair.value();
            if (value == null) {
                values.remove(pair.name());
            } else {
                values.put(pair.name(), value);
            }
        }
        return values;
    }

    private @Nullable Parameters adapt(String line, Map<String, String> hit, Failures failures) {
        String type = hit.get(TYPE);
        if (type == null) {
            failures.add(new InputData("body", line, "no t parameter provided: cannot determine hit type"));
            return null;
        }
        HitTable table = events.get(type);
        if (table == null) {
            failures.add(new InputData(TYPE, type, "no matching hit type"));
            failures.add(types.unknown(type));
        }
        SelfDescribingJson event = table == null ? null : table.describe(table.read(hit, failures));
        List<SelfDescribingJson> told = contexts(hit, type, failures);
        return event == null ? null : parameters(hit, type, event, told);
    }

    private List<SelfDescribingJson> contexts(Map<String, String> hit, String type, Failures failures) {
        List<SelfDescribingJson> told = new ArrayList<>();
        for (HitTable table : contexts) {
            if (!table.name().equals("page_view") || !type.equals(PAGEVIEW)) { // whose event it is
                ObjectNode data = table.read(hit, failures);
                if (!data.isEmpty()) {
                    told.add(table.describe(data));
                }
            }
        }
        composites.read(hit, told::add, failures);
        return told;
    }

    private static Parameters parameters(
            Map<String, String> hit, String type, SelfDescribingJson event, List<SelfDescribingJson> contexts) {
        LinkedHashMap<String, @Nullable String> parameters = new LinkedHashMap<>();
        if (!contexts.isEmpty()) {
            parameters.put("co", JsonText.write(Envelopes.contexts(contexts)));
        }
        for (String[] row : TRACKER_PARAMETERS) {
            String value = hit.get(row[0]);
            if (value != null) {
                parameters.put(type.equals(TRANSACTION) ? row[row.length - 1] : row[1], value);
            }
        }
        parameters.put("e", "ue");
        parameters.put("ue_pr", JsonText.write(Envelopes.unstructEvent(event)));
        parameters.put("tv", TRACKER);
        parameters.put("p", PLATFORM);
        return Parameters.of(parameters);
    }
}
