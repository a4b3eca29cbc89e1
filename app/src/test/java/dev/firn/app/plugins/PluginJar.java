package dev.firn.app.plugins;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Compiles sources and packs them, as somebody who writes a plugin does. */
final class PluginJar {

    private final Map<String, String> sources = new LinkedHashMap<>();
    private final Map<String, String> resources = new LinkedHashMap<>();
    private final Set<String> leftOut = new HashSet<>();

    private PluginJar() {}

    /** One class. */
    static PluginJar of(String className, String source) {
        return new PluginJar().with(className, source);
    }

    /**
     * A complete enrichment in the package {@code com.acme.NAME}, with the schema of its configuration.
     *
     * @param constructor code of its factory's constructor
     */
    static PluginJar enrichment(String name, String constructor) {
        String source =
                """
                package com.acme.NAME;
                import dev.firn.enrichments.spi.*;
                public class Factory implements EnrichmentFactory {
                    public Factory() { CONSTRUCTOR }
                    public dev.firn.registry.SchemaCriterion configuration() {
                        return dev.firn.registry.SchemaCriterion.of("iglu:com.acme/NAME/jsonschema/1-*-*");
                    }
                    public Enrichment create(EnrichmentConfig config, Resources resources) {
                        return new Enrichment() {
                            public String name() { return "NAME"; }
                            public java.util.Set<dev.firn.serdes.event.AtomicField> writes() { return java.util.Set.of(); }
                            public EnrichmentResult enrich(EventView event) { return EnrichmentResult.unchanged(); }
                        };
                    }
                }"""
                        .replace("NAME", name)
                        .replace("CONSTRUCTOR", constructor);
        String schema =
                """
                {"$schema": "http://iglucentral.com/schemas/com.snowplowanalytics.self-desc/schema/jsonschema/1-0-0#",
                 "self": {"vendor": "com.acme", "name": "NAME", "format": "jsonschema", "version": "1-0-0"}}"""
                        .replace("NAME", name);
        PluginJar jar = of("com.acme." + name + ".Factory", source);
        jar.resources.put(
                "META-INF/services/dev.firn.enrichments.spi.EnrichmentFactory", "com.acme." + name + ".Factory");
        jar.resources.put("firn-schemas/schemas/com.acme/" + name + "/jsonschema/1-0-0", schema);
        return jar;
    }

    PluginJar with(String className, String source) {
        sources.put(className, source);
        return this;
    }

    /** There when the rest is compiled, but not in the jar. */
    PluginJar compiledWith(String className, String source) {
        leftOut.add(className.replace('.', '/') + ".class");
        return with(className, source);
    }

    void writeTo(Path file) throws IOException {
        Path classes = Files.createTempDirectory("plugin");
        List<JavaFileObject> units = new ArrayList<>();
        sources.forEach((name, source) -> units.add(new Source(name, source)));
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<String> options = List.of("-proc:none", "-d", classes.toString());
        if (!compiler.getTask(null, null, null, options, null, units).call()) {
            throw new AssertionError("does not compile");
        }
        try (OutputStream out = Files.newOutputStream(file);
                JarOutputStream jar = new JarOutputStream(out);
                Stream<Path> files = Files.walk(classes)) {
            for (Path compiled : files.filter(Files::isRegularFile).toList()) {
                String name = classes.relativize(compiled).toString().replace('\\', '/');
                if (!leftOut.contains(name)) {
                    add(jar, name, Files.readAllBytes(compiled));
                }
            }
            for (Map.Entry<String, String> resource : resources.entrySet()) {
                add(jar, resource.getKey(), resource.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    private static void add(JarOutputStream jar, String name, byte[] content) throws IOException {
        jar.putNextEntry(new ZipEntry(name));
        jar.write(content);
        jar.closeEntry();
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(String name, String text) {
            super(URI.create("string:///" + name.replace('.', '/') + ".java"), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
