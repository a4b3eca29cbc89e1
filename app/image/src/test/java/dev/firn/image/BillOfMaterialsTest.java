package dev.firn.image;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** That the bill of materials names what is in the image. */
@EnabledIf("dev.firn.image.Image#isBuilt")
class BillOfMaterialsTest {

    private static final String IN_IMAGE = "opt/firn/sbom/firn.cdx.json";

    @Test
    void isTheSameInTheImageAndBesideIt() throws IOException {
        Path beside = Image.file().resolveSibling(ImageLayers.BOM);
        assertThat(Image.archive().content(IN_IMAGE)).isEqualTo(Files.readAllBytes(beside));
        assertThat(Image.archive()
                        .config()
                        .at("/config/Labels")
                        .path("dev.firn.sbom")
                        .asText())
                .isEqualTo("/" + IN_IMAGE);
    }

    @Test
    void hasTheLibrariesTheJvmAndTheSystem() throws IOException {
        JsonNode bom = bom();
        assertThat(bom.path("bomFormat").asText()).isEqualTo("CycloneDX");
        assertThat(bom.path("specVersion").asText()).isEqualTo("1.6");
        assertThat(bom.path("serialNumber").asText()).startsWith("urn:uuid:");
        assertThat(bom.at("/metadata/component/type").asText()).isEqualTo("container");
        List<String> purls = new ArrayList<>();
        bom.path("components")
                .forEach(component -> purls.add(component.path("purl").asText()));
        assertThat(purls)
                .doesNotHaveDuplicates()
                .anyMatch(purl -> purl.startsWith(
                        "pkg:generic/openjdk@" + Runtime.version().feature()))
                .anyMatch(purl -> purl.startsWith("pkg:maven/org.apache.kafka/kafka-streams@"))
                .anyMatch(purl -> purl.startsWith("pkg:maven/org.openjdk.nashorn/nashorn-core@"))
                .noneMatch(purl -> purl.startsWith("pkg:maven/org.junit"));
        if (Image.archive()
                .config()
                .at("/config/Labels")
                .path("org.opencontainers.image.base.name")
                .asText()
                .equals("scratch")) {
            assertThat(purls)
                    .anyMatch(purl -> purl.matches("pkg:deb/\\w+/libc6@.*"))
                    .anyMatch(purl -> purl.matches("pkg:deb/\\w+/libstdc\\+\\+6@.*"));
        }
    }

    /** Both are made of the same resolution: whatever is in the licence report is in the bill. */
    @Test
    void hasEverythingThatTheLicenceReportHas() throws IOException {
        String report = new String(Image.archive().content("opt/firn/legal/THIRD-PARTY.txt"), StandardCharsets.UTF_8);
        Matcher entry = Pattern.compile("\\(([\\w.-]+:[\\w.-]+:[\\w.-]+) - ").matcher(report);
        Set<String> reported = new TreeSet<>();
        while (entry.find()) {
            reported.add(entry.group(1));
        }
        Set<String> billed = new TreeSet<>();
        for (JsonNode component : bom().path("components")) {
            billed.add(component.path("group").asText() + ":"
                    + component.path("name").asText() + ":"
                    + component.path("version").asText());
        }
        assertThat(reported).hasSizeGreaterThan(80);
        assertThat(billed).containsAll(reported);
    }

    /** Each has a licence, or it would not be known whether it may be passed on. */
    @Test
    void knowsALicenceOfEachComponent() throws IOException {
        List<String> without = new ArrayList<>();
        for (JsonNode component : bom().path("components")) {
            if (component.path("licenses").isEmpty()) {
                without.add(component.path("purl").asText());
            }
        }
        assertThat(without).isEmpty();
    }

    private static JsonNode bom() throws IOException {
        return new ObjectMapper().readTree(Image.archive().content(IN_IMAGE));
    }
}
