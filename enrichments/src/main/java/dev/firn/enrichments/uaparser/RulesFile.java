package dev.firn.enrichments.uaparser;

import dev.firn.enrichments.literals.LiteralAutomaton;
import dev.firn.enrichments.uaparser.RuleList.Rule;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * Rules in the format of <a href="https://github.com/ua-parser/uap-core">uap-core</a>'s {@code regexes.yaml}. Immutable and
 * thread-safe.
 */
final class RulesFile {

    private static final @Nullable String[] OTHER = {"Other"};

    private static final String DEVICES = "device_parsers";

    /** Many times the size of any known list; the YAML library's own limit is 3 MB. */
    private static final int LARGEST = 64 << 20;

    private final RuleList agents;
    private final RuleList systems;
    private final RuleList devices;
    /** Of what all three lists look for. */
    private final LiteralAutomaton literals;

    private RulesFile(Map<?, ?> lists) {
        Map<String, Integer> numbers = new LinkedHashMap<>();
        ToIntFunction<String> number = literal -> numbers.computeIfAbsent(literal, any -> numbers.size());
        agents = new RuleList(rules(lists, "user_agent_parsers", Reading.OfAgent::of), number);
        systems = new RuleList(rules(lists, "os_parsers", Reading.OfSystem::of), number);
        devices = new RuleList(rules(lists, DEVICES, Reading.OfDevice::of), number);
        literals = LiteralAutomaton.ignoringAsciiCase(List.copyOf(numbers.keySet()));
    }

    /** What is told of a user agent, each as family and versions; a device has a family only. */
    static final class Facts {
        final @Nullable String[] agent;
        final @Nullable String[] system;
        final @Nullable String[] device;

        private Facts(@Nullable String[] agent, @Nullable String[] system, @Nullable String[] device) {
            this.agent = agent;
            this.system = system;
            this.device = device;
        }
    }

    Facts parse(MeteredText text) {
        BitSet found = literals.findAll(text.toString());
        return new Facts(
                orOther(agents.first(text, found)),
                orOther(systems.first(text, found)),
                orOther(devices.first(text, found)));
    }

    private static @Nullable String[] orOther(@Nullable String @Nullable [] parts) {
        return parts == null ? OTHER : parts;
    }

    /** @throws IllegalArgumentException when the content is not such rules; the message says where */
    static RulesFile read(InputStream yaml) throws IOException {
        Object root = load(yaml);
        if (!(root instanceof Map<?, ?> lists)) {
            throw new IllegalArgumentException("expected a YAML object with three lists of rules");
        }
        return new RulesFile(lists);
    }

    /** The list that comes with uap-java. */
    static RulesFile bundled() throws IOException {
        try (InputStream yaml = ua_parser.Parser.class.getResourceAsStream("/ua_parser/regexes.yaml")) {
            if (yaml == null) {
                throw new IOException("the jar of uap-java has no regexes.yaml");
            }
            return read(yaml);
        }
    }

    private static Object load(InputStream yaml) {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(LARGEST);
        try {
            return new Yaml(new SafeConstructor(options)).load(yaml);
        } catch (YAMLException e) {
            throw new IllegalArgumentException("no YAML: " + e.getMessage(), e);
        }
    }

    private static List<Rule> rules(Map<?, ?> lists, String name, Function<RuleItem, Reading> reading) {
        if (!(lists.get(name) instanceof List<?> items)) {
            throw new IllegalArgumentException(name + " is missing from yaml");
        }
        List<Rule> rules = new ArrayList<>(items.size());
        for (Object item : items) {
            String where = name + ", rule " + (rules.size() + 1);
            if (!(item instanceof Map<?, ?> members)) {
                throw new IllegalArgumentException(where + ": expected an object");
            }
            RuleItem rule = new RuleItem(where, members);
            // As in uap-java, ignoring case is for devices only.
            rules.add(new Rule(rule.pattern(name.equals(DEVICES)), reading.apply(rule)));
        }
        return rules;
    }
}
