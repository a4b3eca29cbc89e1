package dev.firn.enrichments.adapter;

import dev.firn.enrichments.spi.EnrichmentConfigException;
import dev.firn.registry.SchemaKey;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Which schema the events of a webhook claim: a URI for each event of each adapter, by the names of Snowplow's
 * {@code adaptersSchemas} configuration ({@code mandrill.message_bounced}). Operators who keep a changed copy of a schema
 * name it here. Immutable and thread-safe.
 *
 * @see <a href="https://docs.snowplow.io/docs/sources/webhooks/">Webhooks</a>
 */
public final class AdapterSchemas {

    private static final AdapterSchemas DEFAULTS = new AdapterSchemas(defaultTable());

    private final Map<String, Map<String, SchemaKey>> schemas;

    private AdapterSchemas(Map<String, Map<String, SchemaKey>> schemas) {
        this.schemas = schemas;
    }

    /** What the adapters were written for. */
    public static AdapterSchemas defaults() {
        return DEFAULTS;
    }

    /**
     * These, with some of them replaced.
     *
     * @param uris Iglu URIs by adapter and event, as in the configuration
     * @throws EnrichmentConfigException for an adapter or event that does not exist and for what is no Iglu URI
     */
    public AdapterSchemas with(Map<String, ? extends Map<String, String>> uris) {
        Map<String, Map<String, SchemaKey>> changed = new LinkedHashMap<>();
        schemas.forEach((adapter, events) -> changed.put(adapter, new LinkedHashMap<>(events)));
        uris.forEach((adapter, events) -> {
            Map<String, SchemaKey> known = changed.get(adapter);
            if (known == null) {
                throw new EnrichmentConfigException("adaptersSchemas." + adapter + ": no such adapter, expected one of "
                        + String.join(", ", changed.keySet()));
            }
            events.forEach((event, uri) -> replace(known, adapter, event, uri));
        });
        return new AdapterSchemas(changed);
    }

    private static void replace(Map<String, SchemaKey> known, String adapter, String event, String uri) {
        String key = "adaptersSchemas." + adapter + "." + event;
        if (!known.containsKey(event)) {
            throw new EnrichmentConfigException(
                    key + ": no such event, expected one of " + String.join(", ", known.keySet()));
        }
        SchemaKey schema = SchemaKey.parse(uri).fold(parsed -> parsed, code -> {
            throw new EnrichmentConfigException(
                    key + " is '" + uri + "', expected iglu:VENDOR/NAME/FORMAT/VERSION (" + code + ")");
        });
        known.put(event, schema);
    }

    /** All of them, by adapter and event. Read-only. */
    public Map<String, Map<String, SchemaKey>> asMap() {
        Map<String, Map<String, SchemaKey>> copy = new LinkedHashMap<>();
        schemas.forEach((adapter, events) -> copy.put(adapter, Collections.unmodifiableMap(events)));
        return Collections.unmodifiableMap(copy);
    }

    /** The schema of an event that is known to exist. */
    public SchemaKey get(String adapter, String event) {
        SchemaKey schema = schemas.getOrDefault(adapter, Map.of()).get(event);
        if (schema == null) {
            throw new IllegalArgumentException("No schema " + adapter + "." + event);
        }
        return schema;
    }

    /** An adapter's events are named like their schemas, if in lower case; only those of CloudFront are not. */
    private static Map<String, Map<String, SchemaKey>> defaultTable() {
        Defaults table = new Defaults();
        table.row("callrail", "com.callrail", "1-0-2", "call_complete");
        for (String version : new String[] {"12 0", "15 1", "18 2", "19 3", "23 4", "24 5", "26 6"}) {
            int space = version.indexOf(' ');
            table.put(
                    "cloudfrontAccessLog",
                    "with_" + version.substring(0, space) + "_fields",
                    "com.amazon.aws.cloudfront/wd_access_log/jsonschema/1-0-" + version.substring(space + 1));
        }
        table.row(
                "googleAnalytics",
                "com.google.analytics.measurement-protocol",
                "1-0-0",
                "page_view screen_view event transaction item social exception timing general user session "
                        + "traffic_source system_info link app product_action content_experiment hit promotion_action "
                        + "product product_custom_dimension product_custom_metric product_impression_list "
                        + "product_impression product_impression_custom_dimension product_impression_custom_metric "
                        + "promotion custom_dimension custom_metric content_group");
        table.row("googleAnalytics", "com.google.analytics", "1-0-0", "undocumented private");
        table.row(
                "hubspot",
                "com.hubspot",
                "1-0-0",
                "contact_creation contact_deletion contact_change company_creation company_deletion company_change "
                        + "deal_creation deal_deletion deal_change");
        table.row(
                "mailchimp",
                "com.mailchimp",
                "1-0-0",
                "subscribe unsubscribe campaign_sending_status cleaned_email email_address_change profile_update");
        table.row(
                "mailgun",
                "com.mailgun",
                "1-0-0",
                "message_bounced message_clicked message_complained message_delivered message_dropped message_opened "
                        + "recipient_unsubscribed");
        table.row(
                "mandrill",
                "com.mandrill",
                "1-0-1",
                "message_bounced message_clicked message_delayed message_marked_as_spam message_opened "
                        + "message_soft_bounced recipient_unsubscribed");
        table.row("mandrill", "com.mandrill", "1-0-0", "message_rejected message_sent");
        table.row("marketo", "com.marketo", "2-0-0", "event");
        table.row("olark", "com.olark", "1-0-0", "transcript offline_message");
        table.row("pagerduty", "com.pagerduty", "1-0-0", "incident");
        table.row("pingdom", "com.pingdom", "1-0-0", "incident_assign incident_notify_user incident_notify_of_close");
        table.row(
                "sendgrid",
                "com.sendgrid",
                "3-0-0",
                "processed dropped delivered deferred bounce open click spamreport unsubscribe group_unsubscribe "
                        + "group_resubscribe");
        table.row("statusgator", "com.statusgator", "1-0-0", "status_change");
        table.row("unbounce", "com.unbounce", "1-0-0", "form_post");
        table.row(
                "urbanAirship",
                "com.urbanairship.connect",
                "1-0-0",
                "CLOSE CUSTOM FIRST_OPEN IN_APP_MESSAGE_DISPLAY IN_APP_MESSAGE_EXPIRATION IN_APP_MESSAGE_RESOLUTION "
                        + "LOCATION OPEN PUSH_BODY REGION RICH_DELETE RICH_DELIVERY RICH_HEAD SEND TAG_CHANGE UNINSTALL");
        table.row("vero", "com.getvero", "1-0-0", "bounced clicked delivered opened sent unsubscribed created updated");
        return table.schemas;
    }

    private static final class Defaults {

        private final Map<String, Map<String, SchemaKey>> schemas = new LinkedHashMap<>();

        void row(String adapter, String vendor, String version, String names) {
            for (String name : names.split(" ", -1)) {
                put(adapter, name.toLowerCase(Locale.ROOT), vendor + "/" + name + "/jsonschema/" + version);
            }
        }

        void put(String adapter, String event, String path) {
            schemas.computeIfAbsent(adapter, any -> new LinkedHashMap<>()).put(event, SchemaKey.of("iglu:" + path));
        }
    }
}
