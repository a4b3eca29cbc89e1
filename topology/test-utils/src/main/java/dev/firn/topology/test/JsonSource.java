package dev.firn.topology.test;

import com.fasterxml.jackson.databind.JsonNode;
import dev.firn.registry.json.JsonText;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * JSON that a test gave, and what to call it in complaints.
 *
 * @param name a file's path, a resource's, or a word for text
 */
record JsonSource(String name, JsonNode json) {

    /** A text that starts like an object is JSON; any other is the name of a resource, with or without a slash in front. */
    static JsonSource of(String jsonOrResource) {
        if (jsonOrResource.stripLeading().startsWith("{")) {
            return new JsonSource("inline JSON", parse("inline JSON", jsonOrResource));
        }
        String resource = jsonOrResource.startsWith("/") ? jsonOrResource.substring(1) : jsonOrResource;
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        try (InputStream in =
                (loader == null ? JsonSource.class.getClassLoader() : loader).getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalArgumentException("no resource '" + resource + "' on the class path");
            }
            return new JsonSource(resource, parse(resource, new String(in.readAllBytes(), StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A file, or all files below a folder in the order of their names. */
    static List<JsonSource> of(Path fileOrFolder) {
        try (Stream<Path> files = Files.walk(fileOrFolder)) {
            return files.filter(Files::isRegularFile)
                    .sorted()
                    .map(JsonSource::file)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonSource file(Path file) {
        try {
            return new JsonSource(file.toString(), parse(file.toString(), Files.readString(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode parse(String name, String text) {
        return JsonText.parse(text).fold(json -> json, error -> {
            throw new IllegalArgumentException(name + ": " + error);
        });
    }
}
