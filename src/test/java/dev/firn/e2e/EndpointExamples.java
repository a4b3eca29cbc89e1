package dev.firn.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The examples of docs/endpoints.md: they have the members that a running process really answers with. */
final class EndpointExamples {

    private static final Path PAGE = Path.of(System.getProperty("firn.root", "."), "docs", "endpoints.md");
    /** Of a heading that names an endpoint. */
    private static final Pattern HEADING = Pattern.compile("### ((?:GET|POST) \\S+)");

    private static final String ANY_KEY = "{vendor}/{name}/{format}/{version}";
    private static final String KNOWN_KEY = "com.snowplowanalytics.snowplow/web_page/jsonschema/1-0-0";
    private static final String UNKNOWN_KEY = "com.example/missing/jsonschema/1-0-0";
    /** Its members are another page's business. */
    private static final String CONFIGURATION = "GET /config";

    private final Map<String, JsonNode> examples = new LinkedHashMap<>();

    EndpointExamples() throws IOException {
        String endpoint = null;
        StringBuilder block = null;
        for (String line : Files.readAllLines(PAGE)) {
            Matcher heading = HEADING.matcher(line);
            if (line.startsWith("#")) {
                endpoint = heading.matches() ? heading.group(1) : null;
            } else if (line.equals("```json") && endpoint != null) {
                block = new StringBuilder();
            } else if (line.equals("```") && block != null) {
                examples.put(endpoint, new ObjectMapper().readTree(block.toString()));
                block = null;
            } else if (block != null) {
                block.append(line).append('\n');
            }
        }
        assertThat(examples).hasSize(10);
    }

    /** Asks for each, in the order of the page. */
    void compareWith(Asked asked) {
        examples.forEach((asking, example) -> {
            JsonNode actual = asked.json(asking.replace(ANY_KEY, KNOWN_KEY));
            if (asking.equals(CONFIGURATION)) {
                assertThat(actual.path("firn").has("application-id")).isTrue();
            } else {
                compare(asking, example, actual);
            }
        });
        compare(
                UNKNOWN_KEY,
                examples.get("GET /iglu/unresolved").path("unresolved").path(0),
                asked.json("GET /iglu/" + UNKNOWN_KEY));
    }

    private static void compare(String place, JsonNode example, JsonNode actual) {
        assertThat(actual.isContainerNode()).as(place + ": " + actual).isEqualTo(example.isContainerNode());
        if (example.isObject()) {
            assertThat(names(actual)).as(place).isEqualTo(names(example));
            example.properties()
                    .forEach(member ->
                            compare(place + " " + member.getKey(), member.getValue(), actual.path(member.getKey())));
        }
        if (example.isArray() && !example.isEmpty()) {
            actual.forEach(one -> compare(place + "[]", example.path(0), one));
        }
    }

    private static List<String> names(JsonNode object) {
        TreeSet<String> names = new TreeSet<>();
        object.fieldNames().forEachRemaining(names::add);
        return List.copyOf(names);
    }
}
