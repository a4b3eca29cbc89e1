package dev.firn.serdes.flatten;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Rules from JSON; what is not said stays as the profile has it. */
final class RulesReader {

    private static final String AUTO = "auto";
    private static final String LOSSLESS = "lossless";

    private static final Set<String> KEYS = keys(
            "profile",
            "delimiter",
            "parse-json",
            "arrays",
            "explode",
            "empty-containers",
            "nulls",
            "rename",
            "collisions",
            "duplicate-keys",
            "top-level-arrays",
            "max-depth",
            "deep-values",
            "max-output-chars");
    private static final Set<String> PARSE_JSON = keys("paths", AUTO, "max-chars", "max-depth", "max-nesting");
    private static final Set<String> ARRAYS = keys("default", "paths");
    private static final Set<String> EXPLODE =
            keys("root-id", "root-id-field", "path-field", "index-field", "copy-parent");
    private static final Set<String> RENAME =
            keys("map", "regex", "snake-case", "blanks", "nfc", "reserved", "max-length");
    private static final Set<String> REPLACEMENT = keys("pattern", "replacement");

    private RulesReader() {}

    private static Set<String> keys(String... names) {
        return new LinkedHashSet<>(List.of(names));
    }

    static FlattenRules read(JsonNode json) {
        RuleMembers rules = RuleMembers.of("", json, KEYS);
        String profile = rules.text("profile", "default");
        FlattenRules base =
                switch (profile) {
                    case "default" -> FlattenRules.defaults();
                    case LOSSLESS -> FlattenRules.lossless();
                    default -> throw rules.refusal("profile", "default or lossless");
                };
        FlattenRules all = new FlattenRules(
                rules.text("delimiter", base.delimiter()),
                parseJson(rules, base.parseJson()),
                arrays(rules, base.arrays()),
                rules.constant("empty-containers", base.emptyContainers()),
                rules.constant("nulls", base.nulls()),
                rename(rules.members("rename", RENAME)),
                rules.constant("collisions", base.collisions()),
                rules.constant("duplicate-keys", base.duplicateKeys()),
                rules.constant("top-level-arrays", base.topLevelArrays()),
                new Limits(
                        rules.integer("max-depth", base.limits().maxDepth()),
                        rules.constant("deep-values", base.limits().deepValues()),
                        rules.integer("max-output-chars", base.limits().maxOutputChars())));
        if (profile.equals(LOSSLESS) && !all.isLossless()) {
            throw rules.refusal("profile", "no other key that changes what the lossless profile keeps");
        }
        return all;
    }

    private static ParseJson parseJson(RuleMembers rules, ParseJson otherwise) {
        JsonNode value = rules.get("parse-json");
        if (!rules.has("parse-json")) {
            return otherwise;
        }
        if (value.isTextual()) {
            return parseJson(rules.path("parse-json"), List.of(value.textValue()));
        }
        if (value.isArray()) {
            return parseJson(rules.path("parse-json"), rules.texts("parse-json"));
        }
        RuleMembers members = rules.members("parse-json", PARSE_JSON);
        List<FieldPath> paths = new ArrayList<>();
        members.texts("paths").forEach(text -> paths.add(path(members.path("paths"), text)));
        return new ParseJson(
                paths,
                members.flag(AUTO, false),
                members.integer("max-chars", otherwise.maxChars()),
                members.integer("max-depth", otherwise.maxDepth()),
                members.integer("max-nesting", otherwise.maxNesting()));
    }

    private static ParseJson parseJson(String key, List<String> texts) {
        List<FieldPath> paths = new ArrayList<>();
        texts.stream().filter(text -> !text.equals(AUTO)).forEach(text -> paths.add(path(key, text)));
        ParseJson listed = ParseJson.none().withPaths(paths);
        return texts.contains(AUTO) ? listed.withAuto() : listed;
    }

    private static ArrayRules arrays(RuleMembers rules, ArrayRules otherwise) {
        Explode explode = explode(rules.members("explode", EXPLODE), otherwise.explode());
        if (!rules.has("arrays")) {
            return otherwise.with(explode);
        }
        if (rules.get("arrays").isTextual()) {
            return ArrayRules.all(rules.constant("arrays", otherwise.otherwise()))
                    .with(explode);
        }
        RuleMembers members = rules.members("arrays", ARRAYS);
        Map<FieldPath, ArrayPolicy> paths = new LinkedHashMap<>();
        members.textsByName("paths").forEach((text, policy) -> {
            String key = members.path("paths") + '.' + text;
            paths.put(path(key, text), RuleMembers.constant(key, policy, ArrayPolicy.class));
        });
        return new ArrayRules(members.constant("default", otherwise.otherwise()), paths, explode);
    }

    private static Explode explode(RuleMembers members, Explode otherwise) {
        return new Explode(
                members.has("root-id") ? path(members.path("root-id"), members.text("root-id", "")) : null,
                members.text("root-id-field", otherwise.rootIdField()),
                members.text("path-field", otherwise.pathField()),
                members.text("index-field", otherwise.indexField()),
                members.flag("copy-parent", otherwise.copiesParent()));
    }

    private static Rename rename(RuleMembers members) {
        return new Rename(
                members.textsByName("map"),
                replacements(members),
                members.flag("snake-case", false),
                members.flag("blanks", false),
                members.flag("nfc", false),
                new LinkedHashSet<>(members.texts("reserved")),
                members.integer("max-length", 0));
    }

    private static List<Rename.Replacement> replacements(RuleMembers rename) {
        if (rename.has("regex") && !rename.get("regex").isArray()) {
            throw rename.refusal("regex", "an array of objects with pattern and replacement");
        }
        List<Rename.Replacement> all = new ArrayList<>();
        for (JsonNode element : rename.get("regex")) {
            String key = rename.path("regex") + '[' + all.size() + ']';
            RuleMembers members = RuleMembers.of(key, element, REPLACEMENT);
            if (!members.has("pattern")) {
                throw members.refusal("pattern", "a regular expression");
            }
            Pattern pattern = pattern(members);
            all.add(RuleMembers.under(
                    members.path("replacement"),
                    members.text("replacement", ""),
                    text -> new Rename.Replacement(pattern, text)));
        }
        return all;
    }

    private static Pattern pattern(RuleMembers members) {
        try {
            return Pattern.compile(members.text("pattern", ""));
        } catch (PatternSyntaxException e) {
            throw members.refusal("pattern", "a regular expression (" + e.getDescription() + ")");
        }
    }

    private static FieldPath path(String key, String text) {
        return RuleMembers.under(key, text, FieldPath::of);
    }
}
