package dev.firn.image;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Properties;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** That no version with a known vulnerability, of those listed, is in what users get. */
class BannedVersionsTest {

    private static BannedVersions banned;

    @BeforeAll
    static void read() throws IOException {
        banned = BannedVersions.read(Repository.file("app/image/src/main/supply-chain/banned-versions.txt"));
    }

    @Test
    @EnabledIf("dev.firn.image.Image#isBuilt")
    void noneIsInTheImage() throws IOException {
        JsonNode bom = new ObjectMapper().readTree(Image.archive().content("opt/firn/sbom/firn.cdx.json"));
        List<String> found = new ArrayList<>();
        int libraries = 0;
        for (JsonNode component : bom.path("components")) {
            if (component.path("purl").asText().startsWith("pkg:maven/")) {
                libraries++;
                check(
                        component.path("group").asText() + ":"
                                + component.path("name").asText(),
                        component.path("version").asText(),
                        found);
            }
        }
        assertThat(libraries).isGreaterThan(80);
        assertThat(found).isEmpty();
    }

    /** Plugins are jars with everything within; most libraries leave a note there of what they are. */
    @Test
    void noneIsInAPluginThatWasBuilt() throws IOException {
        List<String> found = new ArrayList<>();
        Path enrichments = Repository.file("enrichments");
        try (DirectoryStream<Path> modules = Files.newDirectoryStream(enrichments, Files::isDirectory)) {
            for (Path module : modules) {
                if (Files.isDirectory(module.resolve("target"))) {
                    try (DirectoryStream<Path> jars =
                            Files.newDirectoryStream(module.resolve("target"), "*-plugin.jar")) {
                        for (Path jar : jars) {
                            checkJar(jar, found);
                        }
                    }
                }
            }
        }
        assertThat(found).isEmpty();
    }

    private static void checkJar(Path jar, List<String> found) throws IOException {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            for (ZipEntry entry : Collections.list(zip.entries())) {
                if (entry.getName().matches("META-INF/maven/.*/pom\\.properties")) {
                    Properties properties = new Properties();
                    try (InputStream in = zip.getInputStream(entry)) {
                        properties.load(in);
                    }
                    String library = properties.getProperty("groupId") + ":" + properties.getProperty("artifactId");
                    check(library, properties.getProperty("version", "?"), found);
                }
            }
        }
    }

    private static void check(String library, String version, List<String> found) {
        banned.of(library, version)
                .ifPresent(ban -> found.add(library + " " + version + ": " + ban.identifiers() + " " + ban.reason()));
    }

    @ParameterizedTest
    @CsvSource({
        "org.lz4:lz4-java, 1.8.0, true",
        "at.yawk.lz4:lz4-java, 1.10.0, true",
        "at.yawk.lz4:lz4-java, 1.10.1, false",
        "log4j:log4j, 1.2.17, true",
        "org.apache.logging.log4j:log4j-core, 2.14.1, true",
        "org.apache.logging.log4j:log4j-core, 2.25.4, false",
        "org.yaml:snakeyaml, 1.33, true",
        "org.yaml:snakeyaml, 2.2, false",
        "com.google.guava:guava, 31.1-jre, true",
        "com.google.guava:guava, 33.6.0-jre, false",
        "io.netty:netty-codec-http, 4.1.100.Final, true",
        "io.netty:netty-codec-http, 4.2.15.Final, false",
        "org.apache.kafka:kafka-streams, 4.3.0, true",
        "org.apache.kafka:kafka-streams, 4.3.1, false",
        "com.google.protobuf:protobuf-java, 4.27.4, true",
        "com.google.protobuf:protobuf-java, 4.35.1, false",
        "com.fasterxml.jackson.core:jackson-databind, 2.21.2, true",
        "com.fasterxml.jackson.core:jackson-databind, 2.22.4, false"
    })
    void judgesVersionsAsMavenOrdersThem(String library, String version, boolean isBanned) {
        assertThat(banned.of(library, version).isPresent()).isEqualTo(isBanned);
    }
}
