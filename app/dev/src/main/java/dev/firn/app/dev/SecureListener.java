package dev.firn.app.dev;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.common.security.auth.AuthenticateCallbackHandler;

/**
 * A listener that an in-process broker has besides its plain one: encrypted, or with login, or both. Immutable.
 *
 * <pre>{@code
 * InProcessBroker.builder()
 *         .listener(SecureListener.mutualTls("MTLS", serverKeys, clientsCa))
 *         .listener(SecureListener.scram("SCRAM").encrypted(serverKeys))
 *         .enforceAcls()
 *         .start();
 * }</pre>
 *
 * @param name of the listener: capital letters, digits, underscores
 * @param protocol as clients set it in {@code security.protocol}
 * @param properties of the broker for this listener, by Kafka's names, without the listener's prefix
 */
public record SecureListener(String name, String protocol, Map<String, String> properties) {

    private static final Pattern NAME = Pattern.compile("[A-Z][A-Z0-9_]*");
    private static final String PLAIN_LOGIN = "org.apache.kafka.common.security.plain.PlainLoginModule";
    private static final String SCRAM_LOGIN = "org.apache.kafka.common.security.scram.ScramLoginModule";
    private static final String OAUTH_LOGIN = "org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginModule";

    /**
     * @throws IllegalArgumentException if the name cannot be that of a listener, or is one of the plain ones
     */
    public SecureListener {
        Objects.requireNonNull(protocol, "protocol");
        properties = Map.copyOf(properties);
        if (!NAME.matcher(name).matches() || name.equals(Listeners.BROKER) || name.equals(Listeners.CONTROLLER)) {
            throw new IllegalArgumentException("name of a listener: " + name + "; wanted is " + NAME + ", but neither "
                    + Listeners.BROKER + " nor " + Listeners.CONTROLLER);
        }
    }

    /**
     * With what the broker shows who it is.
     *
     * @param certificates PEM: the broker's own, for 127.0.0.1, then those that lead to an authority
     * @param privateKey PEM, PKCS #8, without a password
     */
    public record Keys(String certificates, String privateKey) {
        /** Without the key. */
        @Override
        public String toString() {
            return "Keys[" + certificates.length() + " characters of certificates]";
        }
    }

    /** Encrypted; clients are not asked who they are. */
    public static SecureListener tls(String name, Keys keys) {
        return new SecureListener(name, "SSL", tls(keys));
    }

    /**
     * Encrypted; a client must show a certificate, whose subject is its name: {@code User:CN=…}.
     *
     * @param authorities PEM: who may sign certificates of clients
     */
    public static SecureListener mutualTls(String name, Keys keys, String authorities) {
        return tls(name, keys)
                .with("ssl.client.auth", "required")
                .with("ssl.truststore.type", "PEM")
                .with("ssl.truststore.certificates", authorities);
    }

    /** Login by SASL PLAIN. */
    public static SecureListener plain(String name, Map<String, String> passwords) {
        String users = passwords.entrySet().stream()
                .map(user -> " user_" + user.getKey() + "=\"" + user.getValue() + "\"")
                .collect(Collectors.joining());
        return sasl(name, "PLAIN", PLAIN_LOGIN + " required" + users + ";");
    }

    /** Login by SCRAM-SHA-512; passwords are given to the running broker with an admin client. */
    public static SecureListener scram(String name) {
        return sasl(name, "SCRAM-SHA-512", SCRAM_LOGIN + " required;");
    }

    /**
     * Login by OAUTHBEARER.
     *
     * @param checker public, with a public constructor without parameters; handles {@code OAuthBearerValidatorCallback}.
     *     Kafka's own one needs jose4j, which is no part of Firn
     */
    public static SecureListener oauth(String name, Class<? extends AuthenticateCallbackHandler> checker) {
        return sasl(name, "OAUTHBEARER", OAUTH_LOGIN + " required;")
                .with("oauthbearer.sasl.server.callback.handler.class", checker.getName());
    }

    private static SecureListener sasl(String name, String mechanism, String jaas) {
        return new SecureListener(
                name,
                "SASL_PLAINTEXT",
                Map.of(
                        "sasl.enabled.mechanisms",
                        mechanism,
                        mechanism.toLowerCase(Locale.ROOT) + ".sasl.jaas.config",
                        jaas));
    }

    /** The same listener, encrypted. */
    public SecureListener encrypted(Keys keys) {
        Map<String, String> all = new LinkedHashMap<>(properties);
        all.putAll(tls(keys));
        return new SecureListener(name, protocol.startsWith("SASL") ? "SASL_SSL" : "SSL", all);
    }

    /** The same listener with one more property. */
    public SecureListener with(String property, String value) {
        Map<String, String> all = new LinkedHashMap<>(properties);
        all.put(property, value);
        return new SecureListener(name, protocol, all);
    }

    private static Map<String, String> tls(Keys keys) {
        return Map.of(
                "ssl.keystore.type", "PEM",
                "ssl.keystore.certificate.chain", keys.certificates(),
                "ssl.keystore.key", keys.privateKey());
    }

    /** As the broker takes them: what belongs to a listener has its name in front. */
    Map<String, String> brokerProperties() {
        String prefix = "listener.name." + name.toLowerCase(Locale.ROOT) + ".";
        return properties.entrySet().stream()
                .collect(Collectors.toMap(entry -> prefix + entry.getKey(), Map.Entry::getValue));
    }

    /** Names only: values may be secret. */
    @Override
    public String toString() {
        return "SecureListener[" + name + ", " + protocol + ", " + properties.keySet() + "]";
    }
}
