package dev.firn.enrichments.sql;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The MariaDB server of this machine, run in a folder of its own: one that speaks MySQL's protocol. */
final class MariadbServer implements AutoCloseable {

    static final String USER = "enricher";
    static final String PASSWORD = "p&ss w=rd#1%";

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path folder;
    private final int port;
    private final Process process;

    private MariadbServer(Path installer, Path server) throws IOException, InterruptedException, SQLException {
        folder = Files.createTempDirectory("mariadb");
        Path data = folder.resolve("data");
        String user = "--user=" + System.getProperty("user.name");
        run(
                installer.toString(),
                "--no-defaults",
                "--auth-root-authentication-method=normal",
                "--skip-test-db",
                "--datadir=" + data,
                user);
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        process = builder(
                        server.toString(),
                        "--no-defaults",
                        "--datadir=" + data,
                        "--socket=" + folder.resolve("s"),
                        "--bind-address=127.0.0.1",
                        "--port=" + port,
                        user)
                .start();
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE `c r&m`");
            statement.execute("USE `c r&m`");
            for (String sql : Examples.TABLE) {
                statement.execute(sql);
            }
            statement.execute("CREATE USER " + USER + " IDENTIFIED BY '" + PASSWORD + "'");
            statement.execute("GRANT SELECT ON `c r&m`.* TO " + USER);
        }
    }

    /** Empty when this machine has none. */
    static Optional<MariadbServer> start() throws IOException, InterruptedException, SQLException {
        Optional<Path> installer = find("mariadb-install-db");
        Optional<Path> server = find("mariadbd");
        return installer.isPresent() && server.isPresent()
                ? Optional.of(new MariadbServer(installer.get(), server.get()))
                : Optional.empty();
    }

    private static Optional<Path> find(String program) {
        String path = System.getenv().getOrDefault("PATH", "") + File.pathSeparator + "/usr/sbin";
        return Stream.of(path.split(File.pathSeparator))
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private ProcessBuilder builder(String... command) {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile()));
    }

    private void run(String... command) throws IOException, InterruptedException {
        Process run = builder(command).start();
        if (!run.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS) || run.exitValue() != 0) {
            throw new IOException(List.of(command) + ": " + Files.readString(folder.resolve("log")));
        }
    }

    private Connection connect() throws SQLException, InterruptedException, IOException {
        Instant end = Instant.now().plus(PATIENCE);
        while (true) {
            try {
                return DriverManager.getConnection("jdbc:mysql://127.0.0.1:" + port + "/?user=root");
            } catch (SQLException e) {
                if (Instant.now().isAfter(end) || !process.isAlive()) {
                    throw new SQLException(Files.readString(folder.resolve("log")), e);
                }
                Thread.sleep(100);
            }
        }
    }

    /** The {@code database} of a configuration. */
    String config() {
        return """
                {"mysql":{"host":"127.0.0.1","port":%d,"sslMode":false,"username":"%s","password":"%s","database":"c r&m"}}"""
                .formatted(port, USER, PASSWORD);
    }

    @Override
    public void close() throws InterruptedException, IOException {
        process.destroy();
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(MariadbServer::delete);
        }
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
