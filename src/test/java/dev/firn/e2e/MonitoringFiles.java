package dev.firn.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The dashboard and the alerts of {@code k8s/monitoring}, as they are shipped. */
final class MonitoringFiles {

    /**
     * An expression and where it stands.
     *
     * @param shown labels that its text refers to
     */
    record Query(String place, String expression, Set<String> shown) {}

    /** An alert, as far as it is checked. */
    record Alert(String name, String expression, String severity, Map<String, String> annotations) {}

    private static final Path ROOT = Path.of(System.getProperty("firn.root", "."));
    private static final Path FOLDER = ROOT.resolve("k8s/monitoring");
    private static final Pattern LEGEND = Pattern.compile("\\{\\{ ?(?:\\$labels\\.)?([a-z_]+) ?}}");
    private static final Pattern VARIABLE = Pattern.compile("label_values\\((.*), ([a-z_]+)\\)");

    private MonitoringFiles() {}

    static String operationsPage() {
        return read(ROOT.resolve("docs/operations.md"));
    }

    static JsonNode dashboard() {
        try {
            return new ObjectMapper().readTree(read(FOLDER.resolve("grafana-dashboard.json")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All expressions of panels and variables. */
    static List<Query> dashboardQueries() {
        List<Query> queries = new ArrayList<>();
        JsonNode dashboard = dashboard();
        dashboard.path("panels").forEach(panel -> panel.path("targets")
                .forEach(target -> queries.add(new Query(
                        panel.path("title").asText(),
                        target.path("expr").asText(),
                        labels(target.path("legendFormat").asText())))));
        dashboard.path("templating").path("list").forEach(variable -> {
            Matcher values = VARIABLE.matcher(variable.path("definition").asText());
            if (values.matches()) {
                queries.add(new Query(variable.path("name").asText(), values.group(1), Set.of(values.group(2))));
            }
        });
        return queries;
    }

    static List<Alert> alerts() {
        Map<?, ?> rule = map(
                new Yaml(new SafeConstructor(new LoaderOptions())).load(read(FOLDER.resolve("prometheus-rule.yaml"))));
        List<Alert> alerts = new ArrayList<>();
        for (Object group : (List<?>) map(rule.get("spec")).get("groups")) {
            for (Object one : (List<?>) map(group).get("rules")) {
                Map<String, String> annotations = new TreeMap<>();
                map(map(one).get("annotations")).forEach((name, text) -> annotations.put(name + "", text + ""));
                alerts.add(new Alert(
                        map(one).get("alert") + "",
                        map(one).get("expr") + "",
                        map(map(one).get("labels")).get("severity") + "",
                        annotations));
            }
        }
        return alerts;
    }

    static List<Query> alertQueries() {
        return alerts().stream()
                .map(alert -> new Query(
                        alert.name(),
                        alert.expression(),
                        labels(String.join(" ", alert.annotations().values()))))
                .toList();
    }

    private static Map<?, ?> map(Object value) {
        return (Map<?, ?>) value;
    }

    private static Set<String> labels(String text) {
        Set<String> labels = new TreeSet<>();
        Matcher matcher = LEGEND.matcher(text);
        while (matcher.find()) {
            labels.add(matcher.group(1));
        }
        return labels;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
