package dev.firn.enrichments.adapter.webhook;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.firn.enrichments.adapter.AdapterResult;
import dev.firn.enrichments.adapter.AdapterSchemas;
import dev.firn.enrichments.adapter.internal.DateTimes;
import dev.firn.enrichments.adapter.internal.ExpectedBody;
import dev.firn.enrichments.adapter.internal.Failures;
import dev.firn.enrichments.adapter.webhook.CloudFrontField.Converted;
import dev.firn.registry.SchemaKey;
import dev.firn.serdes.badrow.FailureMessage.InputData;
import dev.firn.serdes.payload.NormalizedPayload;
import dev.firn.serdes.payload.Parameters;
import dev.firn.serdes.payload.RawEvent;
import dev.firn.serdes.payload.RawEvent.RequestContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A line of a CloudFront access log: a request to some web server. The line, not the request that brought it, says when and
 * from where.
 */
final class CloudFrontAccessLog extends Webhook {

    private static final ExpectedBody BODY = ExpectedBody.ANY.whenMissing("empty body");
    private static final int[] FIELD_COUNTS = {12, 15, 18, 19, 23, 24, 26};

    private final TreeMap<Integer, SchemaKey> schemas = new TreeMap<>();
    private final String expectedCounts;

    CloudFrontAccessLog(AdapterSchemas configured) {
        super("com.amazon.aws.cloudfront", "wd_access_log", "com.amazon.aws.cloudfront/wd_access_log");
        for (int count : FIELD_COUNTS) {
            schemas.put(count, configured.get("cloudfrontAccessLog", "with_" + count + "_fields"));
        }
        expectedCounts = schemas.headMap(schemas.lastKey()).keySet().stream()
                        .map(String::valueOf)
                        .collect(Collectors.joining(", "))
                + " or " + schemas.lastKey();
    }

    @Override
    AdapterResult adapt(NormalizedPayload payload) {
        return BODY.text(payload, body -> {
            String[] fields = body.text().split("\t", -1);
            SchemaKey schema = schemas.get(fields.length);
            return schema == null
                    ? BodyRefusals.of(
                            payload, "access log contained " + fields.length + " fields, expected " + expectedCounts)
                    : adapt(payload, schema, fields);
        });
    }

    private AdapterResult adapt(NormalizedPayload payload, SchemaKey schema, String[] fields) {
        Failures failures = new Failures();
        Long time = time(fields, failures);
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        data.put("dateTime", fields[0] + "T" + fields[1] + "Z");
        for (int i = 2; i < fields.length; i++) {
            CloudFrontField field = CloudFrontField.ofColumn(i);
            Converted converted = field.convert(fields[i]);
            if (converted.problem() == null) {
                data.set(field.label(), converted.value());
            } else {
                failures.add(new InputData(field.label(), fields[i], converted.problem()));
            }
        }
        return time == null || !failures.isEmpty() ? failures.rejection() : told(payload, schema, data, fields, time);
    }

    private static @Nullable Long time(String[] fields, Failures failures) {
        String text = fields[0] + "T" + fields[1] + "+00:00";
        Long time = DateTimes.parseIso(text);
        if (time == null) {
            failures.add(new InputData(
                    "dateTime",
                    fields[0] + " " + fields[1],
                    "could not convert access log timestamp: Invalid format: \"" + text + "\""));
        }
        return time;
    }

    private AdapterResult told(
            NormalizedPayload payload, SchemaKey schema, ObjectNode data, String[] fields, long time) {
        String referer = CloudFrontField.CS_REFERER.of(fields);
        LinkedHashMap<String, @Nullable String> page = new LinkedHashMap<>();
        if (!referer.isEmpty()) {
            page.put("url", referer);
        }
        String userAgent = CloudFrontField.CS_USER_AGENT.of(fields);
        RequestContext context = new RequestContext(
                time,
                emptyToNull(CloudFrontField.C_IP.of(fields)),
                emptyToNull(CloudFrontField.singleEscapes(userAgent)),
                null,
                List.of(),
                null);
        return new AdapterResult.Events(List.of(new RawEvent(
                payload.api(),
                event.parameters(Parameters.of(page), schema, data),
                payload.contentType(),
                payload.source(),
                context)));
    }

    private static @Nullable String emptyToNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
