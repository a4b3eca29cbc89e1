package dev.firn.registry;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One violation of a schema, in the words of the Iglu client.
 *
 * @param message what is wrong, starting with the path
 * @param path {@code $} for the root, then {@code .name} and {@code [i]}; property names verbatim
 * @param keyword the violated keyword, in Iglu's naming ({@code unionType}, {@code dateTime}, …); null for the depth limit
 * @param targets the keyword's arguments
 */
public record ValidationReport(String message, @Nullable String path, @Nullable String keyword, List<String> targets) {
    public ValidationReport {
        targets = List.copyOf(targets);
    }
}
