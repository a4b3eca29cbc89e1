package dev.firn.app.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigResolveOptions;
import com.typesafe.config.ConfigResolver;
import com.typesafe.config.ConfigValue;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * What surrounds a file: environment variables and system properties, handed in so that a test can make them up.
 *
 * @param environment variables by name
 * @param system system properties; they come first
 */
record Surroundings(Map<String, String> environment, Properties system) {

    /** With every substitution replaced. Throws ConfigException for one that must be there and is not. */
    Config resolve(Config parsed) {
        return parsed.resolve(ConfigResolveOptions.noSystem().appendResolver(new Substitutions(this)));
    }

    private @Nullable ConfigValue lookup(String name) {
        String property = system.getProperty(name);
        if (property != null) {
            return Tree.value(property, "system property " + name);
        }
        String variable = environment.get(name);
        return variable == null ? null : Tree.value(variable, "environment variable " + name);
    }

    private record Substitutions(Surroundings surroundings) implements ConfigResolver {

        // The library asks with null for its answer where the interface, which has no annotations, does not say so.
        @Override
        @SuppressWarnings("NullAway")
        public ConfigValue lookup(String path) {
            return surroundings.lookup(path);
        }

        @Override
        public ConfigResolver withFallback(ConfigResolver fallback) {
            return this;
        }
    }
}
