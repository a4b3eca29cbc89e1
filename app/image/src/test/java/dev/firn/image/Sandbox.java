package dev.firn.image;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Runs the process of an image as a container runtime would, with what this machine lets: its user, its environment and nothing
 * else, a root that is read only, volumes from which nothing can be executed. Not thread-safe.
 */
final class Sandbox {

    /** How close to a container it comes. */
    enum Kind {
        /** A mount namespace: the kernel itself refuses writes, and nothing but the image is visible. Needs root. */
        NAMESPACE,
        /** A plain process on the unpacked files, which have lost all rights to write; libraries are this machine's. */
        PLAIN
    }

    private static final String MOUNT_AND_RUN =
            """
            set -e
            root=$1; tmp=$2; state=$3; settings=$4; uid=$5; gid=$6; dir=$7; shift 7
            mount --bind "$root" "$root"
            mount -o remount,bind,ro,nosuid,nodev "$root"
            mount --bind "$tmp" "$root/tmp"
            mount -o remount,bind,nosuid,nodev,noexec "$root/tmp"
            mount --bind "$state" "$root/var/lib/firn"
            mount -o remount,bind,nosuid,nodev,noexec "$root/var/lib/firn"
            mount --bind "$settings" "$root/etc/firn"
            mount -o remount,bind,ro,nosuid,nodev,noexec "$root/etc/firn"
            mount --rbind /proc "$root/proc"
            for device in null zero random urandom; do mount --bind "/dev/$device" "$root/dev/$device"; done
            exec setpriv --no-new-privs unshare --root "$root" --wd "$dir" --setuid "$uid" --setgid "$gid" -- "$@"
            """;

    private final Path root;
    private final Path tmp;
    private final Path state;
    private final Path settings;
    private final JsonNode config;
    private final Kind kind;

    /**
     * Unpacks an image.
     *
     * @param folder for everything; others than its owner must be able to pass through
     */
    Sandbox(OciArchive image, Path folder) throws IOException, InterruptedException {
        this.root = Files.createDirectory(folder.resolve("root"));
        this.tmp = Files.createDirectory(folder.resolve("tmp"));
        this.state = Files.createDirectory(folder.resolve("state"));
        this.settings = Files.createDirectory(folder.resolve("settings"));
        this.config = image.config().path("config");
        image.unpack(root);
        this.kind = canMount() ? Kind.NAMESPACE : Kind.PLAIN;
        if (kind == Kind.NAMESPACE) {
            makeMountPoints();
        } else {
            command("chmod", "-R", "a-w", root.toString());
        }
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
        for (Path volume : List.of(tmp, state)) {
            Files.setPosixFilePermissions(volume, PosixFilePermissions.fromString("rwx------"));
            if (isRoot()) {
                command("chown", uid(), volume.toString());
            }
        }
    }

    Kind kind() {
        return kind;
    }

    Path root() {
        return root;
    }

    Path tmp() {
        return tmp;
    }

    Path state() {
        return state;
    }

    /** What the process sees as {@code /etc/firn}. */
    Path settings() {
        return settings;
    }

    /** A path as the process has to name it: of the image, of a volume or of the settings. */
    String inside(String path) {
        if (kind == Kind.NAMESPACE) {
            return path;
        }
        Map<String, Path> places = Map.of(
                "/etc/firn", settings, "/var/lib/firn", state, "/tmp", tmp, "/opt/firn", root.resolve("opt/firn"));
        for (Map.Entry<String, Path> place : places.entrySet()) {
            int at = path.indexOf(place.getKey());
            // Alone, or as the value of an option.
            if (at == 0 || at > 0 && path.charAt(at - 1) == '=') {
                return path.substring(0, at)
                        + place.getValue()
                        + path.substring(at + place.getKey().length());
            }
        }
        return path;
    }

    /** A new process: the image's entry point with these arguments, its environment and these variables. */
    Process start(Map<String, String> environment, List<String> arguments, Path out, Path err) throws IOException {
        List<String> command = new ArrayList<>();
        if (kind == Kind.NAMESPACE) {
            command.addAll(List.of("unshare", "--mount", "/bin/sh", "-c", MOUNT_AND_RUN, "sandbox"));
            command.addAll(
                    Stream.of(root, tmp, state, settings).map(Path::toString).toList());
            command.addAll(List.of(uid(), gid(), config.path("WorkingDir").asText()));
        } else if (isRoot()) {
            command.addAll(
                    List.of("setpriv", "--reuid", uid(), "--regid", gid(), "--clear-groups", "--no-new-privs", "--"));
        }
        List<String> program = new ArrayList<>();
        config.path("Entrypoint").forEach(part -> program.add(inside(part.asText())));
        if (kind == Kind.PLAIN) {
            program.add(1, "-Djava.io.tmpdir=" + tmp);
        }
        command.addAll(program);
        command.addAll(arguments.stream().map(this::inside).toList());
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        if (kind == Kind.PLAIN) {
            builder.directory(state.toFile());
        }
        builder.environment().clear();
        builder.environment().put("PATH", "/usr/sbin:/usr/bin:/sbin:/bin");
        config.path("Env").forEach(variable -> {
            String[] parts = variable.asText().split("=", 2);
            builder.environment().put(parts[0], parts[1]);
        });
        builder.environment().putAll(environment);
        return builder.start();
    }

    /** Every file of the root, by path, with its size and its time; without what is mounted. */
    Map<String, String> listing() throws IOException {
        Map<String, String> listing = new TreeMap<>();
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.toList()) {
                String size = Files.isRegularFile(file) ? " " + Files.size(file) : "";
                listing.put(root.relativize(file).toString(), Files.getLastModifiedTime(file) + size);
            }
        }
        return listing;
    }

    private String uid() {
        return config.path("User").asText().split(":")[0];
    }

    private String gid() {
        return config.path("User").asText().split(":")[1];
    }

    /** A runtime makes them before it takes away the right to write. */
    private void makeMountPoints() throws IOException {
        Files.createDirectories(root.resolve("etc/firn"));
        Files.createDirectories(root.resolve("proc"));
        Path dev = Files.createDirectories(root.resolve("dev"));
        for (String device : List.of("null", "zero", "random", "urandom")) {
            Files.createFile(dev.resolve(device));
        }
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    private static boolean canMount() throws InterruptedException {
        try {
            return isRoot()
                    && command("unshare", "--mount", "mount", "-t", "tmpfs", "none", "/mnt") == 0
                    && command("setpriv", "--no-new-privs", "true") == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static int command(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }
}
