package dev.firn.enrichments.assets;

import java.net.URI;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.TreeSet;

/** All sources of a store, those that were given or found before the built-in one. */
final class Sources implements AutoCloseable {

    /** Who brings a scheme, for those who miss it. */
    private static final Map<String, String> MODULES = Map.of(
            "s3", "firn-assets-s3",
            "gs", "firn-assets-gcs",
            "az", "firn-assets-azure",
            "wasb", "firn-assets-azure",
            "wasbs", "firn-assets-azure",
            "abfs", "firn-assets-azure",
            "abfss", "firn-assets-azure");

    private final List<AssetSource> all;
    private final List<String> problems;

    private Sources(List<AssetSource> all, List<String> problems) {
        this.all = all;
        this.problems = problems;
    }

    static Sources of(List<AssetSource> given, List<ClassLoader> loaders, AssetSource builtIn) {
        List<AssetSource> all = new ArrayList<>(given);
        List<String> problems = new ArrayList<>();
        loaders.forEach(loader -> find(loader, all, problems));
        all.add(builtIn);
        return new Sources(List.copyOf(all), List.copyOf(problems));
    }

    /** A loader also sees what its parents see, so that the same source may be found more than once. */
    private static void find(ClassLoader loader, List<AssetSource> all, List<String> problems) {
        Iterator<ServiceLoader.Provider<AssetSource>> providers =
                ServiceLoader.load(AssetSource.class, loader).stream().iterator();
        while (true) {
            try {
                if (!providers.hasNext()) {
                    return;
                }
                ServiceLoader.Provider<AssetSource> provider = providers.next();
                if (all.stream().noneMatch(source -> source.getClass() == provider.type())) {
                    all.add(provider.get());
                }
            } catch (ServiceConfigurationError e) {
                problems.add(Reason.of(e)); // Matters only if its scheme is wanted.
            }
        }
    }

    /** @throws IllegalArgumentException when nobody knows the scheme */
    AssetSource of(Location location, URI uri) {
        String scheme = location.scheme();
        return all.stream()
                .filter(source -> source.schemes().contains(scheme) && source.accepts(uri))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(missing(location)));
    }

    private String missing(Location location) {
        TreeSet<String> known = new TreeSet<>(List.of("file"));
        all.forEach(source -> known.addAll(source.schemes()));
        String module = MODULES.get(location.scheme());
        return "No client initialized to download " + location
                + (module == null ? "" : ": " + module + " is not on the class path")
                + " (known schemes: " + String.join(", ", known) + ")"
                + (problems.isEmpty() ? "" : "; not usable: " + String.join("; ", problems));
    }

    @Override
    public void close() {
        all.forEach(AssetSource::close);
    }
}
