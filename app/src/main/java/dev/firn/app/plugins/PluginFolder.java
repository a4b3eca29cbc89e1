package dev.firn.app.plugins;

import java.io.IOException;
import java.net.URL;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.jar.JarFile;

/**
 * The plugins of one folder, in the order of their names. What is found is fixed when it is opened; jars must not be replaced
 * while it is open. Immutable and thread-safe. Close it when nothing made by a plugin is used any more.
 */
public final class PluginFolder implements AutoCloseable {

    /**
     * Something to tell about a plugin.
     *
     * @param error the plugin cannot be used
     * @param source {@code plugin} and its file's name
     */
    public record Finding(boolean error, String source, String message) {}

    /** What Firn looks for in a plugin: services, and schemas. */
    private static final List<String> OFFERS = List.of(
            "META-INF/services/dev.firn.enrichments.spi.EnrichmentFactory",
            "META-INF/services/dev.firn.enrichments.assets.AssetSource",
            "META-INF/services/java.sql.Driver",
            "firn-schemas/index");

    private final List<PluginLoader> loaders = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();
    private final ClassLoader firn;
    private final ClassLoader union;

    private PluginFolder(Path folder, ClassLoader firn) {
        this.firn = firn;
        for (Path entry : sorted(folder, "plugins")) {
            if (Files.isDirectory(entry)) {
                plugin(
                        entry,
                        sorted(entry, source(entry)).stream()
                                .filter(PluginFolder::isJar)
                                .toList());
            } else if (isJar(entry)) {
                plugin(entry, List.of(entry));
            }
        }
        this.union = new UnionLoader(firn, loaders);
    }

    /**
     * Finds the plugins of a folder, and opens their jars. No class is loaded yet.
     *
     * @param folder may be missing, which is no plugins
     * @param firn what plugins share with Firn comes from here
     */
    public static PluginFolder open(Path folder, ClassLoader firn) {
        return new PluginFolder(folder, firn);
    }

    /** No plugins. */
    public static PluginFolder none(ClassLoader firn) {
        return new PluginFolder(Path.of("no such folder"), firn);
    }

    private List<Path> sorted(Path folder, String source) {
        List<Path> entries = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
                stream.forEach(entries::add);
            } catch (IOException | DirectoryIteratorException e) {
                findings.add(new Finding(true, source, "cannot be read: " + e));
            }
        }
        Collections.sort(entries);
        return entries;
    }

    /** Also a link that leads nowhere: who put it there misses the plugin. */
    private static boolean isJar(Path file) {
        return file.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(".jar") && !Files.isDirectory(file);
    }

    private static String source(Path entry) {
        return "plugin " + entry.getFileName();
    }

    private void plugin(Path entry, List<Path> jars) {
        String source = source(entry);
        int errors = findings.size();
        List<URL> urls = new ArrayList<>();
        boolean offers = false;
        for (Path jar : jars) {
            try (JarFile content = new JarFile(jar.toFile())) {
                offers |= OFFERS.stream().anyMatch(name -> content.getEntry(name) != null);
                urls.add(jar.toUri().toURL());
            } catch (IOException | SecurityException e) {
                findings.add(
                        new Finding(true, source, jar.getFileName() + " is not a readable jar: " + e.getMessage()));
            }
        }
        if (findings.size() > errors) {
            return;
        }
        if (!offers) {
            findings.add(new Finding(
                    false,
                    source,
                    "has nothing that Firn looks for (" + String.join(", ", OFFERS)
                            + "); libraries of a plugin go into one subfolder with it"));
        }
        if (!urls.isEmpty()) {
            loaders.add(new PluginLoader(source, urls.toArray(new URL[0]), firn));
        }
    }

    public List<Finding> findings() {
        return List.copyOf(findings);
    }

    /** Firn's own class loader, and then one of each plugin; their names say which plugin it is. */
    public List<ClassLoader> loaders() {
        List<ClassLoader> all = new ArrayList<>();
        all.add(firn);
        all.addAll(loaders);
        return List.copyOf(all);
    }

    /** One class loader for all: what Firn has comes first, then what the plugins have. */
    public ClassLoader union() {
        return union;
    }

    /** Names of the plugins that can be used. */
    public Set<String> names() {
        Set<String> names = new LinkedHashSet<>();
        loaders.forEach(loader -> names.add(loader.getName().substring("plugin ".length())));
        return names;
    }

    @Override
    public void close() {
        for (PluginLoader loader : loaders) {
            try {
                loader.close();
            } catch (IOException ignored) {
                // nothing more will be read from it
            }
        }
    }
}
