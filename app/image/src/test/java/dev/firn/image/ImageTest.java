package dev.firn.image;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** What is in the image, and what it says of itself. */
@EnabledIf("dev.firn.image.Image#isBuilt")
class ImageTest {

    private static final int SET_USER = 04000;
    private static final int SET_GROUP = 02000;
    private static final int GROUP_WRITES = 0020;
    private static final int OTHERS_WRITE = 0002;
    private static final Set<String> VOLUMES = Set.of("tmp", "var/lib/firn");
    private static final Pattern SECRET_NAME =
            Pattern.compile("(?i).*(?:\\.(?:key|p12|pfx|jks|pem|env)|id_rsa|settings\\.xml|\\.npmrc|credentials)$");

    private final OciArchive image = Image.archive();
    private final JsonNode process = image.config().path("config");

    @Test
    void isAnImageInTheOciLayoutWhoseBlobsFitTheirDigests() throws IOException {
        assertThat(new String(image.file("oci-layout"), StandardCharsets.UTF_8)).contains("\"imageLayoutVersion\"");
        assertThat(image.manifest().path("mediaType").asText("application/vnd.oci.image.manifest.v1+json"))
                .isEqualTo("application/vnd.oci.image.manifest.v1+json");
        assertThat(image.manifest().at("/config/mediaType").asText())
                .isEqualTo("application/vnd.oci.image.config.v1+json");
        assertThat(image.config().path("os").asText()).isEqualTo("linux");
        assertThat(image.config().path("architecture").asText())
                .isEqualTo(Architecture.here() == Architecture.AMD64 ? "amd64" : "arm64");
        assertThat(image.entries()).hasSizeGreaterThan(50);
    }

    @Test
    void startsFirnWithoutAShellAsAUserThatIsNotRoot() {
        assertThat(process.path("User").asText()).isEqualTo("65532:0");
        assertThat(texts(process.path("Entrypoint")))
                .startsWith("/opt/firn/jre/bin/java")
                .endsWith("-jar", "/opt/firn/firn.jar");
        assertThat(texts(process.path("Cmd"))).containsExactly("--help");
        assertThat(process.path("WorkingDir").asText()).isEqualTo("/var/lib/firn");
        assertThat(process.path("ExposedPorts").fieldNames()).toIterable().containsExactly("8000/tcp");
        assertThat(process.path("Volumes").fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("/tmp", "/var/lib/firn");
        assertThat(texts(process.path("Env"))).contains("LANG=C.UTF-8", "MALLOC_ARENA_MAX=2");
    }

    @Test
    void saysWhatItIs() {
        JsonNode labels = process.path("Labels");
        assertThat(labels.fieldNames())
                .toIterable()
                .contains(
                        "org.opencontainers.image.title",
                        "org.opencontainers.image.description",
                        "org.opencontainers.image.version",
                        "org.opencontainers.image.revision",
                        "org.opencontainers.image.created",
                        "org.opencontainers.image.licenses",
                        "org.opencontainers.image.base.name",
                        "dev.firn.sbom");
        assertThat(labels)
                .allSatisfy(label -> assertThat(label.asText()).isNotBlank().doesNotContain("${"));
    }

    @Test
    void givesNobodyARightToWriteButTheGroupInItsVolumes() throws IOException {
        for (TarReader.Entry entry : image.entries()) {
            assertThat(entry.isFile() || entry.isFolder()).as(entry.path()).isTrue();
            assertThat(entry.mode() & (SET_USER | SET_GROUP | OTHERS_WRITE))
                    .as("rights of " + entry)
                    .isZero();
            assertThat((entry.mode() & GROUP_WRITES) != 0)
                    .as("rights of " + entry)
                    .isEqualTo(VOLUMES.contains(entry.path().replaceAll("/$", "")));
            assertThat(List.of(entry.uid(), entry.gid()))
                    .as("owner of " + entry)
                    .containsExactly(0L, 0L);
        }
    }

    @Test
    void hasNoShellNoPackageManagerAndNoToolsOfTheJdk() throws IOException {
        List<String> programs = image.entries().stream()
                .filter(entry -> entry.isFile() && (entry.mode() & 0111) != 0)
                .map(TarReader.Entry::path)
                .toList();
        assertThat(programs)
                .allMatch(path -> path.startsWith("lib64/ld-linux")
                        || path.startsWith("lib/ld-linux")
                        || path.equals("opt/firn/jre/bin/java")
                        || path.equals("opt/firn/jre/lib/jspawnhelper"));
    }

    @Test
    void hasNoSecrets() throws IOException {
        assertThat(image.entries())
                .noneMatch(entry -> SECRET_NAME.matcher(entry.path()).matches());
        String config = image.config().toString();
        assertThat(config).doesNotContainIgnoringCase("password").doesNotContainIgnoringCase("token");
        // What the build inherits from its surroundings is not passed on.
        assertThat(texts(process.path("Env"))).hasSize(2);
    }

    @Test
    void hasTheSameTimesInEveryBuild() throws IOException {
        Instant built = Instant.parse(image.config().path("created").asText());
        assertThat(image.entries()).allSatisfy(entry -> assertThat(Instant.ofEpochSecond(entry.seconds()))
                .as(entry.path())
                .isEqualTo(built));
        assertThat(process.at("/Labels/org.opencontainers.image.created").asText())
                .isEqualTo(built.toString());
    }

    @Test
    void keepsNativeCodeOutsideOfTheJar() throws IOException {
        List<String> inJar = new ArrayList<>();
        try (ZipInputStream jar = new ZipInputStream(new ByteArrayInputStream(image.content("opt/firn/firn.jar")))) {
            for (ZipEntry entry = jar.getNextEntry(); entry != null; entry = jar.getNextEntry()) {
                inJar.add(entry.getName());
            }
        }
        assertThat(inJar).contains("dev/firn/app/Main.class").noneMatch(NativeLibrary::isNative);
        assertThat(image.entries())
                .extracting(TarReader.Entry::path)
                .contains(
                        "opt/firn/native/librocksdbjni.so",
                        "opt/firn/native/liblz4-java.so",
                        "opt/firn/native/libsnappyjava.so",
                        "opt/firn/plugins/firn-javascript.jar")
                .anyMatch(path -> path.startsWith("opt/firn/native/libzstd-jni-"));
    }

    @Test
    void trustsTheAuthoritiesOfTheJdkAndNoneOfTheBuildingMachine() throws Exception {
        KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        try (InputStream in = new ByteArrayInputStream(image.content("opt/firn/jre/lib/security/cacerts"))) {
            trusted.load(in, "changeit".toCharArray());
        }
        assertThat(trusted.size()).isGreaterThan(50);
        Set<String> local = localAuthorities();
        for (String alias : Collections.list(trusted.aliases())) {
            assertThat(local)
                    .doesNotContain(Base64.getEncoder()
                            .encodeToString(trusted.getCertificate(alias).getEncoded()));
        }
    }

    /** What an administrator added to this machine, where Debian has it added. */
    private static Set<String> localAuthorities() throws Exception {
        Set<String> certificates = new HashSet<>();
        Path folder = Path.of("/usr/local/share/ca-certificates");
        if (Files.isDirectory(folder)) {
            try (var files = Files.list(folder)) {
                var factory = CertificateFactory.getInstance("X.509");
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    try (InputStream in = Files.newInputStream(file)) {
                        for (var certificate : factory.generateCertificates(in)) {
                            certificates.add(Base64.getEncoder().encodeToString(certificate.getEncoded()));
                        }
                    }
                }
            }
        }
        return certificates;
    }

    @Test
    void bringsTheLicencesOfEverythingInIt() throws IOException {
        List<String> paths = image.entries().stream().map(TarReader.Entry::path).toList();
        assertThat(paths)
                .contains("opt/firn/legal/LICENSE", "opt/firn/legal/NOTICE", "opt/firn/legal/THIRD-PARTY.txt")
                .anyMatch(path -> path.startsWith("opt/firn/jre/legal/java.base/"));
        JsonNode bom = new ObjectMapper().readTree(image.content("opt/firn/sbom/firn.cdx.json"));
        for (JsonNode component : bom.path("components")) {
            if (component.path("purl").asText().startsWith("pkg:deb/")) {
                assertThat(paths)
                        .contains("usr/share/doc/" + component.path("name").asText() + "/copyright");
            }
        }
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(node -> texts.add(node.asText()));
        return texts;
    }
}
