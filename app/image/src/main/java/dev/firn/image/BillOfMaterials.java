package dev.firn.image;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;

/**
 * The bill of materials of the image, CycloneDX 1.6: the libraries, which Maven knows, and what comes with the image besides: the
 * JVM and the system's libraries. Not thread-safe.
 *
 * @see <a href="https://cyclonedx.org/docs/1.6/json/">CycloneDX 1.6</a>
 */
final class BillOfMaterials {

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private final ObjectNode bom;
    private final ArrayNode components;
    private final ArrayNode rootDependsOn;

    private BillOfMaterials(ObjectNode bom) {
        this.bom = bom;
        ObjectNode image = bom.withObject("/metadata").withObject("/component");
        image.put("type", "container");
        this.components = bom.withArray("/components");
        this.rootDependsOn = dependsOn(image.path("bom-ref").asText());
    }

    /** @param libraries what cyclonedx-maven-plugin wrote */
    static BillOfMaterials of(Path libraries) throws IOException {
        return new BillOfMaterials((ObjectNode) JSON.readTree(Files.readAllBytes(libraries)));
    }

    private ArrayNode dependsOn(String ref) {
        ArrayNode dependencies = bom.withArray("/dependencies");
        for (var dependency : dependencies) {
            if (dependency.path("ref").asText().equals(ref)) {
                return ((ObjectNode) dependency).withArray("/dependsOn");
            }
        }
        return dependencies.addObject().put("ref", ref).withArray("/dependsOn");
    }

    /** Adds the JVM that this code runs in, of which some modules are in the image. */
    void addRuntime(List<String> modules) {
        String version = Runtime.version().toString();
        ObjectNode component = add("platform", "openjdk", version, "pkg:generic/openjdk@" + encoded(version));
        component.put("publisher", System.getProperty("java.vendor"));
        component.put("description", "Java virtual machine, of the modules " + String.join(", ", modules));
        license(component, "GPL-2.0-only WITH Classpath-exception-2.0");
    }

    /** Adds a package of the system, with the files of it that are in the image. */
    void add(DebianPackages.Owner owner, String distribution, List<String> files) {
        String purl = "pkg:deb/" + distribution + "/" + owner.name() + "@" + encoded(owner.version()) + "?arch="
                + owner.architecture();
        ObjectNode component = add("library", owner.name(), owner.version(), purl);
        license(component, owner.licence());
        ArrayNode properties = component.withArray("/properties");
        property(properties, "firn:source-package", owner.source());
        files.forEach(file -> property(properties, "firn:file", file));
    }

    private static void property(ArrayNode properties, String name, String value) {
        properties.addObject().put("name", name).put("value", value);
    }

    private ObjectNode add(String type, String name, String version, String purl) {
        ObjectNode component = components.addObject();
        component.put("type", type).put("bom-ref", purl).put("name", name).put("version", version);
        component.put("purl", purl);
        rootDependsOn.add(purl);
        bom.withArray("/dependencies").addObject().put("ref", purl).withArray("/dependsOn");
        return component;
    }

    private static void license(ObjectNode component, String expression) {
        component.withArray("/licenses").addObject().put("expression", expression);
    }

    private static String encoded(String version) {
        return URLEncoder.encode(version, StandardCharsets.UTF_8).replace("%7E", "~");
    }

    /** Writes it to these files; its serial number follows from its content. */
    void write(List<Path> files) throws IOException {
        bom.remove("serialNumber");
        String content = JSON.writeValueAsString(bom);
        bom.put("serialNumber", "urn:uuid:" + UUID.nameUUIDFromBytes(content.getBytes(StandardCharsets.UTF_8)));
        byte[] bytes = (JSON.writeValueAsString(bom) + "\n").getBytes(StandardCharsets.UTF_8);
        for (Path file : files) {
            Files.write(file, bytes);
        }
    }
}
