package dev.firn.enrichments.sql;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** A real server with one table and a user that needs a password; one for all tests, as it takes seconds to start. */
final class PostgresServer {

    static final String USER = "enricher";
    static final String PASSWORD = "p&ss w=rd#1%";

    private static PostgresServer instance;

    private final EmbeddedPostgres server;

    private PostgresServer() throws IOException, SQLException {
        server = EmbeddedPostgres.builder().start();
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE USER " + USER + " PASSWORD '" + PASSWORD + "'");
            statement.execute("CREATE DATABASE crm");
            try (ResultSet file = statement.executeQuery("SHOW hba_file")) {
                file.next();
                Files.writeString(
                        Path.of(file.getString(1)),
                        "host all postgres 127.0.0.1/32 trust\nhost all all 127.0.0.1/32 scram-sha-256\n");
            }
            statement.execute("SELECT pg_reload_conf()");
        }
        try (Connection connection = server.getDatabase("postgres", "crm").getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : Examples.TABLE) {
                statement.execute(sql);
            }
            statement.execute("GRANT SELECT ON sce_enrichment_test TO " + USER);
        }
    }

    /** Started when first asked for; it stops with the JVM. */
    static synchronized PostgresServer get() throws IOException, SQLException {
        if (instance == null) {
            instance = new PostgresServer();
        }
        return instance;
    }

    int port() {
        return server.getPort();
    }

    /** The {@code database} of a configuration. */
    String config() {
        return config(port(), PASSWORD);
    }

    static String config(int port, String password) {
        return """
                {"postgresql":{"host":"127.0.0.1","port":%d,"sslMode":false,"username":"%s","password":"%s","database":"crm"}}"""
                .formatted(port, USER, password);
    }
}
