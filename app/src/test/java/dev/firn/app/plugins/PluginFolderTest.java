package dev.firn.app.plugins;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.firn.enrichments.config.EnrichmentConfigs;
import dev.firn.enrichments.config.LoadedEnrichments;
import dev.firn.enrichments.config.NamedConfig;
import dev.firn.enrichments.spi.EnrichmentFactory;
import dev.firn.enrichments.spi.Resources;
import dev.firn.enrichments.timelimit.TimeLimitedEnrichment;
import dev.firn.registry.IgluClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plugins are compiled here, as those of users are: with nothing of the tests on their class path. */
class PluginFolderTest {

    private static final String CONFIG =
            """
            {"schema": "iglu:com.acme/%s/jsonschema/1-0-0", "data": {"enabled": true}}""";
    private static final ClassLoader FIRN = PluginFolderTest.class.getClassLoader();

    @TempDir
    private Path folder;

    @Test
    void loadsAUsersEnrichmentWithItsSchemaAndLimitsItsTime() throws Exception {
        // given
        PluginJar.enrichment("one", "").writeTo(folder.resolve("one.jar"));
        try (PluginFolder plugins = PluginFolder.open(folder, FIRN)) {
            // when
            try (LoadedEnrichments loaded = load(plugins, "one")) {
                // then
                assertThat(plugins.findings()).isEmpty();
                assertThat(plugins.names()).containsExactly("one.jar");
                assertThat(loaded.findings()).isEmpty();
                assertThat(loaded.enrichments()).hasSize(1);
                assertThat(loaded.enrichments().get(0).enrichment())
                        .isInstanceOf(TimeLimitedEnrichment.class)
                        .satisfies(one -> assertThat(one.name()).isEqualTo("one"));
            }
        }
    }

    @Test
    void keepsTheClassesOfPluginsApart() throws Exception {
        // given
        for (String name : List.of("one", "two")) {
            Path subfolder = Files.createDirectory(folder.resolve(name));
            PluginJar.enrichment(name, "").writeTo(subfolder.resolve("a.jar"));
            PluginJar.of(
                            "com.acme.lib.Library",
                            "package com.acme.lib; public class Library {"
                                    + " public String toString() { return \"library of " + name + "\"; } }")
                    .writeTo(subfolder.resolve("b.jar"));
        }

        // when, then
        try (PluginFolder plugins = PluginFolder.open(folder, FIRN)) {
            List<String> libraries = plugins.loaders().stream()
                    .skip(1)
                    .map(loader -> newInstance(loader, "com.acme.lib.Library").toString())
                    .toList();
            assertThat(plugins.findings()).isEmpty();
            assertThat(libraries).containsExactly("library of one", "library of two");
            assertThat(newInstance(plugins.union(), "com.acme.lib.Library")).hasToString("library of one");
        }
    }

    @Test
    void sharesFirnsClassesAndHidesItsLibraries() throws Exception {
        // given
        PluginJar.enrichment("one", "")
                .with("com.typesafe.config.Config", "package com.typesafe.config; public class Config {}")
                .with(
                        "dev.firn.enrichments.spi.Enrichment",
                        "package dev.firn.enrichments.spi; public class Enrichment {}")
                .writeTo(folder.resolve("one.jar"));

        // when, then
        try (PluginFolder plugins = PluginFolder.open(folder, FIRN)) {
            ClassLoader plugin = plugins.loaders().get(1);
            assertThat(plugin.loadClass("dev.firn.enrichments.spi.Enrichment").getClassLoader())
                    .isNotSameAs(plugin);
            assertThat(plugin.loadClass("com.typesafe.config.Config").getClassLoader())
                    .isSameAs(plugin);
            assertThat(plugins.union().loadClass("com.typesafe.config.Config").getClassLoader())
                    .isNotSameAs(plugin);
        }
    }

    @Test
    void findsServicesOfAllPluginsThroughOneLoader() throws Exception {
        PluginJar.enrichment("one", "").writeTo(folder.resolve("one.jar"));
        PluginJar.enrichment("two", "").writeTo(folder.resolve("two.jar"));
        try (PluginFolder plugins = PluginFolder.open(folder, FIRN)) {
            assertThat(ServiceLoader.load(EnrichmentFactory.class, plugins.union()).stream()
                            .map(provider -> provider.type().getName())
                            .collect(Collectors.toSet()))
                    .contains("com.acme.one.Factory", "com.acme.two.Factory");
        }
    }

    @Test
    void namesAJarThatIsNone() throws IOException {
        Files.writeString(folder.resolve("broken.jar"), "not a jar");
        try (PluginFolder plugins = PluginFolder.open(folder, FIRN)) {
            assertThat(plugins.findings()).hasSize(1);
            assertThat(plugins.findings().get(0).error()).isTrue();
            assertThat(plugins.findings().get(0).source()).isEqualTo("plugin broken.jar");
            assertThat(plugins.findings().get(0).message()).startsWith("broken.jar is not a readable jar: ");
            assertThat(plugins.names()).isEmpty();
        }
    }

    @Test
    void namesALinkToAJarThatIsGone() throws IOException {
        Files.createSymbolicLink(folder.resolve("gone.jar"), folder.resolve("no such file"));
        try (PluginFolder plugins = PluginFolder.open(folder, FIRN)) {
            assertThat(plugins.findings()).singleElement().satisfies(finding -> {
                assertThat(finding.error()).isTrue();
                assertThat(finding.message()).startsWith("gone.jar is not a readable jar: ");
            });
        }
    }

    @Test
    void warnsOfAJarThatAddsNothing() throws Exception {
        PluginJar.of("com.acme.Thing", "package com.acme; public class Thing {}")
                .writeTo(folder.resolve("lib.jar"));
        Files.writeString(folder.resolve("README.md"), "other files are nobody's business");
        try (PluginFolder plugins = PluginFolder.open(folder, FIRN)) {
            assertThat(plugins.findings()).hasSize(1);
            assertThat(plugins.findings().get(0).error()).isFalse();
            assertThat(plugins.findings().get(0).message()).startsWith("has nothing that Firn looks for");
        }
    }

    @Test
    void namesThePluginWhoseFactoryThrows() throws Exception {
        PluginJar.enrichment("one", "if (true) throw new IllegalStateException(\"broken\");")
                .writeTo(folder.resolve("one.jar"));
        assertThat(errors("one"))
                .hasSize(1)
                .first()
                .asString()
                .startsWith("plugin one.jar: cannot load all enrichment");
    }

    @Test
    void namesThePluginThatLacksAClass() throws Exception {
        PluginJar.enrichment("one", "new com.acme.lib.Library();")
                .compiledWith("com.acme.lib.Library", "package com.acme.lib; public class Library {}")
                .writeTo(folder.resolve("one.jar"));
        assertThat(errors("one"))
                .hasSize(1)
                .first()
                .asString()
                .startsWith("plugin one.jar: cannot load all enrichment")
                .contains("com/acme/lib/Library");
    }

    @Test
    void aMissingFolderIsNoPlugins() {
        try (PluginFolder plugins = PluginFolder.open(folder.resolve("nowhere"), FIRN)) {
            assertThat(plugins.findings()).isEmpty();
            assertThat(plugins.loaders()).containsExactly(FIRN);
        }
    }

    private List<String> errors(String name) throws IOException {
        try (PluginFolder plugins = PluginFolder.open(folder, FIRN);
                LoadedEnrichments loaded = load(plugins, name)) {
            assertThat(loaded.hasErrors()).isTrue();
            return loaded.findings().stream()
                    .filter(finding -> finding.severity() == dev.firn.enrichments.config.Finding.Severity.ERROR)
                    .map(finding -> finding.source() + ": " + finding.message())
                    .toList();
        }
    }

    private static LoadedEnrichments load(PluginFolder plugins, String name) throws IOException {
        try (IgluClient iglu = IgluClient.builder().refreshInline().build()) {
            return EnrichmentConfigs.load(
                    List.of(new NamedConfig("config.json", new ObjectMapper().readTree(CONFIG.formatted(name)))),
                    iglu,
                    Resources.of(InstantSource.system()),
                    plugins.loaders());
        }
    }

    private static Object newInstance(ClassLoader loader, String name) {
        try {
            return loader.loadClass(name).getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }
}
