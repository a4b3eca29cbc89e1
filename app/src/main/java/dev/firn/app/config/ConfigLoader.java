package dev.firn.app.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The way from an argument of the command line to a configuration. Stateless; reads files, changes nothing. */
public final class ConfigLoader {

    private static final String NATIVE = Dialect.ROOT + ".";

    private ConfigLoader() {}

    /**
     * Reads a configuration in any of the three dialects. Never throws for what stands in it.
     *
     * @param argument path of a HOCON file, plain or as {@code file:PATH}, or Base64 of HOCON
     * @param environment variables for substitutions and for overrides ({@code FIRN__a__b}, {@code KAFKA_A_B})
     * @param system system properties; they win over all else
     * @param strict whether an unknown key is an error instead of a warning
     */
    public static ConfigReport load(
            String argument, Map<String, String> environment, Properties system, boolean strict) {
        Surroundings surroundings = new Surroundings(environment, system);
        Findings findings = new Findings(strict);
        return Document.of(argument)
                .fold(document -> new Reading(document, surroundings, findings).report(), problems -> {
                    problems.forEach(problem -> findings.error("", null, problem, ""));
                    return new ConfigReport(null, null, null, Map.of(), findings.list());
                });
    }

    /** One configuration being read. */
    private record Reading(Document document, Surroundings surroundings, Findings findings) {

        ConfigReport report() {
            Map<String, ConfigValue> overrides = Overrides.from(surroundings);
            Config parsed = parse();
            Dialect dialect = parsed == null ? null : dialect(roots(parsed, overrides));
            if (parsed == null || dialect == null) {
                return new ConfigReport(null, null, null, Map.of(), findings.list());
            }
            Map<String, ConfigValue> given = given(dialect, parsed, Overrides.routed(overrides, dialect, surroundings));
            FirnConfig config = given == null ? null : NativeReader.read(new NativeKeys(given, findings), findings);
            StreamsSettings streams = config == null ? null : StreamsSettings.of(config, Machine.here(), findings);
            return new ConfigReport(dialect, config, streams, given == null ? Map.of() : given, findings.list());
        }

        private @Nullable Config parse() {
            try {
                return document.parse();
            } catch (ConfigException e) {
                findings.error("", null, document.unparsable(e.getMessage()), "");
                return null;
            }
        }

        /** Overrides tell the dialect only of an empty file: some keys begin alike in two of them. */
        private static Set<String> roots(Config parsed, Map<String, ConfigValue> overrides) {
            Set<String> roots = new TreeSet<>(parsed.root().keySet());
            if (roots.isEmpty()) {
                overrides.keySet().forEach(key -> roots.add(key.split("\\.", 2)[0]));
            }
            return roots;
        }

        /** A foreign dialect wins over ours, whose keys may stand next to it. */
        private @Nullable Dialect dialect(Set<String> roots) {
            List<Dialect> present = new ArrayList<>(List.of(Dialect.values()));
            present.removeIf(dialect -> dialect.roots().stream().noneMatch(roots::contains));
            if (present.size() > 1) {
                present.remove(Dialect.NATIVE);
            }
            if (present.size() == 1) {
                return present.get(0);
            }
            String known =
                    Arrays.stream(Dialect.values()).map(Dialect::description).collect(Collectors.joining(", or "));
            findings.error("", null, "the root keys " + roots + " tell no dialect", known);
            return null;
        }

        /** All native keys: translated, given as such, and overridden; or null if a substitution is open. */
        private @Nullable Map<String, ConfigValue> given(
                Dialect dialect, Config parsed, Map<String, ConfigValue> overrides) {
            SecretFiles secrets = new SecretFiles(problem -> findings.error("", null, problem, "a readable file"));
            Map<String, ConfigValue> outside = new TreeMap<>();
            overrides.forEach((key, value) -> outside.put(key, secrets.reveal(value)));
            Map<String, ConfigValue> leaves;
            try {
                Config resolved = surroundings.resolve(Overrides.tree(outside).withFallback(parsed));
                leaves = Tree.leaves(secrets.revealObject(resolved.root()));
            } catch (ConfigException e) {
                findings.error("", null, "Cannot resolve " + document.name() + ": " + e.getMessage(), "");
                return null;
            }
            // Once more: a quoted key with dots in the file is another path than the override's, but the same key.
            leaves.putAll(Tree.leaves(outside));

            Map<String, ConfigValue> foreign = new TreeMap<>(leaves);
            foreign.keySet().removeIf(key -> key.startsWith(NATIVE));
            if (foreign.get(Dialect.ROOT) instanceof ConfigObject) {
                foreign.remove(Dialect.ROOT);
            }
            Map<String, ConfigValue> given = Translation.run(dialect, foreign, findings);
            given.putAll(Tree.below(leaves, NATIVE));
            given.putAll(KafkaEnvironment.settings(surroundings.environment(), findings));
            given.putAll(Tree.below(Tree.leaves(outside), NATIVE));
            ManagedKeys.remove(given, findings);
            StreamsChecks.values(given, findings);
            PendingKeys.tell(given, findings);
            return given;
        }
    }
}
