package dev.firn.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The real tool, where there is one. */
record Kubectl(String command) {

    /** The first with Kustomize 5. */
    private static final int LEAST_MINOR = 27;

    private static final Pattern VERSION = Pattern.compile("\"gitVersion\": \"v1\\.(\\d+)");

    /** Named by the variable {@code FIRN_KUBECTL}, or else found on the path; new enough. */
    static Optional<Kubectl> find() {
        return Stream.of(Optional.ofNullable(System.getenv("FIRN_KUBECTL")), Optional.of("kubectl"))
                .flatMap(Optional::stream)
                .map(Kubectl::new)
                .filter(Kubectl::isNewEnough)
                .findFirst();
    }

    private boolean isNewEnough() {
        try {
            Matcher version = VERSION.matcher(run("version", "--client", "--output=json"));
            return version.find() && Integer.parseInt(version.group(1)) >= LEAST_MINOR;
        } catch (UncheckedIOException | IllegalStateException e) {
            return false;
        }
    }

    List<JsonNode> render(Path folder) {
        return Yaml.documents(run("kustomize", folder.toString()));
    }

    private String run(String... arguments) {
        try {
            Process process = new ProcessBuilder(Stream.concat(Stream.of(command), Stream.of(arguments))
                            .toList())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(1, TimeUnit.MINUTES) || process.exitValue() != 0) {
                throw new IllegalStateException(command + " " + String.join(" ", arguments) + " failed");
            }
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
