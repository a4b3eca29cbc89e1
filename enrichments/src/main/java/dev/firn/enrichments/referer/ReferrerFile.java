package dev.firn.enrichments.referer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.firn.registry.json.JsonText;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

/** How a referrer database is written in a file. */
enum ReferrerFile {
    JSON {
        @Override
        JsonNode parse(Path file) throws IOException {
            return JsonText.parse(Files.readAllBytes(file)).fold(json -> json, message -> {
                throw new IllegalArgumentException(message);
            });
        }
    },
    YAML {
        @Override
        JsonNode parse(Path file) throws IOException {
            LoaderOptions options = new LoaderOptions();
            options.setCodePointLimit(MAX_YAML_LENGTH);
            DumperOptions none = new DumperOptions();
            try (Reader text = Files.newBufferedReader(file)) {
                Object tree = new Yaml(
                                new SafeConstructor(options), new Representer(none), none, options, new OnlyTexts())
                        .load(text);
                return new ObjectMapper().valueToTree(tree);
            }
        }
    };

    private static final int MAX_YAML_LENGTH = 1 << 26;

    /** By the ending of its name; what is not YAML is JSON. */
    static ReferrerFile named(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.endsWith(".yml") || lower.endsWith(".yaml") ? YAML : JSON;
    }

    /** @throws RuntimeException for a file of another format; the message says why */
    abstract JsonNode parse(Path file) throws IOException;

    /** Takes no plain word for a truth value and no {@code 118.700} for a number: everything here is a name. */
    private static final class OnlyTexts extends Resolver {
        @Override
        protected void addImplicitResolvers() {}
    }
}
