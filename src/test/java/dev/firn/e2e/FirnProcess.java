package dev.firn.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The command line in a JVM of its own, which can be killed. Its output goes to files. Not thread-safe. */
public final class FirnProcess implements AutoCloseable {

    /** Generous: machines of builds are busy. */
    public static final Duration START_LIMIT = Duration.ofSeconds(90);

    private static final List<String> SHORT_LIVED = List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");
    private static final Pattern PORT = Pattern.compile("probes on port (\\d+)");
    private static final int TAIL = 4000;
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final String name;
    private final Process process;
    private final Path out;
    private final Path err;

    private FirnProcess(String name, Process process, Path out, Path err) {
        this.name = name;
        this.process = process;
        this.out = out;
        this.err = err;
    }

    /**
     * Starts {@code firn args}.
     *
     * @param name of the two output files, without ending
     */
    public static FirnProcess start(Path folder, String name, String... args) {
        return start(folder, name, Map.of(), args);
    }

    /** @param environment variables besides the inherited ones */
    public static FirnProcess start(Path folder, String name, Map<String, String> environment, String... args) {
        List<String> command = new ArrayList<>(List.of(
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                "dev.firn.app.Main"));
        command.addAll(Arrays.asList(args));
        return launch(folder, name, environment, SHORT_LIVED, command);
    }

    /**
     * Starts a jar of the application, which need not be the one of this build.
     *
     * @param options of the JVM, such as its heap
     */
    public static FirnProcess startJar(Path jar, Path folder, String name, List<String> options, String... args) {
        List<String> command = new ArrayList<>(List.of("-jar", jar.toString()));
        command.addAll(Arrays.asList(args));
        return launch(folder, name, Map.of(), options, command);
    }

    private static FirnProcess launch(
            Path folder, String name, Map<String, String> environment, List<String> options, List<String> arguments) {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(options);
        command.addAll(List.of(
                "-Duser.timezone=UTC",
                // Not that of the tests, which is on the class path as well.
                "-Dlogback.configurationFile=logback.xml",
                // As the launcher has it; older versions do not know the second one.
                "--enable-native-access=ALL-UNNAMED",
                Runtime.version().feature() < 23 ? "-Xshare:auto" : "--sun-misc-unsafe-memory-access=allow"));
        command.addAll(arguments);
        Path out = folder.resolve(name + ".out");
        Path err = folder.resolve(name + ".err");
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.redirectOutput(out.toFile()).redirectError(err.toFile());
        // The settings of whoever runs the tests are not part of the test.
        builder.environment().keySet().removeIf(key -> key.startsWith("KAFKA_") || key.startsWith("FIRN_"));
        builder.environment().putAll(environment);
        try {
            return new FirnProcess(name, builder.start(), out, err);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As {@link #run}, but of the packaged jar, with what lies beside it. */
    static FirnProcess runPackaged(Path folder, String name, String... args) {
        List<String> command = new ArrayList<>(List.of("-jar", System.getProperty("firn.jar")));
        command.addAll(Arrays.asList(args));
        FirnProcess process = launch(folder, name, Map.of(), SHORT_LIVED, command);
        process.exitCode(START_LIMIT);
        return process;
    }

    /** Starts it and waits for its end. */
    static FirnProcess run(Path folder, String name, String... args) {
        FirnProcess process = start(folder, name, args);
        process.exitCode(START_LIMIT);
        return process;
    }

    /** kill -9; returns when the process is gone. */
    public void kill() {
        process.destroyForcibly();
        exitCode(Duration.ofSeconds(10));
    }

    /** Of the operating system. */
    public long pid() {
        return process.pid();
    }

    /** SIGTERM, without waiting. */
    public void terminate() {
        process.destroy();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Waits for the end. */
    public int exitCode(Duration limit) {
        try {
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
                throw new AssertionError(name + " did not end within " + limit + "\n" + tail());
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    /** Waits until the process says that it is ready. */
    public Duration awaitReady() {
        return awaitProbe("/health/ready", 200);
    }

    /** Waits until a probe answers so; fails at once when the process has ended. */
    public Duration awaitProbe(String path, int status) {
        return awaitProbe(path, status, START_LIMIT);
    }

    /** As {@link #awaitProbe(String, int)}, with a patience of its own. */
    public Duration awaitProbe(String path, int status, Duration limit) {
        return Await.until(
                name + path + " = " + status,
                limit,
                () -> {
                    if (!process.isAlive()) {
                        throw new AssertionError(name + " ended with " + process.exitValue() + "\n" + tail());
                    }
                    return probe(path) == status;
                },
                this::tail);
    }

    /** The status of a probe, or 0 when nobody answers. */
    public int probe(String path) {
        Matcher port = PORT.matcher(err());
        if (!port.find()) {
            return 0;
        }
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port.group(1) + path))
                .timeout(Duration.ofSeconds(5))
                .build();
        try {
            return HTTP.send(request, BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    public String out() {
        return text(out);
    }

    public String err() {
        return text(err);
    }

    /** The lines in which it says what it found in its configuration. */
    List<String> findings() {
        return err().lines()
                .filter(line -> line.matches("firn: (error|warning|note): .*"))
                .toList();
    }

    /** The last that it said, for failures. */
    public String tail() {
        String all = err();
        return name + " said last: ..." + all.substring(Math.max(0, all.length() - TAIL));
    }

    private static String text(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
