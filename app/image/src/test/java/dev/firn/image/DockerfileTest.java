package dev.firn.image;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** That the Dockerfile makes the image that Jib makes. */
class DockerfileTest {

    private static final String POM = "app/image/pom.xml";
    private static final String DOCKERFILE = "app/image/Dockerfile";

    @Test
    void saysWhatTheConfigurationOfJibSays() throws Exception {
        ImageDefinition jib = ImageDefinition.ofPom(Repository.file(POM));
        ImageDefinition docker = ImageDefinition.ofDockerfile(Repository.file(DOCKERFILE));
        assertThat(jib.layers()).hasSize(3);
        assertThat(docker).isEqualTo(jib);
    }

    @Test
    void hasTheVersionAndTheTimeOfTheBuildAsDefaults() throws Exception {
        String parent = Files.readString(Repository.file("pom.xml"));
        assertThat(Files.readString(Repository.file(DOCKERFILE)))
                .contains("ARG VERSION=" + between(parent, "<version>", "</version>") + "\n")
                .contains("ARG CREATED="
                        + between(parent, "<project.build.outputTimestamp>", "</project.build.outputTimestamp>")
                        + "\n");
    }

    private static String between(String text, String from, String to) {
        int start = text.indexOf(from) + from.length();
        return text.substring(start, text.indexOf(to, start));
    }

    /** The file was read as Jib reads it. */
    @Test
    @EnabledIf("dev.firn.image.Image#isBuilt")
    void saysWhatIsInTheArchive() throws Exception {
        ImageDefinition docker = ImageDefinition.ofDockerfile(Repository.file(DOCKERFILE));
        JsonNode config = Image.archive().config().path("config");
        assertThat(texts(config.path("Entrypoint"))).isEqualTo(docker.entryPoint());
        assertThat(texts(config.path("Cmd"))).isEqualTo(docker.arguments());
        assertThat(config.path("User").asText()).isEqualTo(docker.user());
        assertThat(config.path("WorkingDir").asText()).isEqualTo(docker.folder());
        Map<String, String> environment = new TreeMap<>();
        for (String variable : texts(config.path("Env"))) {
            environment.put(variable.split("=", 2)[0], variable.split("=", 2)[1]);
        }
        assertThat(environment).isEqualTo(docker.environment());
        assertThat(config.path("Labels").fieldNames())
                .toIterable()
                .containsExactlyInAnyOrderElementsOf(docker.labels().keySet());
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(node -> texts.add(node.asText()));
        return texts;
    }
}
