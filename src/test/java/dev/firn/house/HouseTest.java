package dev.firn.house;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/**
 * Who may import whom, and which library belongs to which room. Changing this page is an architecture decision: write one
 * in {@code docs/adr}.
 */
class HouseTest {

    private static final JavaClasses HOUSE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.firn");

    /** From the ground up; a room knows the rooms before it in this list. */
    private static final List<String> ROOMS = List.of(
            "dev.firn.registry..",
            "dev.firn.serdes..",
            "dev.firn.enrichments..",
            "dev.firn.topology..",
            "dev.firn.metrics..",
            "dev.firn.app..");

    /** Library packages, and the packages of the house that may name them. */
    private static final Map<String, String[]> LIBRARIES = Map.ofEntries(
            Map.entry("com.networknt..", new String[] {"dev.firn.registry.validation.."}),
            Map.entry(
                    "org.apache.kafka.streams..",
                    new String[] {"dev.firn.topology..", "dev.firn.metrics..", "dev.firn.app.."}),
            Map.entry("org.apache.kafka..", new String[] {
                "dev.firn.serdes.kafka..", "dev.firn.topology..", "dev.firn.metrics..", "dev.firn.app.."
            }),
            Map.entry("kafka..", new String[] {"dev.firn.app.dev.."}),
            Map.entry("org.rocksdb..", new String[] {"dev.firn.topology.."}),
            Map.entry("dev.cel..", new String[] {"dev.firn.topology.expression.."}),
            Map.entry("com.typesafe.config..", new String[] {"dev.firn.app.config.."}),
            Map.entry("io.micrometer..", new String[] {"dev.firn.metrics..", "dev.firn.app.metrics.."}),
            Map.entry("io.prometheus..", new String[] {"dev.firn.app.metrics.."}),
            Map.entry("io.openlineage..", new String[] {"dev.firn.app.lineage.."}),
            Map.entry("picocli..", new String[] {"dev.firn.app", "dev.firn.app.command.."}),
            Map.entry("com.sun.net.httpserver..", new String[] {"dev.firn.app.http.."}),
            Map.entry("ch.qos.logback..", new String[] {"dev.firn.app.."}),
            Map.entry("com.maxmind..", new String[] {"dev.firn.enrichments.iplookups.."}),
            Map.entry("ua_parser..", new String[] {"dev.firn.enrichments.uaparser.."}),
            Map.entry("org.yaml..", new String[] {"dev.firn.enrichments.uaparser..", "dev.firn.enrichments.referer.."}),
            Map.entry("nl.basjes..", new String[] {"dev.firn.enrichments.yauaa.."}),
            Map.entry("com.jayway..", new String[] {"dev.firn.enrichments.lookup.."}),
            Map.entry("com.zaxxer..", new String[] {"dev.firn.enrichments.sql.."}),
            Map.entry("org.openjdk.nashorn..", new String[] {"dev.firn.enrichments.javascript.."}));

    /** One package each; what they share lies beside them: address, assets, http, literals, lookup, url. */
    private static final List<String> ENRICHMENTS = List.of(
            "anonip",
            "apirequest",
            "asn",
            "botdetection",
            "campaign",
            "cookies",
            "crossnavigation",
            "currency",
            "eventspec",
            "fingerprint",
            "headers",
            "iab",
            "iplookups",
            "javascript",
            "pii",
            "referer",
            "sql",
            "uaparser",
            "weather",
            "yauaa");

    @Test
    void importsPointDownOnly() {
        for (int room = 0; room < ROOMS.size() - 1; room++) {
            String[] above = ROOMS.subList(room + 1, ROOMS.size()).toArray(new String[0]);
            check(noClasses()
                    .that()
                    .resideInAPackage(ROOMS.get(room))
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(above));
        }
    }

    @Test
    void everyLibraryLivesInItsRoom() {
        LIBRARIES.forEach((library, rooms) -> check(noClasses()
                .that()
                .resideInAPackage("dev.firn..")
                .and()
                .resideOutsideOfPackages(rooms)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library)));
    }

    @Test
    void onlyTheQuickstartKnowsTheInProcessBroker() {
        check(noClasses()
                .that()
                .resideInAPackage("dev.firn.app..")
                .and()
                .resideOutsideOfPackages("dev.firn.app.dev..", "dev.firn.app.quickstart..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.firn.app.dev.."));
    }

    @Test
    void timeAndChanceAreHandedIntoTheCore() {
        String[] core = {"dev.firn.registry..", "dev.firn.serdes..", "dev.firn.enrichments..", "dev.firn.topology"};
        for (ArchRule rule : List.of(
                noClasses().that().resideInAnyPackage(core).should().callMethod(System.class, "currentTimeMillis"),
                noClasses().that().resideInAnyPackage(core).should().callMethod(Instant.class, "now"),
                noClasses().that().resideInAnyPackage(core).should().callMethod(Clock.class, "systemUTC"),
                noClasses().that().resideInAnyPackage(core).should().callMethod(UUID.class, "randomUUID"))) {
            check(rule);
        }
    }

    @Test
    void theCoreLogsNothing() {
        check(noClasses()
                .that()
                .resideInAnyPackage("dev.firn.serdes..", "dev.firn.enrichments..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.slf4j.."));
    }

    @Test
    void jacksonHasOneGeneration() {
        check(noClasses().should().dependOnClassesThat().resideInAPackage("tools.jackson.."));
    }

    @Test
    void enrichmentsDoNotKnowEachOther() {
        check(slices().matching("dev.firn.enrichments.(" + String.join("|", ENRICHMENTS) + ")..")
                .should()
                .notDependOnEachOther());
    }

    @Test
    void packagesAreNamedForWhatTheyHold() {
        check(noClasses().should().resideInAnyPackage("..util..", "..utils..", "..impl..", "..helper..", "..common.."));
    }

    @Test
    void everyPackageIsNullMarked() {
        check(classes()
                .that()
                .haveSimpleName("package-info")
                .and()
                .resideInAPackage("dev.firn..")
                .should()
                .beAnnotatedWith(NullMarked.class));
        assertThat(HOUSE.stream().map(c -> c.getPackageName()).distinct().toList())
                .as("packages with a package-info")
                .allSatisfy(name -> assertThat(HOUSE.contain(name + ".package-info"))
                        .as(name)
                        .isTrue());
    }

    private static void check(ArchRule rule) {
        rule.check(HOUSE);
    }
}
