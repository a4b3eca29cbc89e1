package dev.firn.enrichments;

import static dev.firn.serdes.event.AtomicField.COLLECTOR_TSTAMP;
import static dev.firn.serdes.event.AtomicField.CONTEXTS;
import static dev.firn.serdes.event.AtomicField.DERIVED_TSTAMP;
import static dev.firn.serdes.event.AtomicField.DVCE_CREATED_TSTAMP;
import static dev.firn.serdes.event.AtomicField.DVCE_SENT_TSTAMP;
import static dev.firn.serdes.event.AtomicField.ETL_TSTAMP;
import static dev.firn.serdes.event.AtomicField.EVENT;
import static dev.firn.serdes.event.AtomicField.EVENT_FORMAT;
import static dev.firn.serdes.event.AtomicField.EVENT_ID;
import static dev.firn.serdes.event.AtomicField.EVENT_NAME;
import static dev.firn.serdes.event.AtomicField.EVENT_VENDOR;
import static dev.firn.serdes.event.AtomicField.EVENT_VERSION;
import static dev.firn.serdes.event.AtomicField.NETWORK_USERID;
import static dev.firn.serdes.event.AtomicField.PAGE_REFERRER;
import static dev.firn.serdes.event.AtomicField.PAGE_URL;
import static dev.firn.serdes.event.AtomicField.PAGE_URLFRAGMENT;
import static dev.firn.serdes.event.AtomicField.PAGE_URLHOST;
import static dev.firn.serdes.event.AtomicField.PAGE_URLPATH;
import static dev.firn.serdes.event.AtomicField.PAGE_URLPORT;
import static dev.firn.serdes.event.AtomicField.PAGE_URLQUERY;
import static dev.firn.serdes.event.AtomicField.PAGE_URLSCHEME;
import static dev.firn.serdes.event.AtomicField.PLATFORM;
import static dev.firn.serdes.event.AtomicField.REFR_DOMAIN_USERID;
import static dev.firn.serdes.event.AtomicField.REFR_DVCE_TSTAMP;
import static dev.firn.serdes.event.AtomicField.REFR_URLFRAGMENT;
import static dev.firn.serdes.event.AtomicField.REFR_URLHOST;
import static dev.firn.serdes.event.AtomicField.REFR_URLPATH;
import static dev.firn.serdes.event.AtomicField.REFR_URLPORT;
import static dev.firn.serdes.event.AtomicField.REFR_URLQUERY;
import static dev.firn.serdes.event.AtomicField.REFR_URLSCHEME;
import static dev.firn.serdes.event.AtomicField.TRUE_TSTAMP;
import static dev.firn.serdes.event.AtomicField.UNSTRUCT_EVENT;
import static dev.firn.serdes.event.AtomicField.USERAGENT;
import static dev.firn.serdes.event.AtomicField.USER_IPADDRESS;
import static dev.firn.serdes.event.AtomicField.V_COLLECTOR;
import static dev.firn.serdes.event.AtomicField.V_ETL;

import dev.firn.enrichments.spi.Derivation;
import dev.firn.enrichments.spi.EventPart;
import dev.firn.enrichments.transform.TrackerParameters;
import dev.firn.serdes.event.AtomicField;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What the parts of the pipeline that no configuration turns off make of what, for the lineage of columns. */
final class FixedStages {

    private static final EventPart CLOCK = EventPart.application("clock");
    private static final EventPart ENTITIES = EventPart.any(EventPart.Kind.CONTEXTS);
    private static final EventPart SELF_DESCRIBING = EventPart.any(EventPart.Kind.UNSTRUCT_EVENT);

    /** Of the steps of {@link EnrichmentOrder}, by their names there; those that only look have none. */
    private static final Map<String, List<Derivation>> STEPS = Map.of(
            "#page-url",
                    List.of(Derivation.of(EventPart.columns(
                                    PAGE_URL,
                                    PAGE_URLSCHEME,
                                    PAGE_URLHOST,
                                    PAGE_URLPORT,
                                    PAGE_URLPATH,
                                    PAGE_URLQUERY,
                                    PAGE_URLFRAGMENT))
                            .from(EventPart.column(PAGE_URL), EventPart.payload("refererUri"))),
            "#derived-tstamp",
                    List.of(columns(DERIVED_TSTAMP)
                            .from(EventPart.columns(
                                    TRUE_TSTAMP, DVCE_CREATED_TSTAMP, DVCE_SENT_TSTAMP, COLLECTOR_TSTAMP))),
            "#referrer-url",
                    List.of(columns(
                                    REFR_URLSCHEME,
                                    REFR_URLHOST,
                                    REFR_URLPORT,
                                    REFR_URLPATH,
                                    REFR_URLQUERY,
                                    REFR_URLFRAGMENT)
                            .from(EventPart.column(PAGE_REFERRER))),
            "#cross-domain",
                    List.of(columns(REFR_DOMAIN_USERID, REFR_DVCE_TSTAMP).from(EventPart.pageParameter("_sp"))),
            "#schema-fields",
                    List.of(columns(EVENT_VENDOR, EVENT_NAME, EVENT_FORMAT, EVENT_VERSION)
                            .from(EventPart.column(EVENT), SELF_DESCRIBING)));

    private static final PipelineStage COLLECTOR = new PipelineStage(
            "collector-payload",
            null,
            List.of(
                    columns(V_COLLECTOR).from(EventPart.payload("collector")),
                    columns(V_ETL).from(EventPart.application("name")),
                    columns(ETL_TSTAMP).from(CLOCK),
                    columns(NETWORK_USERID).from(EventPart.payload("networkUserId")),
                    columns(USER_IPADDRESS)
                            .from(
                                    EventPart.header("X-Forwarded-For"),
                                    EventPart.header("Forwarded"),
                                    EventPart.payload("ipAddress")),
                    columns(USERAGENT).from(EventPart.payload("userAgent")),
                    columns(COLLECTOR_TSTAMP).from(EventPart.payload("timestamp"))));

    private static final PipelineStage EVENT_IDS = new PipelineStage(
            "event-id",
            null,
            List.of(columns(EVENT_ID).from(EventPart.application("ids")).when(EventPart.column(EVENT_ID))));

    /** What is invalid is refused, what is superseded is written as the version that took its place. */
    private static final PipelineStage INPUT = new PipelineStage(
            "input-validation",
            null,
            List.of(
                    columns(CONTEXTS).from(EventPart.column(CONTEXTS)),
                    columns(UNSTRUCT_EVENT).from(EventPart.column(UNSTRUCT_EVENT)),
                    Derivation.of(EventPart.derivedContexts(InputJson.VALIDATION_INFO))
                            .from(ENTITIES, SELF_DESCRIBING)));

    private FixedStages() {}

    private static Derivation columns(AtomicField... fields) {
        return Derivation.of(EventPart.columns(fields));
    }

    /** What there is before the first step. */
    static List<PipelineStage> first() {
        return List.of(
                COLLECTOR,
                new PipelineStage("tracker-parameters", null, TrackerParameters.derivations()),
                EVENT_IDS,
                INPUT);
    }

    /** A step that is always there, by its name in the order. */
    static PipelineStage step(String name) {
        return new PipelineStage(name.substring(1), null, STEPS.getOrDefault(name, List.of()));
    }

    /** What incomplete events get besides. */
    static PipelineStage failures() {
        return new PipelineStage(
                "failures",
                null,
                List.of(Derivation.of(EventPart.derivedContexts(FailureEntity.SCHEMA))
                        .from(EventPart.everything())));
    }

    /** What the events that tell of replaced values are made of, see {@link PseudonymisationEvent}. */
    static PipelineStage pseudonymisation() {
        List<Derivation> derivations = new ArrayList<>();
        for (AtomicField field : PseudonymisationEvent.OF_PARENT) {
            derivations.add(columns(field).from(EventPart.column(field)));
        }
        derivations.add(columns(EVENT_ID).from(EventPart.column(EVENT_ID)));
        derivations.add(columns(CONTEXTS).from(EventPart.column(EVENT_ID)));
        derivations.add(columns(PLATFORM, EVENT, EVENT_VENDOR, EVENT_NAME, EVENT_FORMAT, EVENT_VERSION));
        derivations.add(columns(DERIVED_TSTAMP, TRUE_TSTAMP).from(CLOCK));
        derivations.add(columns(UNSTRUCT_EVENT).from(EventPart.any(EventPart.Kind.COLUMN)));
        return new PipelineStage("pseudonymisation", null, derivations);
    }
}
