package dev.firn.topology.adjoin;

import dev.firn.topology.flow.StreamId;

/**
 * Sources for the ad events that Snowplow's trackers know: {@code iglu:com.snowplowanalytics.snowplow/ad_impression},
 * {@code ad_click} and {@code ad_conversion}, all {@code jsonschema/1-*-*}. The data of each event is carried as {@code
 * data}. All of it is optional in these schemas, so an event without an id of its own is known by its {@code event_id}.
 */
public final class SnowplowAds {

    private static final String VENDOR = "com.snowplowanalytics.snowplow";

    private SnowplowAds() {}

    /** @param key an expression over events, such as {@code domain_userid} */
    public static AdSource impressions(String key) {
        return source("ad_impression", "impressionId", key);
    }

    /** Linked to the impressions that they name. */
    public static AdSource clicks(String key) {
        return source("ad_click", "clickId", key).linkedBy(data("ad_click") + ".impressionId");
    }

    /** They name no click. */
    public static AdSource conversions(String key) {
        return source("ad_conversion", "conversionId", key);
    }

    private static AdSource source(String name, String id, String key) {
        return AdSource.of(StreamId.GOOD, "event_vendor == '" + VENDOR + "' && event_name == '" + name + "'", key)
                .identifiedBy(data(name) + '.' + id, "event_id")
                .carrying("data", data(name));
    }

    private static String data(String name) {
        return "unstruct_event." + VENDOR.replace('.', '_') + '_' + name + "_1";
    }
}
