package dev.firn.enrichments.sql;

import dev.firn.enrichments.spi.ConfigReader;
import dev.firn.enrichments.spi.EnrichmentConfigException;

/**
 * Where the database is and who asks it. Shows its password to nobody but the driver.
 *
 * @param encrypted whether the connection must be encrypted
 */
record DatabaseConfig(
        Product product, String host, int port, boolean encrypted, String username, String password, String database) {

    enum Product {
        POSTGRESQL("postgresql"),
        MYSQL("mysql");

        private final String key;

        Product(String key) {
            this.key = key;
        }
    }

    private static final int MAX_PORT = 65_535;

    static DatabaseConfig of(ConfigReader database) {
        boolean postgresql = database.has(Product.POSTGRESQL.key);
        if (postgresql == database.has(Product.MYSQL.key)) {
            throw new EnrichmentConfigException("Exactly one of " + database.name(Product.POSTGRESQL.key) + " and "
                    + database.name(Product.MYSQL.key) + " must be specified");
        }
        Product product = postgresql ? Product.POSTGRESQL : Product.MYSQL;
        ConfigReader config = database.object(product.key);
        int port = config.integer("port");
        if (port < 1 || port > MAX_PORT) {
            throw new EnrichmentConfigException(config.name("port") + " is " + port + "; expected 1 to " + MAX_PORT);
        }
        return new DatabaseConfig(
                product,
                config.text("host"),
                port,
                config.flag("sslMode"),
                config.text("username"),
                config.text("password"),
                config.text("database"));
    }

    /** The text without the password, should a driver have put it there. */
    String redacted(String text) {
        return password.isEmpty() ? text : text.replace(password, "***");
    }

    @Override
    public String toString() {
        return product.key + "://" + host + ':' + port + '/' + database;
    }
}
