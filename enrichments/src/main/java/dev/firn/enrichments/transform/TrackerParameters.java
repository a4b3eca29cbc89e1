package dev.firn.enrichments.transform;

import static dev.firn.serdes.event.AtomicField.*;

import dev.firn.enrichments.spi.Derivation;
import dev.firn.enrichments.spi.EventPart;
import dev.firn.enrichments.url.TsvText;
import dev.firn.serdes.badrow.FailureMessage;
import dev.firn.serdes.event.AtomicField;
import dev.firn.serdes.event.EnrichedEvent;
import dev.firn.serdes.payload.Parameters;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The tracker protocol: which parameter sets which columns, and by which rule. The one list of it.
 *
 * <p>Rows are applied from top to bottom, so where two parameters share a column the lower one wins, and failures come in
 * the order of the table. A parameter that fails leaves its columns as they are. Names that are not listed mean nothing.
 *
 * <p>Stateless and thread-safe. See the <a href="https://docs.snowplow.io/docs/sources/trackers/snowplow-tracker-protocol/">
 * tracker protocol</a>.
 */
public final class TrackerParameters {

    private record Row(String parameter, Rule rule, List<AtomicField> columns) {}

    private static final List<Row> TABLE = List.of(
            row("e", Rules::event, EVENT),
            row("ip", Rules::address, USER_IPADDRESS),
            row("aid", Rules::text, APP_ID),
            row("p", Rules::platform, PLATFORM),
            row("tid", Rules::integer, TXN_ID),
            row("uid", Rules::text, USER_ID),
            row("duid", Rules::text, DOMAIN_USERID),
            row("nuid", Rules::text, NETWORK_USERID),
            row("ua", Rules::text, USERAGENT),
            row("fp", Rules::text, USER_FINGERPRINT),
            row("vid", Rules::integer, DOMAIN_SESSIONIDX),
            row("sid", Rules::uuid, DOMAIN_SESSIONID),
            row("eid", Rules::uuid, EVENT_ID),
            row("dtm", Rules::timestamp, DVCE_CREATED_TSTAMP),
            row("stm", Rules::timestamp, DVCE_SENT_TSTAMP),
            row("ttm", Rules::timestamp, TRUE_TSTAMP),
            row("tna", Rules::text, NAME_TRACKER),
            row("tv", Rules::text, V_TRACKER),
            row("cv", Rules::text, V_COLLECTOR),
            row("lang", Rules::text, BR_LANG),
            row("f_pdf", Rules::flag, BR_FEATURES_PDF),
            row("f_fla", Rules::flag, BR_FEATURES_FLASH),
            row("f_java", Rules::flag, BR_FEATURES_JAVA),
            row("f_dir", Rules::flag, BR_FEATURES_DIRECTOR),
            row("f_qt", Rules::flag, BR_FEATURES_QUICKTIME),
            row("f_realp", Rules::flag, BR_FEATURES_REALPLAYER),
            row("f_wma", Rules::flag, BR_FEATURES_WINDOWSMEDIA),
            row("f_gears", Rules::flag, BR_FEATURES_GEARS),
            row("f_ag", Rules::flag, BR_FEATURES_SILVERLIGHT),
            row("cookie", Rules::flag, BR_COOKIES),
            new Row("res", Rules::dimensions, List.of(DVCE_SCREENWIDTH, DVCE_SCREENHEIGHT)),
            new Row("vp", Rules::dimensions, List.of(BR_VIEWWIDTH, BR_VIEWHEIGHT)),
            new Row("ds", Rules::dimensions, List.of(DOC_WIDTH, DOC_HEIGHT)),
            row("cd", Rules::text, BR_COLORDEPTH),
            row("ev_ca", Rules::text, SE_CATEGORY),
            row("se_ca", Rules::text, SE_CATEGORY),
            row("ev_ac", Rules::text, SE_ACTION),
            row("se_ac", Rules::text, SE_ACTION),
            row("se_la", Rules::text, SE_LABEL),
            row("ev_la", Rules::text, SE_LABEL),
            row("se_pr", Rules::text, SE_PROPERTY),
            row("ev_pr", Rules::text, SE_PROPERTY),
            row("se_va", Rules::decimal, SE_VALUE),
            row("ev_va", Rules::decimal, SE_VALUE),
            row("ue_pr", Rules::json, UNSTRUCT_EVENT),
            row("ue_px", Rules::base64Json, UNSTRUCT_EVENT),
            row("co", Rules::json, CONTEXTS),
            row("cx", Rules::base64Json, CONTEXTS),
            row("tr_id", Rules::text, TR_ORDERID),
            row("tr_af", Rules::text, TR_AFFILIATION),
            row("tr_tt", Rules::decimal, TR_TOTAL),
            row("tr_tx", Rules::decimal, TR_TAX),
            row("tr_sh", Rules::decimal, TR_SHIPPING),
            row("tr_ci", Rules::text, TR_CITY),
            row("tr_st", Rules::text, TR_STATE),
            row("tr_co", Rules::text, TR_COUNTRY),
            row("tr_cu", Rules::text, TR_CURRENCY),
            row("ti_id", Rules::text, TI_ORDERID),
            row("ti_sk", Rules::text, TI_SKU),
            row("ti_na", Rules::text, TI_NAME),
            row("ti_nm", Rules::text, TI_NAME),
            row("ti_ca", Rules::text, TI_CATEGORY),
            row("ti_pr", Rules::decimal, TI_PRICE),
            row("ti_qu", Rules::integer, TI_QUANTITY),
            row("ti_cu", Rules::text, TI_CURRENCY),
            row("pp_mix", Rules::integer, PP_XOFFSET_MIN),
            row("pp_max", Rules::integer, PP_XOFFSET_MAX),
            row("pp_miy", Rules::integer, PP_YOFFSET_MIN),
            row("pp_may", Rules::integer, PP_YOFFSET_MAX),
            row("refr", Rules::text, PAGE_REFERRER),
            row("url", Rules::text, PAGE_URL),
            row("page", Rules::text, PAGE_TITLE),
            row("cs", Rules::text, DOC_CHARSET),
            row("tz", Rules::text, OS_TIMEZONE),
            row("tnuid", Rules::text, NETWORK_USERID)); // after nuid: the tracker's own word beats the collector's

    private TrackerParameters() {}

    private static Row row(String parameter, Rule.Single rule, AtomicField column) {
        return new Row(parameter, rule, List.of(column));
    }

    /** Sets the columns that the parameters tell; parameters without a value count as absent. */
    public static void apply(
            Parameters parameters, EnrichedEvent.Builder event, Consumer<? super FailureMessage.InputData> failures) {
        for (Row row : TABLE) {
            String text = parameters.get(row.parameter);
            String complaint = text == null ? null : row.rule.apply(text, row.columns, event);
            if (complaint != null) {
                failures.accept(new FailureMessage.InputData(row.parameter, text, complaint));
            }
        }
    }

    /** What each parameter sets, in the order in which they are applied. */
    public static List<Derivation> derivations() {
        return TABLE.stream()
                .map(row -> Derivation.of(EventPart.columns(row.columns)).from(EventPart.parameter(row.parameter)))
                .toList();
    }

    /**
     * The first of several addresses, as proxies list them (with commas, spaces or bars between them), as a column can hold
     * it. Null when there is none, also when the list starts with a separator.
     */
    public static @Nullable String firstAddress(@Nullable String addresses) {
        if (addresses == null) {
            return null;
        }
        int end = 0;
        while (end < addresses.length() && ", |".indexOf(addresses.charAt(end)) < 0) {
            end++;
        }
        return TsvText.clean(addresses.substring(0, end));
    }

    /** What is wrong with a collector's time: a year that no warehouse loads. Null when nothing is. */
    public static @Nullable FailureMessage collectorTimestampProblem(long epochMillis) {
        return WarehouseTime.holds(epochMillis)
                ? null
                : new FailureMessage.InputData(
                        "collector_tstamp",
                        WarehouseTime.iso(epochMillis),
                        "formatted as " + WarehouseTime.column(epochMillis) + " is not Redshift-compatible");
    }
}
