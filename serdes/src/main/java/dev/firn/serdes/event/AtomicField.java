package dev.firn.serdes.event;

import static dev.firn.serdes.event.AtomicField.Kind.DECIMAL;
import static dev.firn.serdes.event.AtomicField.Kind.FLAG;
import static dev.firn.serdes.event.AtomicField.Kind.FLOAT;
import static dev.firn.serdes.event.AtomicField.Kind.INTEGER;
import static dev.firn.serdes.event.AtomicField.Kind.JSON;
import static dev.firn.serdes.event.AtomicField.Kind.TEXT;
import static dev.firn.serdes.event.AtomicField.Kind.TIMESTAMP;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The columns of an enriched event, in TSV order: the one list that everything else loops over.
 *
 * <p>Limits are the maximal lengths of {@code iglu:com.snowplowanalytics.snowplow/atomic/jsonschema/1-0-0}.
 */
public enum AtomicField {
    APP_ID("app_id", TEXT, 255),
    PLATFORM("platform", TEXT, 255),
    ETL_TSTAMP("etl_tstamp", TIMESTAMP, 0),
    COLLECTOR_TSTAMP("collector_tstamp", TIMESTAMP, 0),
    DVCE_CREATED_TSTAMP("dvce_created_tstamp", TIMESTAMP, 0),
    EVENT("event", TEXT, 128),
    EVENT_ID("event_id", TEXT, 36),
    TXN_ID("txn_id", INTEGER, 0),
    NAME_TRACKER("name_tracker", TEXT, 128),
    V_TRACKER("v_tracker", TEXT, 100),
    V_COLLECTOR("v_collector", TEXT, 100),
    V_ETL("v_etl", TEXT, 100),
    USER_ID("user_id", TEXT, 255),
    USER_IPADDRESS("user_ipaddress", TEXT, 128),
    USER_FINGERPRINT("user_fingerprint", TEXT, 128),
    DOMAIN_USERID("domain_userid", TEXT, 128),
    DOMAIN_SESSIONIDX("domain_sessionidx", INTEGER, 0),
    NETWORK_USERID("network_userid", TEXT, 128),
    GEO_COUNTRY("geo_country", TEXT, 2),
    GEO_REGION("geo_region", TEXT, 3),
    GEO_CITY("geo_city", TEXT, 75),
    GEO_ZIPCODE("geo_zipcode", TEXT, 15),
    GEO_LATITUDE("geo_latitude", FLOAT, 0),
    GEO_LONGITUDE("geo_longitude", FLOAT, 0),
    GEO_REGION_NAME("geo_region_name", TEXT, 100),
    IP_ISP("ip_isp", TEXT, 100),
    IP_ORGANIZATION("ip_organization", TEXT, 128),
    IP_DOMAIN("ip_domain", TEXT, 128),
    IP_NETSPEED("ip_netspeed", TEXT, 100),
    PAGE_URL("page_url", TEXT, 4096),
    PAGE_TITLE("page_title", TEXT, 2000),
    PAGE_REFERRER("page_referrer", TEXT, 4096),
    PAGE_URLSCHEME("page_urlscheme", TEXT, 16),
    PAGE_URLHOST("page_urlhost", TEXT, 255),
    PAGE_URLPORT("page_urlport", INTEGER, 0),
    PAGE_URLPATH("page_urlpath", TEXT, 3000),
    PAGE_URLQUERY("page_urlquery", TEXT, 6000),
    PAGE_URLFRAGMENT("page_urlfragment", TEXT, 3000),
    REFR_URLSCHEME("refr_urlscheme", TEXT, 16),
    REFR_URLHOST("refr_urlhost", TEXT, 255),
    REFR_URLPORT("refr_urlport", INTEGER, 0),
    REFR_URLPATH("refr_urlpath", TEXT, 6000),
    REFR_URLQUERY("refr_urlquery", TEXT, 6000),
    REFR_URLFRAGMENT("refr_urlfragment", TEXT, 3000),
    REFR_MEDIUM("refr_medium", TEXT, 25),
    REFR_SOURCE("refr_source", TEXT, 50),
    REFR_TERM("refr_term", TEXT, 255),
    MKT_MEDIUM("mkt_medium", TEXT, 255),
    MKT_SOURCE("mkt_source", TEXT, 255),
    MKT_TERM("mkt_term", TEXT, 255),
    MKT_CONTENT("mkt_content", TEXT, 500),
    MKT_CAMPAIGN("mkt_campaign", TEXT, 255),
    CONTEXTS("contexts", JSON, 0),
    SE_CATEGORY("se_category", TEXT, 1000),
    SE_ACTION("se_action", TEXT, 1000),
    SE_LABEL("se_label", TEXT, 4096),
    SE_PROPERTY("se_property", TEXT, 1000),
    SE_VALUE("se_value", DECIMAL, 0),
    UNSTRUCT_EVENT("unstruct_event", JSON, 0),
    TR_ORDERID("tr_orderid", TEXT, 255),
    TR_AFFILIATION("tr_affiliation", TEXT, 255),
    TR_TOTAL("tr_total", DECIMAL, 0),
    TR_TAX("tr_tax", DECIMAL, 0),
    TR_SHIPPING("tr_shipping", DECIMAL, 0),
    TR_CITY("tr_city", TEXT, 255),
    TR_STATE("tr_state", TEXT, 255),
    TR_COUNTRY("tr_country", TEXT, 255),
    TI_ORDERID("ti_orderid", TEXT, 255),
    TI_SKU("ti_sku", TEXT, 255),
    TI_NAME("ti_name", TEXT, 255),
    TI_CATEGORY("ti_category", TEXT, 255),
    TI_PRICE("ti_price", DECIMAL, 0),
    TI_QUANTITY("ti_quantity", INTEGER, 0),
    PP_XOFFSET_MIN("pp_xoffset_min", INTEGER, 0),
    PP_XOFFSET_MAX("pp_xoffset_max", INTEGER, 0),
    PP_YOFFSET_MIN("pp_yoffset_min", INTEGER, 0),
    PP_YOFFSET_MAX("pp_yoffset_max", INTEGER, 0),
    USERAGENT("useragent", TEXT, 1000),
    BR_NAME("br_name", TEXT, 50),
    BR_FAMILY("br_family", TEXT, 50),
    BR_VERSION("br_version", TEXT, 50),
    BR_TYPE("br_type", TEXT, 50),
    BR_RENDERENGINE("br_renderengine", TEXT, 50),
    BR_LANG("br_lang", TEXT, 255),
    BR_FEATURES_PDF("br_features_pdf", FLAG, 0),
    BR_FEATURES_FLASH("br_features_flash", FLAG, 0),
    BR_FEATURES_JAVA("br_features_java", FLAG, 0),
    BR_FEATURES_DIRECTOR("br_features_director", FLAG, 0),
    BR_FEATURES_QUICKTIME("br_features_quicktime", FLAG, 0),
    BR_FEATURES_REALPLAYER("br_features_realplayer", FLAG, 0),
    BR_FEATURES_WINDOWSMEDIA("br_features_windowsmedia", FLAG, 0),
    BR_FEATURES_GEARS("br_features_gears", FLAG, 0),
    BR_FEATURES_SILVERLIGHT("br_features_silverlight", FLAG, 0),
    BR_COOKIES("br_cookies", FLAG, 0),
    BR_COLORDEPTH("br_colordepth", TEXT, 12),
    BR_VIEWWIDTH("br_viewwidth", INTEGER, 0),
    BR_VIEWHEIGHT("br_viewheight", INTEGER, 0),
    OS_NAME("os_name", TEXT, 50),
    OS_FAMILY("os_family", TEXT, 50),
    OS_MANUFACTURER("os_manufacturer", TEXT, 50),
    OS_TIMEZONE("os_timezone", TEXT, 255),
    DVCE_TYPE("dvce_type", TEXT, 50),
    DVCE_ISMOBILE("dvce_ismobile", FLAG, 0),
    DVCE_SCREENWIDTH("dvce_screenwidth", INTEGER, 0),
    DVCE_SCREENHEIGHT("dvce_screenheight", INTEGER, 0),
    DOC_CHARSET("doc_charset", TEXT, 128),
    DOC_WIDTH("doc_width", INTEGER, 0),
    DOC_HEIGHT("doc_height", INTEGER, 0),
    TR_CURRENCY("tr_currency", TEXT, 3),
    TR_TOTAL_BASE("tr_total_base", DECIMAL, 0),
    TR_TAX_BASE("tr_tax_base", DECIMAL, 0),
    TR_SHIPPING_BASE("tr_shipping_base", DECIMAL, 0),
    TI_CURRENCY("ti_currency", TEXT, 3),
    TI_PRICE_BASE("ti_price_base", DECIMAL, 0),
    BASE_CURRENCY("base_currency", TEXT, 3),
    GEO_TIMEZONE("geo_timezone", TEXT, 64),
    MKT_CLICKID("mkt_clickid", TEXT, 128),
    MKT_NETWORK("mkt_network", TEXT, 64),
    ETL_TAGS("etl_tags", TEXT, 500),
    DVCE_SENT_TSTAMP("dvce_sent_tstamp", TIMESTAMP, 0),
    REFR_DOMAIN_USERID("refr_domain_userid", TEXT, 128),
    REFR_DVCE_TSTAMP("refr_dvce_tstamp", TIMESTAMP, 0),
    DERIVED_CONTEXTS("derived_contexts", JSON, 0),
    DOMAIN_SESSIONID("domain_sessionid", TEXT, 128),
    DERIVED_TSTAMP("derived_tstamp", TIMESTAMP, 0),
    EVENT_VENDOR("event_vendor", TEXT, 1000),
    EVENT_NAME("event_name", TEXT, 1000),
    EVENT_FORMAT("event_format", TEXT, 128),
    EVENT_VERSION("event_version", TEXT, 128),
    EVENT_FINGERPRINT("event_fingerprint", TEXT, 128),
    TRUE_TSTAMP("true_tstamp", TIMESTAMP, 0);

    /** How a column's value is held in an {@link EnrichedEvent}. */
    public enum Kind {
        TEXT(String.class),
        INTEGER(Integer.class),
        /** 0 or 1 in TSV. */
        FLAG(Boolean.class),
        DECIMAL(BigDecimal.class),
        FLOAT(Float.class),
        /** Epoch milliseconds. */
        TIMESTAMP(Long.class),
        /** A parsed value, written compactly. */
        JSON(JsonNode.class);

        private final Class<?> type;

        Kind(Class<?> type) {
            this.type = type;
        }

        public Class<?> type() {
            return type;
        }
    }

    private static final List<AtomicField> ALL = List.of(values());
    private static final Map<String, AtomicField> BY_COLUMN = new HashMap<>();

    static {
        ALL.forEach(field -> BY_COLUMN.put(field.column, field));
    }

    private final String column;
    private final Kind kind;
    private final int maxLength;

    AtomicField(String column, Kind kind, int maxLength) {
        this.column = column;
        this.kind = kind;
        this.maxLength = maxLength;
    }

    /** All of them, in TSV order, without the copy that {@code values()} makes. */
    public static List<AtomicField> all() {
        return ALL;
    }

    /** The field of a column name as the world knows it ({@code geo_country}), or null. */
    public static @Nullable AtomicField ofColumn(String column) {
        return BY_COLUMN.get(column);
    }

    public String column() {
        return column;
    }

    public Kind kind() {
        return kind;
    }

    /** Longest text allowed, in UTF-16 units; 0 when the length is not checked. */
    public int maxLength() {
        return maxLength;
    }
}
