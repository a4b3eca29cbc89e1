package dev.firn.enrichments.fingerprint;

import dev.firn.enrichments.spi.EnrichmentConfigException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/** The hashes that a configuration may name. */
enum HashAlgorithm {
    MD5("MD5"),
    SHA1("SHA-1"),
    SHA256("SHA-256"),
    SHA384("SHA-384"),
    SHA512("SHA-512");

    private final String javaName;

    HashAlgorithm(String javaName) {
        this.javaName = javaName;
    }

    static HashAlgorithm named(String name) {
        for (HashAlgorithm algorithm : values()) {
            if (algorithm.name().equals(name)) {
                return algorithm;
            }
        }
        throw new EnrichmentConfigException("[" + name
                + "] is not a supported event fingerprint generation algorithm; parameters.hashAlgorithm must be one of "
                + Arrays.toString(values()));
    }

    MessageDigest digest() {
        try {
            return MessageDigest.getInstance(javaName);
        } catch (NoSuchAlgorithmException e) {
            throw new EnrichmentConfigException(
                    "parameters.hashAlgorithm is " + this + ", which this Java runtime lacks", e);
        }
    }
}
