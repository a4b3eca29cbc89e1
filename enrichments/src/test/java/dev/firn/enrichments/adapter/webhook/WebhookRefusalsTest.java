package dev.firn.enrichments.adapter.webhook;

import static dev.firn.enrichments.adapter.Requests.failures;
import static dev.firn.enrichments.adapter.Requests.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.firn.enrichments.adapter.AdapterSchemas;
import dev.firn.registry.SchemaKey;
import dev.firn.serdes.badrow.FailureMessage;
import dev.firn.serdes.badrow.FailureMessage.InputData;
import dev.firn.serdes.badrow.FailureMessage.NotJson;
import dev.firn.serdes.badrow.FailureMessage.SchemaMapping;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What webhooks say of requests that they cannot read. */
class WebhookRefusalsTest {

    private static final String JSON = "application/json";
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String EXHAUSTED = "invalid json: exhausted input";
    private static final String NO_TYPE = "cannot determine event type: type parameter not provided";
    private static final String EMPTY_TYPE = "cannot determine event type: type parameter empty";
    private static final String UNKNOWN_TYPE = "no schema associated with the provided type parameter";
    private static final String NO_EVENTS = "empty body: no events to process";

    /** A request, and all that is wrong with it. */
    private record Case(
            String path,
            @Nullable String querystring,
            @Nullable String contentType,
            @Nullable String body,
            List<FailureMessage> expected) {

        @Override
        public String toString() {
            return path + " " + querystring + " " + contentType + " " + body;
        }
    }

    private static Case get(String path, @Nullable String querystring, FailureMessage... expected) {
        return new Case(path, querystring, null, null, List.of(expected));
    }

    private static Case post(
            String path, @Nullable String contentType, @Nullable String body, FailureMessage... expected) {
        return new Case(path, null, contentType, body, List.of(expected));
    }

    private static InputData input(String field, @Nullable String value, String expectation) {
        return new InputData(field, value, expectation);
    }

    private static String form(String name, String value) {
        return name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    /** Types as {@code sender's word=name in the configuration}. */
    private static SchemaMapping mapping(String adapter, @Nullable String actual, String expectation, String... types) {
        Map<String, SchemaKey> schemas = new LinkedHashMap<>();
        for (String type : types) {
            String[] words = type.split("=", -1);
            schemas.put(words[0], AdapterSchemas.defaults().get(adapter, words[words.length - 1]));
        }
        return new SchemaMapping(actual, schemas, expectation);
    }

    private static SchemaMapping pagerDuty(@Nullable String actual, String expectation) {
        return mapping(
                "pagerduty",
                actual,
                expectation,
                "incident.trigger=incident",
                "incident.acknowledge=incident",
                "incident.unacknowledge=incident",
                "incident.resolve=incident",
                "incident.assign=incident",
                "incident.escalate=incident",
                "incident.delegate=incident");
    }

    private static SchemaMapping pingdom(@Nullable String actual, String expectation) {
        return mapping(
                "pingdom",
                actual,
                expectation,
                "assign=incident_assign",
                "notify_user=incident_notify_user",
                "notify_of_close=incident_notify_of_close");
    }

    private static SchemaMapping mailChimp(String actual, String expectation) {
        return mapping(
                "mailchimp",
                actual,
                expectation,
                "subscribe",
                "unsubscribe",
                "campaign=campaign_sending_status",
                "cleaned=cleaned_email",
                "upemail=email_address_change",
                "profile=profile_update");
    }

    private static SchemaMapping mailgun(String actual, String expectation) {
        return mapping(
                "mailgun",
                actual,
                expectation,
                "bounced=message_bounced",
                "clicked=message_clicked",
                "complained=message_complained",
                "delivered=message_delivered",
                "dropped=message_dropped",
                "opened=message_opened",
                "unsubscribed=recipient_unsubscribed");
    }

    private static SchemaMapping mandrill(@Nullable String actual, String expectation) {
        return mapping(
                "mandrill",
                actual,
                expectation,
                "hard_bounce=message_bounced",
                "click=message_clicked",
                "deferral=message_delayed",
                "spam=message_marked_as_spam",
                "open=message_opened",
                "reject=message_rejected",
                "send=message_sent",
                "soft_bounce=message_soft_bounced",
                "unsub=recipient_unsubscribed");
    }

    private static SchemaMapping sendGrid(@Nullable String actual, String expectation) {
        return mapping(
                "sendgrid",
                actual,
                expectation,
                "processed",
                "dropped",
                "delivered",
                "deferred",
                "bounce",
                "open",
                "click",
                "spamreport",
                "unsubscribe",
                "group_unsubscribe",
                "group_resubscribe");
    }

    private static SchemaMapping airship(@Nullable String actual, String expectation) {
        String[] types = AdapterSchemas.defaults().asMap().get("urbanAirship").values().stream()
                .map(schema -> schema.name() + "=" + schema.name().toLowerCase(Locale.ROOT))
                .toArray(String[]::new);
        return mapping("urbanAirship", actual, expectation, types);
    }

    private static SchemaMapping vero(String actual, String expectation) {
        return mapping(
                "vero",
                actual,
                expectation,
                "bounced",
                "clicked",
                "delivered",
                "opened",
                "sent",
                "unsubscribed",
                "user_created=created",
                "user_updated=updated");
    }

    private static SchemaMapping hubSpot(@Nullable String actual, String expectation) {
        List<String> types = new ArrayList<>();
        for (String object : new String[] {"contact", "company", "deal"}) {
            types.add(object + ".creation=" + object + "_creation");
            types.add(object + ".deletion=" + object + "_deletion");
            types.add(object + ".propertyChange=" + object + "_change");
        }
        return mapping("hubspot", actual, expectation, types.toArray(String[]::new));
    }

    static List<Case> callRail() {
        return List.of(get("com.callrail/v1", null, input("querystring", null, "empty querystring")));
    }

    static List<Case> cloudFront() {
        String path = "com.amazon.aws.cloudfront/wd_access_log";
        String count = " fields, expected 12, 15, 18, 19, 23, 24 or 26";
        String line = "today\tnow\tl\tx\ti\tGET\th\t/\t200\ta%2\t%zz\tq\tc\tr\ti\th\thttps\t1.5\tslow";
        return List.of(
                post(path, null, null, input("body", null, "empty body")),
                post(path, null, "", input("body", "", "access log contained 1" + count)),
                post(path, JSON, "a\tb\t", input("body", "a\tb\t", "access log contained 3" + count)),
                post(
                        path,
                        null,
                        line,
                        input(
                                "dateTime",
                                "today now",
                                "could not convert access log timestamp: Invalid format: \"todayTnow+00:00\""),
                        input("scBytes", "x", "cannot be converted to Int"),
                        input("csReferer", "a%2", "cannot be URL-decoded"),
                        input("csUserAgent", "%zz", "cannot be URL-decoded"),
                        input("csBytes", "1.5", "cannot be converted to Int"),
                        input("timeTaken", "slow", "cannot be converted to Double")),
                post(
                        path,
                        null,
                        "2013-10-07\t23:35:30\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\tNaN",
                        input("timeTaken", "NaN", "cannot be converted to Double")));
    }

    static List<Case> googleAnalytics() {
        String path = "com.google.analytics/v1";
        String composite = "composite field name has to conform to regex "
                + "(pr|promo|il|cd|cm|cg)(\\d+)([a-zA-Z]*)(\\d*)([a-zA-Z]*)(\\d*)$";
        String noType = "no t parameter provided: cannot determine hit type";
        String noInteger = "cannot be converted to java.lang.Integer";
        String noDouble = "cannot be converted to Double";
        return List.of(
                post(path, null, null, input("body", null, "empty body")),
                post(path, null, "", input("", null, "empty list of events")),
                post(path, null, "v=1&t", input("body", "v=1&t", noType)),
                post(
                        path,
                        FORM,
                        "t=pageview\n\na=%\nt=",
                        input("body", "", noType),
                        input("body", "a=%", "Malformed escape pair at index 20: http://localhost/?a=%"),
                        input("t", "", "no matching hit type"),
                        googleAnalytics("", EMPTY_TYPE)),
                post(
                        path,
                        null,
                        "t=ping&aip=yes&utt=x&x1=&pr1pr=cheap",
                        input("t", "ping", "no matching hit type"),
                        googleAnalytics("ping", UNKNOWN_TYPE),
                        input("anonymizeIp", "yes", "cannot be converted to boolean, only 1 or 0 are supported"),
                        input("x1", null, composite),
                        input("price", "cheap", noDouble)),
                post(
                        path,
                        null,
                        "t=timing&utt=x&dns=2147483648",
                        input("userTimingTime", "x", noInteger),
                        input("dnsTime", "2147483648", noInteger)),
                post(
                        path,
                        null,
                        "t=transaction&tr=1e999&ts=&tt=NaN",
                        input("revenue", "1e999", noDouble),
                        input("shipping", "", noDouble),
                        input("tax", "NaN", noDouble)),
                post(
                        path,
                        null,
                        "t=event&pr1=&pr1cd2cm3x=&pr1cd2cm3il4=&1pr=&pr%D9%A1=&px1=&cd99999999999=v&cm1=x",
                        input("1pr", null, composite),
                        input("pr1cd2cm3il4", null, composite),
                        input("pr1cd2cm3x", null, composite),
                        input("pr\u0661", null, composite),
                        input("px1", null, composite),
                        input("dimensionIndex", "99999999999", noInteger),
                        input("customDimensionIndex", "99999999999", noInteger),
                        input("index", "99999999999", noInteger),
                        input("value", "x", noDouble)));
    }

    private static SchemaMapping googleAnalytics(String actual, String expectation) {
        return mapping(
                "googleAnalytics",
                actual,
                expectation,
                "pageview=page_view",
                "screenview=screen_view",
                "event",
                "transaction",
                "item",
                "social",
                "exception",
                "timing");
    }

    static List<Case> mailChimps() {
        String path = "com.mailchimp/v1";
        String noType = "no `type` parameter provided: cannot determine event type";
        String deep = "type=subscribe&a" + "[b".repeat(1000) + "=1";
        return List.of(
                post(path, FORM, null, input("body", null, NO_EVENTS)),
                post(path, null, "a", input("contentType", null, "no content type: expected " + FORM)),
                post(
                        path,
                        FORM + "; charset=utf-8",
                        "a",
                        input("contentType", FORM + "; charset=utf-8", "expected " + FORM)),
                post(path, FORM, "", input("body", "", noType)),
                post(path, FORM, "a=1&type", input("body", "a=1&type", noType)),
                post(path, FORM, "type=", mailChimp("", EMPTY_TYPE)),
                post(path, FORM, "type=bite", mailChimp("bite", UNKNOWN_TYPE)),
                post(path, FORM, deep, input("body", deep, "names of more than 1000 levels")),
                post(
                        path,
                        FORM,
                        "a=%",
                        input(
                                "body",
                                "a=%",
                                "could not parse body: Malformed escape pair at index 20: http://localhost/?a=%")));
    }

    static List<Case> mailguns() {
        String path = "com.mailgun/v1";
        String noType = "no `event` parameter provided: cannot determine event type";
        String event = "{\"event-data\":{\"event\":\"opened\"}";
        String signature = "{\"timestamp\":\"1\",\"token\":\"t\",\"signature\":\"s\"}";
        return List.of(
                post(path, JSON, null, input("body", null, NO_EVENTS)),
                post(path, JSON, "", input("body", null, NO_EVENTS)),
                post(path, FORM, "{}", input("contentType", FORM, "expected " + JSON)),
                post(path, JSON, "{", input("body", "{", "could not parse body: exhausted input")),
                post(path, JSON, "{}", input("body", "{}", noType)),
                post(path, JSON, "[5]", input("body", "[5]", noType)),
                post(
                        path,
                        JSON,
                        "{\"event-data\":{\"event\":1}}",
                        input("body", "{\"event-data\":{\"event\":1}}", noType)),
                post(path, JSON, "{\"event-data\":{\"event\":\"\"}}", mailgun("", EMPTY_TYPE)),
                post(path, JSON, "{\"event-data\":{\"event\":\"read\"}}", mailgun("read", UNKNOWN_TYPE)),
                post(path, JSON, event + "}", input("timestamp", null, "missing 'timestamp'")),
                post(
                        path,
                        JSON,
                        event + ",\"signature\":{\"timestamp\":\"1\"}}",
                        input("token", null, "missing 'token'")),
                post(
                        path,
                        JSON,
                        event + ",\"signature\":{\"timestamp\":\"1\",\"token\":\"t\"}}",
                        input("signature", null, "missing 'signature'")),
                post(
                        path,
                        JSON,
                        event + ",\"signature\":" + signature + "}",
                        input("event-data", null, "missing 'event-data'")));
    }

    static List<Case> mandrills() {
        String path = "com.mandrill/v1";
        String mixed = form(
                "mandrill_events", "[{\"event\":\"send\"},{\"event\":\"sent\"},{\"event\":\"\"},{\"event\":1},null]");
        return List.of(
                post(path, FORM, null, input("body", null, NO_EVENTS)),
                post(path, FORM, "", input("body", "", "body should have size 1: actual size 0")),
                post(path, FORM, "a=1&b=2&c", input("body", "a=1&b=2&c", "body should have size 1: actual size 2")),
                post(path, FORM, "a=1", input("body", "a=1", "no `mandrill_events` parameter provided")),
                post(
                        path,
                        FORM,
                        "mandrill_events=",
                        input("body", "mandrill_events=", "`mandrill_events` field is empty")),
                post(path, FORM, "mandrill_events=%5B", new NotJson("mandril_events", "[", EXHAUSTED)),
                post(path, FORM, "mandrill_events=%7B%7D", input("mandrill_events", "{}", "not a json array")),
                post(path, FORM, "mandrill_events=%5B%5D", input("", null, "empty list of events")),
                post(
                        path,
                        FORM,
                        mixed,
                        mandrill("sent", UNKNOWN_TYPE + " at index 1"),
                        mandrill("", EMPTY_TYPE + " at index 2"),
                        mandrill(null, NO_TYPE + " at index 3"),
                        mandrill(null, NO_TYPE + " at index 4")));
    }

    static List<Case> olarks() {
        String path = "com.olark/v1";
        String times = "{\"items\":[{\"timestamp\":\"1.2.3\"},{\"timestamp\":\"soon\"},{\"timestamp\":\"1.x\"},"
                + "{\"timestamp\":\"\"},{\"timestamp\":\".\"},{\"timestamp\":\"9223372036854775807\"},"
                + "{\"timestamp\":\"1.0\"},{\"timestamp\":5},null]}";
        return List.of(
                post(path, FORM, "", input("body", null, NO_EVENTS)),
                post(path, JSON, "data=", input("contentType", null, "expected " + FORM)),
                post(path, null, "data=", input("contentType", null, "no content type: expected " + FORM)),
                post(
                        path,
                        FORM,
                        "a=%",
                        input(
                                "a=%",
                                null,
                                "could not parse body: Malformed escape pair at index 20: http://localhost/?a=%")),
                post(path, FORM, "date=1", input("data", null, "missing 'data' field")),
                post(path, FORM, "data", input("data", null, "missing 'data' field")),
                post(path, FORM, "data=", input("data", null, "missing 'data' field")),
                post(path, FORM, "data=%7B", new NotJson("data", "{", EXHAUSTED)),
                post(
                        path,
                        FORM,
                        form("data", times),
                        input("timestamp", "1.2.3", "unexpected timestamp format"),
                        input("timestamp", "soon", "cannot be converted to Double"),
                        input("timestamp", "1.x", "cannot be converted to Double"),
                        input("timestamp", "", "cannot be converted to Double"),
                        input("timestamp", ".", "unexpected timestamp format"),
                        input("timestamp", "9223372036854775807", "cannot be converted to Double")));
    }

    static List<Case> pagerDuties() {
        String path = "com.pagerduty/v1";
        String noArray = "field `messages` is not an array";
        return List.of(
                post(path, JSON, null, input("body", null, NO_EVENTS)),
                post(path, JSON, "", new NotJson("body", "", EXHAUSTED)),
                post(path, FORM, "{}", input("contentType", FORM, "expected " + JSON)),
                post(path, JSON, "{\"a\":", new NotJson("body", "{\"a\":", EXHAUSTED)),
                post(path, JSON, "[]", input("messages", "[]", noArray)),
                post(path, JSON, "{\"messages\":{}}", input("messages", "{\"messages\":{}}", noArray)),
                post(path, JSON, "{\"messages\":[]}", input("", null, "empty list of events")),
                post(
                        path,
                        JSON,
                        "{\"messages\":[{\"type\":\"incident.resolve\"},{\"type\":\"resolve\"},{},\"x\",{\"type\":\"\"}]}",
                        pagerDuty("resolve", UNKNOWN_TYPE + " at index 1"),
                        pagerDuty(null, NO_TYPE + " at index 2"),
                        pagerDuty(null, NO_TYPE + " at index 3"),
                        pagerDuty("", EMPTY_TYPE + " at index 4")));
    }

    static List<Case> pingdoms() {
        String path = "com.pingdom/v1";
        String tuple = "should not pass regex \\(u'(.+)',\\)";
        return List.of(
                get(path, null, input("querystring", null, "empty querystring: no events to process")),
                get(
                        path,
                        "p=(u'app',)&a=(u'',)&message=(u'x',)",
                        input("p", "app", tuple),
                        input("message", "x", tuple)),
                get(
                        path,
                        "p=app&a&b=c+d",
                        input("querystring", "p=app&a=null&b=c d", "no `message` parameter provided")),
                get(path, "message", input("querystring", "message=null", "no `message` parameter provided")),
                get(path, "message=%7B", new NotJson("message", "{", EXHAUSTED)),
                get(
                        path,
                        "message=(u'%0A',)",
                        new NotJson(
                                "message",
                                "(u'\n',)",
                                "invalid json: expected json value got '(u'\n',...' (line 1, column 1)")),
                get(path, "message=[]", pingdom(null, NO_TYPE)),
                get(path, "message=%7B%22action%22:%22%22%7D", pingdom("", EMPTY_TYPE)),
                get(path, "message=%7B%22action%22:%22up%22%7D", pingdom("up", UNKNOWN_TYPE)));
    }

    static List<Case> sendGrids() {
        String path = "com.sendgrid/v3";
        return List.of(
                post(path, JSON, null, input("body", null, NO_EVENTS)),
                post(path, null, "[]", input("contentType", null, "no content type: expected " + JSON)),
                post(path, "text/json", "[]", input("contentType", "text/json", "expected " + JSON)),
                post(path, JSON + "; charset=x", "[", new NotJson("body", "[", EXHAUSTED)),
                post(path, JSON, "{}", input("body", "{}", "body is not a json array")),
                post(path, JSON, "[]", input("", null, "empty list of events")),
                post(
                        path,
                        JSON,
                        "[{\"event\":\"none\"},{\"sg_event_id\":\"a\",\"event\":\"open\"},{\"sg_event_id\":\"b\"},"
                                + "{\"event\":\"opened\"},{\"sg_event_id\":\"a\",\"event\":\"\"}]",
                        sendGrid("opened", UNKNOWN_TYPE + " at index 3"),
                        sendGrid("", EMPTY_TYPE + " at index 4"),
                        sendGrid(null, NO_TYPE + " at index 2")));
    }

    static List<Case> forms() {
        String malformed = "could not parse body: Malformed escape pair at index 20: http://localhost/?a=%";
        String unbounce = "com.unbounce/v1";
        String required = "page_id=&page_name=n&variant=a&page_url=u";
        return List.of(
                post("com.statusgator/v1", FORM, "", input("body", null, NO_EVENTS)),
                post("com.statusgator/v1", JSON, "a", input("contentType", JSON, "expected " + FORM)),
                post("com.statusgator/v1", FORM, "a=%", input("body", "a=%", malformed)),
                post(unbounce, FORM, "", input("body", null, NO_EVENTS)),
                post(unbounce, FORM, "a=%", input("body", "a=%", malformed)),
                post(unbounce, FORM, "variant=a", input("page_id", null, "missing 'page_id' field in body")),
                post(
                        unbounce,
                        FORM,
                        "page_id=1&page_name",
                        input("page_name", null, "missing 'page_name' field in body")),
                post(
                        unbounce,
                        FORM,
                        "page_id=1&page_name=n",
                        input("variant", null, "missing 'variant' field in body")),
                post(
                        unbounce,
                        FORM,
                        "page_id=&page_name=n&variant=a",
                        input("page_url", null, "missing 'page_url' field in body")),
                post(unbounce, FORM, required, input("data.json", null, "missing 'data.json' field in body")),
                post(
                        unbounce,
                        FORM,
                        required + "&data.json=",
                        input("data.json", null, "empty 'data.json' field in body")),
                post(unbounce, FORM, required + "&data.json=%7B", new NotJson("data.json", "{", EXHAUSTED)));
    }

    static List<Case> objects() {
        String airship = "com.urbanairship.connect/v1";
        String missing = ": missing required field";
        return List.of(
                post(airship, null, null, input("body", null, NO_EVENTS)),
                post(airship, JSON, "{}", input("contentType", JSON, "expected no content type")),
                post(airship, null, "{", new NotJson("body", "{", EXHAUSTED)),
                post(
                        airship,
                        null,
                        "{}",
                        input("occurred", null, "could not extract 'occurred'" + missing),
                        input("id", null, "could not extract 'id'" + missing),
                        input("processed", null, "could not extract 'processed'" + missing),
                        airship(null, NO_TYPE)),
                post(
                        airship,
                        null,
                        "{\"occurred\":1,\"id\":\"i\",\"processed\":\"2015-11-13 16:31:52\",\"type\":\"open\"}",
                        input("occurred", null, "could not extract 'occurred': not a string"),
                        input("processed", null, "could not extract 'processed': not an ISO 8601 date-time"),
                        airship("open", UNKNOWN_TYPE)),
                post("com.marketo/v1", null, null, input("body", null, NO_EVENTS)),
                post("com.marketo/v1", null, "", new NotJson("body", "", EXHAUSTED)),
                post("com.marketo/v1", FORM, "[{}]", input("body", "[{}]", "not a json object")),
                post("com.getvero/v1", null, null, input("body", null, NO_EVENTS)),
                post("com.getvero/v1", FORM, "{", new NotJson("body", "{", EXHAUSTED)),
                post("com.getvero/v1", null, "[]", input("type", null, "could not extract 'type'" + missing)),
                post(
                        "com.getvero/v1",
                        null,
                        "{\"type\":5}",
                        input("type", null, "could not extract 'type': not a string")),
                post("com.getvero/v1", null, "{\"type\":\"\"}", vero("", EMPTY_TYPE)),
                post("com.getvero/v1", null, "{\"type\":\"read\"}", vero("read", UNKNOWN_TYPE)));
    }

    static List<Case> hubSpots() {
        String path = "com.hubspot/v1";
        return List.of(
                post(path, JSON, null, input("body", null, "empty body: not events to process")),
                post(path, "APPLICATION/JSON", "[]", input("contentType", "APPLICATION/JSON", "expected " + JSON)),
                post(path, JSON, "[", new NotJson("body", "[", EXHAUSTED)),
                post(path, JSON, "{}", input("body", "{}", "not a json array")),
                post(path, JSON, "[]", input("", null, "empty list of events")),
                post(
                        path,
                        JSON,
                        "[{\"subscriptionType\":\"contact\"},{\"subscriptionType\":\"deal.creation\"},5,{\"subscriptionType\":\"\"}]",
                        hubSpot("contact", UNKNOWN_TYPE + " at index 0"),
                        hubSpot(null, NO_TYPE + " at index 2"),
                        hubSpot("", EMPTY_TYPE + " at index 3")));
    }

    @ParameterizedTest
    @MethodSource({
        "callRail",
        "cloudFront",
        "googleAnalytics",
        "mailChimps",
        "mailguns",
        "mandrills",
        "olarks",
        "pagerDuties",
        "pingdoms",
        "sendGrids",
        "forms",
        "objects",
        "hubSpots"
    })
    void saysWhatIsWrongWithARequest(Case wrong) {
        assertThat(failures(request(wrong.path(), wrong.querystring(), wrong.contentType(), wrong.body())))
                .isEqualTo(wrong.expected());
    }

    /** A megabyte of wrong elements must not become a gigabyte of messages. */
    @Test
    void keepsNoMoreFailuresThanABadRowCouldHold() {
        String body = "[" + "0,".repeat(100_000) + "0]";

        assertThat(failures(request("com.hubspot/v1", null, JSON, body)))
                .hasSize(256)
                .doesNotHaveDuplicates();
    }
}
