package dev.firn.enrichments;

import static dev.firn.serdes.event.AtomicField.COLLECTOR_TSTAMP;
import static dev.firn.serdes.event.AtomicField.DERIVED_TSTAMP;
import static dev.firn.serdes.event.AtomicField.DVCE_CREATED_TSTAMP;
import static dev.firn.serdes.event.AtomicField.DVCE_SENT_TSTAMP;
import static dev.firn.serdes.event.AtomicField.EVENT;
import static dev.firn.serdes.event.AtomicField.EVENT_FORMAT;
import static dev.firn.serdes.event.AtomicField.EVENT_NAME;
import static dev.firn.serdes.event.AtomicField.EVENT_VENDOR;
import static dev.firn.serdes.event.AtomicField.EVENT_VERSION;
import static dev.firn.serdes.event.AtomicField.PAGE_REFERRER;
import static dev.firn.serdes.event.AtomicField.PAGE_URL;
import static dev.firn.serdes.event.AtomicField.PAGE_URLFRAGMENT;
import static dev.firn.serdes.event.AtomicField.PAGE_URLHOST;
import static dev.firn.serdes.event.AtomicField.PAGE_URLPATH;
import static dev.firn.serdes.event.AtomicField.PAGE_URLPORT;
import static dev.firn.serdes.event.AtomicField.PAGE_URLQUERY;
import static dev.firn.serdes.event.AtomicField.PAGE_URLSCHEME;
import static dev.firn.serdes.event.AtomicField.REFR_DOMAIN_USERID;
import static dev.firn.serdes.event.AtomicField.REFR_DVCE_TSTAMP;
import static dev.firn.serdes.event.AtomicField.REFR_URLFRAGMENT;
import static dev.firn.serdes.event.AtomicField.REFR_URLHOST;
import static dev.firn.serdes.event.AtomicField.REFR_URLPATH;
import static dev.firn.serdes.event.AtomicField.REFR_URLPORT;
import static dev.firn.serdes.event.AtomicField.REFR_URLQUERY;
import static dev.firn.serdes.event.AtomicField.REFR_URLSCHEME;
import static dev.firn.serdes.event.AtomicField.TRUE_TSTAMP;
import static dev.firn.serdes.event.AtomicField.V_COLLECTOR;

import dev.firn.enrichments.transform.ParsedTimestamp;
import dev.firn.enrichments.url.DerivedTimestamp;
import dev.firn.enrichments.url.ParsedUrl;
import dev.firn.enrichments.url.TsvText;
import dev.firn.registry.SchemaKey;
import dev.firn.registry.SelfDescribingJson;
import dev.firn.serdes.badrow.BadRow.EnrichmentFailure;
import dev.firn.serdes.badrow.FailureMessage;
import dev.firn.serdes.event.AtomicField;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The steps that no configuration turns off. Their failures name no enrichment. */
final class FixedSteps {

    private static final String SNOWPLOW = "com.snowplowanalytics.snowplow";
    private static final SchemaKey STRUCT = SchemaKey.of("iglu:com.google.analytics/event/jsonschema/1-0-0");
    private static final Map<String, SchemaKey> SCHEMA_OF_EVENT = Map.of(
            "page_view", ownEvent("page_view"),
            "page_ping", ownEvent("page_ping"),
            "transaction", ownEvent("transaction"),
            "transaction_item", ownEvent("transaction_item"),
            "struct", STRUCT);

    private FixedSteps() {}

    static void collectorVersion(EventInProgress event) {
        String version = event.text(V_COLLECTOR);
        if (version == null || version.isEmpty()) {
            fail(event, new FailureMessage.InputData("v_collector", null, "should be set"));
        }
    }

    /** The tracker's URL or else the request's Referer; written back in its parsed spelling. */
    static void pageUrl(EventInProgress event) {
        String sent = event.text(PAGE_URL);
        String text = sent != null ? sent : event.raw().context().refererUri();
        if (text != null && url(event, text) instanceof ParsedUrl.Url url) {
            event.columns.set(PAGE_URL, url.text());
            event.pageUrl(url.query());
            set(event, url, PAGE_URLSCHEME, PAGE_URLHOST, PAGE_URLPORT, PAGE_URLPATH, PAGE_URLQUERY, PAGE_URLFRAGMENT);
        }
    }

    static void derivedTimestamp(EventInProgress event) {
        event.columns.set(
                DERIVED_TSTAMP,
                DerivedTimestamp.of(
                        event.timestamp(TRUE_TSTAMP),
                        event.timestamp(DVCE_CREATED_TSTAMP),
                        event.timestamp(DVCE_SENT_TSTAMP),
                        event.timestamp(COLLECTOR_TSTAMP)));
    }

    /** The referrer's parts; the referrer itself stays as sent. */
    static void referrerUrl(EventInProgress event) {
        String text = event.text(PAGE_REFERRER);
        if (text != null && url(event, text) instanceof ParsedUrl.Url url) {
            set(event, url, REFR_URLSCHEME, REFR_URLHOST, REFR_URLPORT, REFR_URLPATH, REFR_URLQUERY, REFR_URLFRAGMENT);
        }
    }

    /** Reads {@code _sp=userId.timestamp} that a linking page put into the URL: both columns or neither. */
    static void crossDomain(EventInProgress event) {
        Map<String, String> query = event.pageQuery();
        String value = query == null ? null : query.get("_sp");
        if (value == null || value.isEmpty()) {
            return;
        }
        int dot = value.indexOf('.');
        String user = dot < 0 ? value : value.substring(0, dot);
        String rest = dot < 0 ? "" : value.substring(dot + 1);
        int next = rest.indexOf('.');
        String time = next < 0 ? rest : rest.substring(0, next);
        // Empty parts at the end do not count; an empty part before a filled one does.
        if (time.isEmpty() && rest.chars().allMatch(c -> c == '.')) {
            event.columns.set(REFR_DOMAIN_USERID, TsvText.clean(user));
            return;
        }
        ParsedTimestamp parsed = ParsedTimestamp.parse(time);
        if (parsed instanceof ParsedTimestamp.Refused refused) {
            fail(event, new FailureMessage.InputData("sp_dtm", time, refused.expectation()));
        } else {
            long millis = ((ParsedTimestamp.Millis) parsed).millis();
            event.columns.set(REFR_DOMAIN_USERID, TsvText.clean(user)).set(REFR_DVCE_TSTAMP, millis);
        }
    }

    /** Vendor, name, format and version of the event's schema. */
    static void schemaFields(EventInProgress event) {
        String type = event.text(EVENT);
        if ("unstruct".equals(type)) {
            SelfDescribingJson unstruct = event.unstructEvent();
            if (unstruct != null) {
                set(event, unstruct.schema());
            }
            return;
        }
        SchemaKey schema = type == null ? null : SCHEMA_OF_EVENT.get(type);
        if (schema == null) {
            fail(event, unknownEventType(type));
        } else {
            set(event, schema);
        }
    }

    private static FailureMessage unknownEventType(@Nullable String type) {
        String indent = "\n          ";
        return new FailureMessage.InputData(
                "event",
                type,
                "trying to extract the schema of the enriched event but event type [" + type + "] doesn't match"
                        + indent + "any of page_view, page_ping, struct, transaction, transaction_item and unstruct"
                        + indent);
    }

    private static void set(EventInProgress event, SchemaKey schema) {
        event.columns
                .set(EVENT_VENDOR, schema.vendor())
                .set(EVENT_NAME, schema.name())
                .set(EVENT_FORMAT, schema.format())
                .set(EVENT_VERSION, schema.version().toString());
    }

    private static ParsedUrl url(EventInProgress event, String text) {
        ParsedUrl parsed = ParsedUrl.parse(text);
        if (parsed instanceof ParsedUrl.Unparseable unparseable) {
            fail(event, new FailureMessage.Simple(unparseable.error()));
        }
        return parsed;
    }

    private static void set(
            EventInProgress event,
            ParsedUrl.Url url,
            AtomicField scheme,
            AtomicField host,
            AtomicField port,
            AtomicField path,
            AtomicField query,
            AtomicField fragment) {
        event.columns
                .set(scheme, url.scheme())
                .set(host, url.host())
                .set(port, url.port())
                .set(path, TsvText.clean(url.path()))
                .set(query, TsvText.clean(url.query()))
                .set(fragment, TsvText.clean(url.fragment()));
    }

    private static void fail(EventInProgress event, FailureMessage message) {
        event.fail(List.of(new EnrichmentFailure(null, message)));
    }

    private static SchemaKey ownEvent(String name) {
        return SchemaKey.of("iglu:" + SNOWPLOW + "/" + name + "/jsonschema/1-0-0");
    }
}
