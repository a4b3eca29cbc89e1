package dev.firn.operations;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The application as it was before: {@code -Dfirn.previous.jar} names its jar; else it is built from the commit {@code
 * -Dfirn.previous}, or from the one before the last that changed how state is written and read. A jar that was built once
 * is kept.
 *
 * @param commit or where the jar came from
 */
record PreviousBuild(String commit, Path jar) {

    /** What stores and topics between steps depend on. */
    private static final List<String> STATE =
            List.of("topology/src/main/java/dev/firn/topology", "serdes/src/main/java/dev/firn/serdes");

    static PreviousBuild find() {
        String jar = System.getProperty("firn.previous.jar", "");
        if (!jar.isEmpty()) {
            return new PreviousBuild("the jar " + Path.of(jar).getFileName(), Path.of(jar));
        }
        Path root = Path.of(System.getProperty("firn.root"));
        String commit = System.getProperty("firn.previous", "");
        String full = commit.isEmpty() ? beforeLastChange(root) : run(root, "git", "rev-parse", commit);
        Path kept = Folders.results().resolve("previous").resolve(full + ".jar");
        if (!Files.exists(kept)) {
            build(root, full, kept);
        }
        return new PreviousBuild(full.substring(0, 10), kept);
    }

    private static String beforeLastChange(Path root) {
        List<String> command = new ArrayList<>(List.of("git", "log", "-1", "--format=%H", "--"));
        command.addAll(STATE);
        String last = run(root, command.toArray(new String[0]));
        return run(root, "git", "rev-parse", last + "^");
    }

    private static void build(Path root, String commit, Path kept) {
        Path tree = Folders.results().resolve("previous").resolve("tree-" + commit);
        try {
            Files.createDirectories(kept.getParent());
            run(root, "git", "worktree", "add", "--force", "--detach", tree.toString(), commit);
            run(
                    tree,
                    "mvn",
                    "-q",
                    "-B",
                    "-pl",
                    "app",
                    "-am",
                    "-Dmaven.test.skip=true",
                    "-Dspotless.check.skip=true",
                    "package");
            Files.copy(tree.resolve("app/target/firn.jar"), kept);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            run(root, "git", "worktree", "remove", "--force", tree.toString());
        }
    }

    private static String run(Path folder, String... command) {
        try {
            Process process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .start();
            String said;
            try (InputStream out = process.getInputStream()) {
                said = new String(out.readAllBytes(), StandardCharsets.UTF_8).trim();
            }
            if (!process.waitFor(1, TimeUnit.MINUTES) || process.exitValue() != 0) {
                throw new AssertionError(Arrays.toString(command) + " in " + folder + " failed: " + said);
            }
            return said;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }
}
