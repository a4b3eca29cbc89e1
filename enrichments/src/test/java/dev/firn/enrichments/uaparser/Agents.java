package dev.firn.enrichments.uaparser;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.yaml.snakeyaml.Yaml;

/** User agents and rules for tests. */
final class Agents {

    /** @param sameWithBundled whether the rules inside uap-java give the same context as the newer ones */
    record Known(String agent, JsonNode context, boolean sameWithBundled) {}

    private Agents() {}

    static InputStream resource(String name) {
        InputStream stream = Agents.class.getResourceAsStream(name);
        if (stream == null) {
            throw new IllegalStateException("no test resource " + name);
        }
        return stream;
    }

    static InputStream bundledRules() {
        return resource("/ua_parser/regexes.yaml");
    }

    static InputStream newerRules() {
        return resource("regexes.yaml");
    }

    static List<Known> known() {
        List<Known> all = new ArrayList<>();
        try (InputStream json = resource("uap-core-sample-302.json")) {
            for (JsonNode item : new ObjectMapper().readTree(json)) {
                all.add(new Known(
                        item.get("useragent").textValue(),
                        item.get("uaParserContext"),
                        item.get("sameWithBundledRegexes").booleanValue()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return all;
    }

    /** The expressions of all three lists of rules. */
    static List<String> expressions(InputStream rules) {
        Map<String, List<Map<String, String>>> lists = new Yaml().load(rules);
        return lists.values().stream()
                .flatMap(List::stream)
                .map(rule -> rule.get("regex"))
                .toList();
    }

    /**
     * User agents by chance: known ones that are changed, cut and spliced, texts that rules should match, alone and in
     * company, and noise. The same seed, the same agents.
     */
    static List<String> generated(long seed, int count, List<String> expressions) {
        Random random = new Random(seed);
        List<String> known = known().stream().map(Known::agent).toList();
        RegexSampler sampler = new RegexSampler(random);
        List<String> agents = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            String one = known.get(random.nextInt(known.size()));
            String sample = sampler.sample(expressions.get(random.nextInt(expressions.size())));
            agents.add(
                    switch (random.nextInt(6)) {
                        case 0 -> changed(one, random);
                        case 1 -> spliced(one, known.get(random.nextInt(known.size())), random);
                        case 2 -> sample;
                        case 3 -> spliced(one, "", random) + sample + spliced("", one, random);
                        case 4 -> sample + sampler.sample(expressions.get(random.nextInt(expressions.size())));
                        default -> noise(random);
                    });
        }
        return agents;
    }

    private static String changed(String agent, Random random) {
        StringBuilder text = new StringBuilder(agent);
        for (int changes = 1 + random.nextInt(4); changes > 0 && text.length() > 1; changes--) {
            int at = random.nextInt(text.length() - 1);
            switch (random.nextInt(4)) {
                case 0 -> text.setCharAt(at, (char) (' ' + random.nextInt(95)));
                case 1 -> text.delete(at, at + 1 + random.nextInt(text.length() - at));
                case 2 -> text.insert(at, text.substring(at, at + 1 + random.nextInt(text.length() - at)));
                default -> text.setCharAt(at, Character.toUpperCase(text.charAt(at)));
            }
        }
        return text.toString();
    }

    private static String spliced(String start, String end, Random random) {
        return start.substring(0, random.nextInt(start.length() + 1)) + end.substring(random.nextInt(end.length() + 1));
    }

    private static String noise(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(200); i > 0; i--) {
            text.append((char) (random.nextInt(10) == 0 ? random.nextInt(0x10000) : ' ' + random.nextInt(95)));
        }
        return text.toString();
    }
}
