package dev.firn.app.config;

import com.fasterxml.jackson.databind.JsonNode;
import dev.firn.registry.SchemaCriterion;
import dev.firn.registry.SelfDescribingJson;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeSet;

/** What {@code --enrichments} names: the configurations of enrichments. */
public final class EnrichmentsInput {

    private static final SchemaCriterion WRAPPER =
            SchemaCriterion.of("iglu:com.snowplowanalytics.snowplow/enrichments/jsonschema/1-0-*");

    private EnrichmentsInput() {}

    /**
     * One configuration, unchecked.
     *
     * @param source name of the file, or the place in the Base64 text; for messages
     */
    public record Source(String source, JsonNode json) {}

    /**
     * Reads them in the order of their file names. All files are tried, so all broken ones are told.
     *
     * @param argument a folder (plain or as {@code file:DIR/}) whose {@code .json} and {@code .hocon} files count, or
     *     Base64 of one JSON that wraps them all
     */
    public static Loaded<List<Source>> read(String argument, Map<String, String> environment, Properties system) {
        Surroundings surroundings = new Surroundings(environment, system);
        Path folder = Document.path(argument);
        Loaded<Document> base64 = Document.ofBase64(argument);
        boolean usable = base64 instanceof Loaded.Ok || !Files.isDirectory(folder);
        return base64 != null && usable
                ? base64.fold(
                        document -> HoconJson.read(document, surroundings)
                                .fold(EnrichmentsInput::unwrapped, Loaded.Failed::new),
                        Loaded.Failed::new)
                : ofFolder(folder, surroundings);
    }

    private static Loaded<List<Source>> unwrapped(JsonNode wrapper) {
        return SelfDescribingJson.of(wrapper)
                .fold(EnrichmentsInput::items, code -> Loaded.failed("Cannot decode enrichments - " + code));
    }

    private static Loaded<List<Source>> items(SelfDescribingJson wrapper) {
        if (!WRAPPER.matches(wrapper.schema())) {
            return Loaded.failed("Cannot decode enrichments - Schema criterion " + WRAPPER + " does not match schema "
                    + wrapper.schema());
        }
        if (!wrapper.data().isArray()) {
            return Loaded.failed("Cannot decode enrichments - data is not an array");
        }
        List<Source> sources = new ArrayList<>();
        wrapper.data().forEach(item -> sources.add(new Source("base64[" + sources.size() + "]", item)));
        return Loaded.ok(sources);
    }

    private static Loaded<List<Source>> ofFolder(Path folder, Surroundings surroundings) {
        TreeSet<Path> files = new TreeSet<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, "*.{json,hocon}")) {
            entries.forEach(files::add);
        } catch (IOException | DirectoryIteratorException e) {
            String why = Files.exists(folder) ? "not a directory" : "no such directory";
            return Loaded.failed("Cannot list " + folder + " directory with JSON: " + why);
        }
        List<Source> sources = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        files.removeIf(Files::isDirectory);
        for (Path file : files) {
            Loaded<JsonNode> json = Document.ofFile(file.toString())
                    .fold(document -> HoconJson.read(document, surroundings), Loaded.Failed::new);
            json.fold(node -> sources.add(new Source(String.valueOf(file.getFileName()), node)), problems::addAll);
        }
        return problems.isEmpty() ? Loaded.ok(List.copyOf(sources)) : new Loaded.Failed<>(problems);
    }
}
