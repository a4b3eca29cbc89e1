package dev.firn.image;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * What an image is made of and how it runs, as two files say it: the configuration of Jib in this module's POM, and the
 * Dockerfile's last stage. Immutable.
 *
 * @param base what it stands on
 * @param layers folders of the build, below {@code target/}, with where they go
 */
record ImageDefinition(
        String base,
        Map<String, String> layers,
        Map<String, String> environment,
        Map<String, String> labels,
        String user,
        String folder,
        Set<String> ports,
        Set<String> volumes,
        List<String> entryPoint,
        List<String> arguments) {

    private static final Pattern ASSIGNMENT = Pattern.compile("([\\w.]+)=(?:\"([^\"]*)\"|(\\S*))");
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{([\\w.]+)}");

    /** What the POM names one way and the Dockerfile another. */
    private static final Map<String, String> SAME_VALUE = Map.of(
            "image.revision", "REVISION", "project.version", "VERSION", "project.build.outputTimestamp", "CREATED");

    /** Reads the POM. Values that only a build knows stay references, named as the Dockerfile names them. */
    static ImageDefinition ofPom(Path pom) throws Exception {
        Element project = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(pom.toFile())
                .getDocumentElement();
        Element jib = plugin(project, "jib-maven-plugin");
        Element properties = child(project, "properties");
        Element container = child(child(jib, "configuration"), "container");
        Map<String, String> layers = new LinkedHashMap<>();
        for (Element path : children(child(child(child(jib, "configuration"), "extraDirectories"), "paths"))) {
            layers.put(text(path, "from").replace("${firn.image.layers}", "layers"), text(path, "into"));
        }
        String base = child(properties, "firn.image.base").getTextContent();
        Map<String, String> labels = new TreeMap<>();
        children(child(container, "labels"))
                .forEach(label -> labels.put(
                        label.getTagName(), renamed(label.getTextContent().replace("${firn.image.base}", base))));
        Map<String, String> environment = new TreeMap<>();
        children(child(container, "environment"))
                .forEach(variable -> environment.put(variable.getTagName(), variable.getTextContent()));
        return new ImageDefinition(
                base,
                layers,
                environment,
                labels,
                text(container, "user"),
                text(container, "workingDirectory"),
                new TreeSet<>(texts(child(container, "ports"))),
                new TreeSet<>(texts(child(container, "volumes"))),
                texts(child(container, "entrypoint")),
                texts(child(container, "args")));
    }

    private static String renamed(String value) {
        return REFERENCE
                .matcher(value)
                .replaceAll(found ->
                        Matcher.quoteReplacement("${" + SAME_VALUE.getOrDefault(found.group(1), found.group(1)) + "}"));
    }

    /** Reads the last stage of a Dockerfile. */
    static ImageDefinition ofDockerfile(Path file) throws IOException {
        String joined = Files.readString(file).replace("\\\n", " ");
        List<String> lines = Stream.of(joined.split("\n"))
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .toList();
        Map<String, String> one = new TreeMap<>();
        Map<String, String> layers = new LinkedHashMap<>();
        Map<String, String> environment = new TreeMap<>();
        Map<String, String> labels = new TreeMap<>();
        Set<String> ports = new TreeSet<>();
        for (String line : lines) {
            String instruction = line.substring(0, line.indexOf(' '));
            String rest = line.substring(line.indexOf(' ')).strip();
            switch (instruction) {
                case "FROM" -> {
                    Stream.of(one, layers, environment, labels).forEach(Map::clear);
                    one.put("FROM", rest);
                }
                case "COPY" -> {
                    Matcher copy = Pattern.compile("--from=build /src/app/image/target/(\\S+)/ (\\S+)")
                            .matcher(rest);
                    if (copy.matches()) {
                        layers.put(copy.group(1), copy.group(2));
                    } else {
                        layers.put(rest, "?");
                    }
                }
                case "ENV" -> assignments(rest, environment);
                case "LABEL" -> assignments(rest, labels);
                case "EXPOSE" -> ports.addAll(List.of(rest.split("\\s+")));
                case "ARG", "RUN" -> one.put(instruction + " " + rest, rest);
                case "USER", "WORKDIR", "VOLUME", "ENTRYPOINT", "CMD" -> one.put(instruction, rest);
                default -> throw new IllegalArgumentException("Dockerfile: " + line);
            }
        }
        return new ImageDefinition(
                one.getOrDefault("FROM", "?"),
                layers,
                environment,
                labels,
                one.getOrDefault("USER", "?"),
                one.getOrDefault("WORKDIR", "?"),
                ports,
                new TreeSet<>(array(one.getOrDefault("VOLUME", "[]"))),
                array(one.getOrDefault("ENTRYPOINT", "[]")),
                array(one.getOrDefault("CMD", "[]")));
    }

    private static void assignments(String text, Map<String, String> into) {
        Matcher found = ASSIGNMENT.matcher(text);
        while (found.find()) {
            into.put(found.group(1), found.group(2) != null ? found.group(2) : found.group(3));
        }
    }

    /** Only what starts no shell. */
    private static List<String> array(String json) throws JsonProcessingException {
        return List.of(new ObjectMapper().readValue(json, String[].class));
    }

    private static Element plugin(Element project, String artifact) {
        var names = project.getElementsByTagName("artifactId");
        for (int i = 0; i < names.getLength(); i++) {
            if (names.item(i).getTextContent().equals(artifact)) {
                return (Element) names.item(i).getParentNode();
            }
        }
        throw new IllegalArgumentException("no plugin " + artifact);
    }

    private static List<Element> children(Element parent) {
        List<Element> children = new ArrayList<>();
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element) {
                children.add(element);
            }
        }
        return children;
    }

    private static Element child(Element parent, String name) {
        return children(parent).stream()
                .filter(element -> element.getTagName().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no " + name + " in " + parent.getTagName()));
    }

    private static String text(Element parent, String name) {
        return child(parent, name).getTextContent();
    }

    private static List<String> texts(Element parent) {
        return children(parent).stream().map(Element::getTextContent).toList();
    }
}
