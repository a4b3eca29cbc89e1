package dev.firn.app.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import dev.firn.registry.json.JsonText;
import dev.firn.serdes.flatten.FlattenRules;
import dev.firn.serdes.flatten.FlattenRulesException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say how to flatten, as far as {@code flatten} and {@code unflatten} share them. */
final class RulesOptions {

    @Option(
            names = "--delimiter",
            paramLabel = "TEXT",
            description = "Between the parts of a flat key. Default: _, or what the rules say.")
    private @Nullable String delimiter;

    @Option(
            names = "--rules",
            paramLabel = "RULES",
            description = "A file of JSON, or JSON itself: all there is to say about flattening, see docs/flatten.md.")
    private @Nullable String rules;

    /** What was given, on top of other rules when none were. */
    FlattenRules read(FlattenRules otherwise) {
        try {
            String given = rules;
            FlattenRules all = given == null ? otherwise : FlattenRules.of(json(given));
            String text = delimiter;
            return text == null ? all : all.withDelimiter(text);
        } catch (FlattenRulesException e) {
            throw new Stop(ExitCode.BAD_CONFIGURATION, String.valueOf(e.getMessage()));
        }
    }

    private static JsonNode json(String rules) {
        boolean isJson = rules.stripLeading().startsWith("{");
        return JsonText.parse(isJson ? rules : file(rules)).fold(node -> node, message -> {
            throw new Stop(ExitCode.BAD_CONFIGURATION, "--rules = " + (isJson ? "…" : rules) + ": " + message);
        });
    }

    private static String file(String path) {
        try {
            return Files.readString(Path.of(path), UTF_8);
        } catch (IOException | InvalidPathException e) {
            throw new Stop(ExitCode.MISSING_DEPENDENCY, "--rules = " + path + ": cannot be read (" + e + ")");
        }
    }
}
