package dev.firn.topology.lineage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firn.enrichments.EventPipeline;
import dev.firn.enrichments.Outcome;
import dev.firn.enrichments.spi.EventPart;
import dev.firn.serdes.event.AtomicField;
import dev.firn.serdes.event.EnrichedEvent;
import dev.firn.serdes.payload.CollectorPayload;
import dev.firn.serdes.payload.ThriftCodec;
import dev.firn.topology.EnrichTopology;
import dev.firn.topology.output.Output;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What is claimed of columns, against what the pipeline does: a part of the request is changed, and it shows. */
class ClaimsTest {

    private static final EventPipeline PIPELINE = Example.columnsOnly();

    private static final Map<AtomicField, ColumnLineage> CLAIMS = TopologyGraph.of(
                    EnrichTopology.builder(PIPELINE)
                            .input("in")
                            .good(Output.to("good"))
                            .bad(Output.to("bad")),
                    "app")
            .outputs()
            .get(0)
            .columns()
            .stream()
            .collect(Collectors.toMap(column -> AtomicField.ofColumn(column.name()), column -> column));

    /** Each parameter of the protocol that needs no schema, with a valid value and another one. */
    private static final Map<String, List<String>> PARAMETERS = parameters();

    private static Map<String, List<String>> parameters() {
        Map<String, List<String>> all = new LinkedHashMap<>();
        all.put("e", List.of("pv", "pp"));
        all.put("p", List.of("web", "mob"));
        all.put(
                "url",
                List.of(
                        "https://shop.example:8080/a?utm_medium=m&utm_source=s&utm_term=t&utm_content=c&utm_campaign=x"
                                + "&gclid=g&_sp=abc.1700000000000#f",
                        "http://other.example/b?medium=n&msclkid=h#g"));
        all.put("refr", List.of("https://ref.example:81/r?q=1#s", "http://r2.example/"));
        for (String text : List.of(
                "aid", "uid", "duid", "nuid", "tnuid", "ua", "fp", "tna", "tv", "cv", "lang", "cd", "ev_ca", "se_ca",
                "ev_ac", "se_ac", "ev_la", "se_la", "ev_pr", "se_pr", "tr_id", "tr_af", "tr_ci", "tr_st", "tr_co",
                "ti_id", "ti_sk", "ti_na", "ti_nm", "ti_ca", "page", "cs", "tz")) {
            all.put(text, List.of("a-" + text, "b-" + text));
        }
        for (String number : List.of(
                "tid", "vid", "ti_qu", "pp_mix", "pp_max", "pp_miy", "pp_may", "se_va", "ev_va", "tr_tt", "tr_tx",
                "tr_sh", "ti_pr")) {
            all.put(number, List.of("7", "8"));
        }
        for (String flag :
                List.of("f_pdf", "f_fla", "f_java", "f_dir", "f_qt", "f_realp", "f_wma", "f_gears", "f_ag", "cookie")) {
            all.put(flag, List.of("1", "0"));
        }
        for (String size : List.of("res", "vp", "ds")) {
            all.put(size, List.of("800x600", "1024x768"));
        }
        for (String time : List.of("dtm", "stm", "ttm")) {
            all.put(time, List.of("1700000000000", "1700000100000"));
        }
        all.put("ip", List.of("203.0.113.9", "198.51.100.7"));
        all.put("sid", List.of("a729d278-110a-4ac6-845b-d1f12ce45ac7", "b729d278-110a-4ac6-845b-d1f12ce45ac7"));
        all.put("eid", List.of("c729d278-110a-4ac6-845b-d1f12ce45ac7", "d729d278-110a-4ac6-845b-d1f12ce45ac7"));
        all.put("tr_cu", List.of("EUR", "USD"));
        all.put("ti_cu", List.of("EUR", "USD"));
        return all;
    }

    @Test
    void aChangedParameterChangesOnlyColumnsThatNameIt() {
        for (String name : PARAMETERS.keySet()) {
            Set<AtomicField> seen = EnumSet.noneOf(AtomicField.class);
            for (Map<String, String> others : List.of(first(), Map.of("e", "pv", "p", "web", "tv", "t"))) {
                List<EnrichedEvent> events = new ArrayList<>();
                for (int i = 0; i < 3; i++) {
                    Map<String, String> parameters = new LinkedHashMap<>(others);
                    if (i < 2) {
                        parameters.put(name, PARAMETERS.get(name).get(i));
                    } else if (!Set.of("e", "p", "tv").contains(name)) {
                        parameters.remove(name);
                    }
                    events.add(event(parameters, payload()));
                }
                check(EventPart.parameter(name), changed(events));
                seen.addAll(changed(events));
            }
            seen.remove(AtomicField.EVENT_FINGERPRINT);
            assertThat(seen).as("columns that change with %s", name).isNotEmpty();
        }
    }

    @Test
    void everyParameterReachesAColumnThatNamesIt() {
        for (String name : PARAMETERS.keySet()) {
            Set<AtomicField> columns = EnumSet.noneOf(AtomicField.class);
            CLAIMS.forEach((field, claim) -> {
                if (claim.origins().stream().anyMatch(one -> one.part().equals(EventPart.parameter(name)))) {
                    columns.add(field);
                }
            });
            assertThat(columns).as(name).isNotEmpty();
        }
    }

    @Test
    void aChangedMemberOfThePayloadChangesOnlyColumnsThatNameIt() {
        Map<String, String> few = Map.of("e", "pv", "p", "web", "tv", "t");
        for (String member : payload().keySet()) {
            Map<String, String> other = new LinkedHashMap<>(payload());
            other.put(member, OTHERS.get(member));
            EventPart part = member.startsWith("X-") ? EventPart.header(member) : EventPart.payload(member);
            check(part, changed(List.of(event(few, payload()), event(few, other))));
        }
    }

    @Test
    void whatNobodyClaimsToWriteStaysEmpty() {
        EnrichedEvent event = event(first(), payload());
        for (AtomicField field : AtomicField.all()) {
            if (CLAIMS.get(field).contributions().isEmpty()) {
                assertThat(event.value(field)).as(field.column()).isNull();
            }
        }
        assertThat(CLAIMS.get(AtomicField.GEO_COUNTRY).contributions())
                .as("no look-up is on")
                .isEmpty();
    }

    private static void check(EventPart part, Set<AtomicField> changed) {
        for (AtomicField field : changed) {
            SortedSet<ColumnOrigin> claimed = new TreeSet<>(CLAIMS.get(field).origins());
            claimed.addAll(CLAIMS.get(field).deciding());
            assertThat(claimed.stream().map(ColumnOrigin::part))
                    .as("%s, which changes with %s", field.column(), part)
                    .containsAnyOf(part, EventPart.any(part.kind()));
        }
    }

    private static Map<String, String> first() {
        Map<String, String> first = new LinkedHashMap<>();
        PARAMETERS.forEach((name, values) -> first.put(name, values.get(0)));
        return first;
    }

    private static Set<AtomicField> changed(List<EnrichedEvent> events) {
        Set<AtomicField> changed = EnumSet.noneOf(AtomicField.class);
        for (AtomicField field : AtomicField.all()) {
            if (events.stream()
                            .map(event -> String.valueOf(event.value(field)))
                            .distinct()
                            .count()
                    > 1) {
                changed.add(field);
            }
        }
        return changed;
    }

    private static final Map<String, String> OTHERS = Map.of(
            "ipAddress", "198.51.100.8",
            "timestamp", "1700000200000",
            "collector", "other-1",
            "userAgent", "curl/8",
            "refererUri", "https://third.example/c?utm_source=z",
            "networkUserId", "e729d278-110a-4ac6-845b-d1f12ce45ac7",
            "X-Forwarded-For", "198.51.100.9");

    private static Map<String, String> payload() {
        Map<String, String> payload = new LinkedHashMap<>();
        payload.put("ipAddress", "192.0.2.1");
        payload.put("timestamp", "1700000300000");
        payload.put("collector", "ssc-3.2.0-kafka");
        payload.put("userAgent", "Mozilla/5.0");
        payload.put("refererUri", "https://shop.example/from?utm_source=y");
        payload.put("networkUserId", "f729d278-110a-4ac6-845b-d1f12ce45ac7");
        payload.put("X-Forwarded-For", "");
        return payload;
    }

    private static EnrichedEvent event(Map<String, String> parameters, Map<String, String> payload) {
        String querystring = parameters.entrySet().stream()
                .map(one -> one.getKey() + '=' + URLEncoder.encode(one.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        String forwarded = payload.get("X-Forwarded-For");
        byte[] record = ThriftCodec.encode(new CollectorPayload(
                CollectorPayload.SCHEMA,
                payload.get("ipAddress"),
                Long.parseLong(payload.get("timestamp")),
                "UTF-8",
                payload.get("collector"),
                payload.get("userAgent"),
                payload.get("refererUri"),
                "/i",
                querystring,
                null,
                forwarded.isEmpty() ? List.of() : List.of("X-Forwarded-For: " + forwarded),
                null,
                null,
                payload.get("networkUserId")));
        Outcome outcome = PIPELINE.process(record, (bytes, index) -> UUID.nameUUIDFromBytes(new byte[0]))
                .get(0);
        return outcome.fold(
                good -> good.event(),
                bad -> {
                    throw new AssertionError(bad.row() + " of " + parameters);
                },
                incomplete -> {
                    throw new AssertionError(incomplete);
                },
                dropped -> {
                    throw new AssertionError(dropped);
                });
    }
}
