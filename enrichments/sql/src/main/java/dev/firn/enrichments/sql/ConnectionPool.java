package dev.firn.enrichments.sql;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.firn.enrichments.spi.EnrichmentConfigException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/** Makes pools of connections: read-only, each statement a transaction of its own. */
final class ConnectionPool {

    /** Over the query's own limit: for a server that is gone without a word. */
    private static final int SOCKET_GRACE_SECONDS = 5;

    private static final String MYSQL_DRIVER = "com.mysql.cj.jdbc.Driver";
    private static final String MARIADB_DRIVER = "org.mariadb.jdbc.Driver";

    private ConnectionPool() {}

    /** Does not wait for the database. */
    static HikariDataSource open(DatabaseConfig database, SqlLimits limits) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("firn-sql-query");
        config.setInitializationFailTimeout(-1);
        config.setConnectionTimeout(limits.connectionTimeout().toMillis());
        config.setValidationTimeout(limits.connectionTimeout().toMillis());
        config.setMaximumPoolSize(limits.poolSize());
        config.setMinimumIdle(1);
        config.setReadOnly(true);
        config.setAutoCommit(true);
        if (database.product() == DatabaseConfig.Product.POSTGRESQL) {
            config.setDataSource(postgresql(database, limits));
        } else {
            mysql(config, database, limits);
        }
        return new HikariDataSource(config);
    }

    /** Properties instead of a URL, in which some passwords and names would have to be escaped. */
    private static PGSimpleDataSource postgresql(DatabaseConfig database, SqlLimits limits) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setServerNames(new String[] {database.host()});
        source.setPortNumbers(new int[] {database.port()});
        source.setDatabaseName(database.database());
        source.setUser(database.username());
        source.setPassword(database.password());
        source.setApplicationName("firn");
        source.setConnectTimeout(
                (int) limits.connectionTimeout().plusMillis(999).toSeconds());
        source.setSocketTimeout(limits.queryTimeoutSeconds() + SOCKET_GRACE_SECONDS);
        source.setTcpKeepAlive(true);
        // Without it the driver says nothing to the server unless a transaction begins.
        source.setReadOnlyMode("always");
        if (database.encrypted() && limits.verifyServer()) {
            source.setSslMode("verify-full");
            source.setSslfactory("org.postgresql.ssl.DefaultJavaSSLFactory");
        } else if (database.encrypted()) {
            source.setSslMode("require");
            source.setSslfactory("org.postgresql.ssl.NonValidatingFactory");
        }
        return source;
    }

    private static void mysql(HikariConfig config, DatabaseConfig database, SqlLimits limits) {
        String driver = driver(List.of(MYSQL_DRIVER, MARIADB_DRIVER));
        config.setDriverClassName(driver);
        boolean mariadb = driver.equals(MARIADB_DRIVER);
        String host = database.host().indexOf(':') < 0 ? database.host() : '[' + database.host() + ']';
        config.setJdbcUrl((mariadb ? "jdbc:mariadb://" : "jdbc:mysql://")
                + host
                + ':'
                + database.port()
                + '/'
                + URLEncoder.encode(database.database(), StandardCharsets.UTF_8).replace("+", "%20"));
        config.setUsername(database.username());
        config.setPassword(database.password());
        Properties properties = new Properties();
        properties.setProperty(
                "connectTimeout", Long.toString(limits.connectionTimeout().toMillis()));
        properties.setProperty(
                "socketTimeout", Long.toString((limits.queryTimeoutSeconds() + SOCKET_GRACE_SECONDS) * 1000L));
        properties.setProperty("sslMode", sslMode(database.encrypted(), limits.verifyServer(), mariadb));
        config.setDataSourceProperties(properties);
    }

    private static String sslMode(boolean encrypted, boolean verify, boolean mariadb) {
        if (!encrypted) {
            return mariadb ? "disable" : "PREFERRED";
        }
        if (verify) {
            return mariadb ? "verify-full" : "VERIFY_IDENTITY";
        }
        return mariadb ? "trust" : "REQUIRED";
    }

    /** Of drivers under licences that do not go with ours, the first one that the user brought. */
    static String driver(List<String> drivers) {
        for (String driver : drivers) {
            if (isThere(driver, Thread.currentThread().getContextClassLoader())
                    || isThere(driver, ConnectionPool.class.getClassLoader())) {
                return driver;
            }
        }
        throw new EnrichmentConfigException(
                "parameters.database.mysql needs a driver on the class path, but none of " + drivers
                        + " is there: add the jar of com.mysql:mysql-connector-j or org.mariadb.jdbc:mariadb-java-client");
    }

    /** Looked for where the pool will look. */
    private static boolean isThere(String driver, @Nullable ClassLoader loader) {
        try {
            Class.forName(driver, false, loader);
            return true;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }
}
