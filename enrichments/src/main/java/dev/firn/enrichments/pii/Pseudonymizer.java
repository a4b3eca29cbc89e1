package dev.firn.enrichments.pii;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.firn.enrichments.spi.ConfigReader;
import dev.firn.enrichments.spi.EnrichmentConfigException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** Hashes values with a salt. Thread-safe; shows the salt to nobody. */
final class Pseudonymizer {

    private static final List<String> FUNCTIONS = List.of("MD2", "MD5", "SHA-1", "SHA-256", "SHA-384", "SHA-512");
    private static final HexFormat HEX = HexFormat.of();

    private final String function;
    private final byte[] salt;
    /** Never fed: cloning it is cheaper than asking the security providers for a new one. */
    private final MessageDigest untouched;

    private Pseudonymizer(String function, String salt, MessageDigest untouched) {
        this.function = function;
        this.salt = salt.getBytes(UTF_8);
        this.untouched = untouched;
    }

    static Pseudonymizer of(ConfigReader config) {
        String function = config.text("hashFunction");
        String salt = config.text("salt");
        if (!FUNCTIONS.contains(function)) {
            throw new EnrichmentConfigException("Unknown function " + function + "; " + config.name("hashFunction")
                    + " must be one of " + FUNCTIONS);
        }
        try {
            return new Pseudonymizer(function, salt, MessageDigest.getInstance(function));
        } catch (NoSuchAlgorithmException e) {
            throw new EnrichmentConfigException(
                    config.name("hashFunction") + " is " + function + ", which this Java runtime lacks", e);
        }
    }

    /** The name of the hash function, as configured. */
    String function() {
        return function;
    }

    /** Lower-case hex. */
    String hash(String value) {
        MessageDigest digest = digest();
        digest.update(value.getBytes(UTF_8));
        return HEX.formatHex(digest.digest(salt));
    }

    private MessageDigest digest() {
        try {
            return (MessageDigest) untouched.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("every digest of the JDK can be cloned", e);
        }
    }
}
