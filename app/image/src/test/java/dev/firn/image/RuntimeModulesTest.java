package dev.firn.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.module.Configuration;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.lang.module.ResolvedModule;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** That the JVM of the image has every module whose classes the application names. */
@EnabledIf("dev.firn.image.Image#isBuilt")
class RuntimeModulesTest {

    @Test
    void hasEveryModuleThatClassesName() throws IOException {
        Set<String> present = modules();
        Map<String, Set<String>> missing = new TreeMap<>();
        Map<String, String> moduleOfPackage = moduleOfPackage();
        Path app = Repository.file("app/target");
        for (Path jar : List.of(app.resolve("firn.jar"), app.resolve("plugins/firn-javascript.jar"))) {
            try (ZipFile zip = new ZipFile(jar.toFile())) {
                for (ZipEntry entry : Collections.list(zip.entries())) {
                    String name = entry.getName();
                    if (name.endsWith(".class") && !name.startsWith("META-INF/versions/")) {
                        try (InputStream in = zip.getInputStream(entry)) {
                            for (String used : ClassReferences.of(in.readAllBytes())) {
                                int slash = used.lastIndexOf('/');
                                String module = slash < 0 ? null : moduleOfPackage.get(used.substring(0, slash));
                                if (module != null && !present.contains(module)) {
                                    missing.computeIfAbsent(module, key -> new TreeSet<>())
                                            .add(name);
                                }
                            }
                        }
                    }
                }
            }
        }
        assertThat(missing).isEmpty();
    }

    /** Those of the list, and what they require. */
    private static Set<String> modules() throws IOException {
        List<String> roots = JavaRuntime.modules(Repository.file("app/image/src/main/image/modules.txt"));
        return Configuration.empty().resolve(ModuleFinder.ofSystem(), ModuleFinder.of(), roots).modules().stream()
                .map(ResolvedModule::name)
                .collect(Collectors.toSet());
    }

    private static Map<String, String> moduleOfPackage() {
        Map<String, String> modules = new HashMap<>();
        for (ModuleReference module : ModuleFinder.ofSystem().findAll()) {
            for (String name : module.descriptor().packages()) {
                modules.put(name.replace('.', '/'), module.descriptor().name());
            }
        }
        return modules;
    }
}
