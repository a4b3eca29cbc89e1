package dev.firn.app.dev;

import dev.firn.app.dev.SecureListener.Keys;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicLong;
import javax.security.auth.x500.X500Principal;

/**
 * A certificate authority for tests on loopback: makes keys (P-256) and signs certificates (X.509, RFC 5280), all as PEM,
 * in milliseconds and without a tool. Nobody but a test should trust it. Thread-safe.
 */
public final class DevAuthority {

    /** ecdsa-with-SHA256, without parameters. */
    private static final byte[] SIGNATURE = Der.sequence(Der.identifier("1.2.840.10045.4.3.2"));

    private static final byte[] CAN_SIGN = extension("2.5.29.19", true, Der.sequence(Der.yes()));
    private static final int DNS_NAME = 2;
    private static final int IP_ADDRESS = 7;
    private static final byte[] ON_LOOPBACK = extension(
            "2.5.29.17",
            false,
            Der.sequence(
                    Der.implicit(DNS_NAME, "localhost".getBytes(StandardCharsets.US_ASCII)),
                    Der.implicit(IP_ADDRESS, new byte[] {127, 0, 0, 1})));

    private static final Duration VALIDITY = Duration.ofDays(30);
    /** Clocks of two machines differ. */
    private static final Duration SKEW = Duration.ofHours(1);

    private final X500Principal name;
    private final KeyPair keys;
    private final String certificate;
    private final AtomicLong serial = new AtomicLong(1);

    private DevAuthority(X500Principal name) {
        this.name = name;
        this.keys = newKeys();
        Instant now = Instant.now();
        this.certificate = sign(name, keys, now.minus(SKEW), now.plus(VALIDITY), CAN_SIGN);
    }

    /** @param name such as {@code CN=dev} */
    public static DevAuthority create(String name) {
        return new DevAuthority(new X500Principal(name));
    }

    /** PEM: what those set as trusted who trust this authority. */
    public String certificate() {
        return certificate;
    }

    /**
     * A new key with a certificate, valid from an hour ago for a month, for whoever serves on 127.0.0.1 or is a client.
     *
     * @param subject such as {@code CN=firn}
     */
    public Keys keys(String subject) {
        return keys(subject, Instant.now().plus(VALIDITY));
    }

    /** As {@link #keys(String)}, valid until then, which may be over. */
    public Keys keys(String subject, Instant end) {
        KeyPair own = newKeys();
        Instant now = Instant.now();
        Instant start = (end.isBefore(now) ? end : now).minus(SKEW);
        return new Keys(
                sign(new X500Principal(subject), own, start, end, ON_LOOPBACK),
                pem("PRIVATE KEY", own.getPrivate().getEncoded()));
    }

    private String sign(X500Principal subject, KeyPair subjectKeys, Instant start, Instant end, byte[] extension) {
        byte[] version3 = Der.explicit(0, Der.integer(BigInteger.TWO));
        byte[] content = Der.sequence(
                version3,
                Der.integer(BigInteger.valueOf(serial.getAndIncrement())),
                SIGNATURE,
                name.getEncoded(),
                Der.sequence(Der.time(start), Der.time(end)),
                subject.getEncoded(),
                subjectKeys.getPublic().getEncoded(),
                Der.explicit(3, Der.sequence(extension)));
        try {
            Signature signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(keys.getPrivate());
            signature.update(content);
            return pem("CERTIFICATE", Der.sequence(content, SIGNATURE, Der.bits(signature.sign())));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK can sign with a P-256 key", e);
        }
    }

    private static KeyPair newKeys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK can make P-256 keys", e);
        }
    }

    private static byte[] extension(String identifier, boolean critical, byte[] value) {
        return critical
                ? Der.sequence(Der.identifier(identifier), Der.yes(), Der.octets(value))
                : Der.sequence(Der.identifier(identifier), Der.octets(value));
    }

    private static String pem(String kind, byte[] bytes) {
        String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
        return "-----BEGIN " + kind + "-----\n" + base64 + "\n-----END " + kind + "-----\n";
    }
}
