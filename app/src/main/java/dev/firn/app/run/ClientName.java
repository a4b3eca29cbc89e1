package dev.firn.app.run;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.Locale;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.config.SslConfigs;
import org.apache.kafka.common.config.types.Password;
import org.jspecify.annotations.Nullable;

/**
 * How brokers name a client with these settings, as far as the settings tell: by login, or by certificate. Brokers may be
 * set to map names, which no client can know.
 */
final class ClientName {

    static final String UNKNOWN = "This client";

    private static final Pattern LOGIN = Pattern.compile("\\busername\\s*=\\s*(?:\"([^\"]*)\"|'([^']*)'|([^\\s;]+))");
    private static final String OAUTH_CLIENT = "sasl.oauthbearer.client.credentials.client.id";

    private ClientName() {}

    /** {@code User NAME}, or a word for who has none. */
    static String of(Properties clients) {
        try {
            String name = name(new AdminClientConfig(clients)); // which reads what the settings point to
            return name == null ? UNKNOWN : "User " + name;
        } catch (KafkaException | GeneralSecurityException | IOException e) {
            return UNKNOWN; // then connecting failed as well, and that was told
        }
    }

    private static @Nullable String name(AdminClientConfig settings) throws GeneralSecurityException, IOException {
        String protocol =
                settings.getString(AdminClientConfig.SECURITY_PROTOCOL_CONFIG).toUpperCase(Locale.ROOT);
        if (protocol.startsWith("SASL")) {
            return ofLogin(settings);
        }
        return protocol.equals("SSL") ? ofCertificate(settings) : null;
    }

    private static @Nullable String ofLogin(AdminClientConfig settings) {
        Password jaas = settings.getPassword(SaslConfigs.SASL_JAAS_CONFIG);
        Matcher login = LOGIN.matcher(jaas == null ? "" : jaas.value());
        if (login.find()) {
            return login.group(1) != null ? login.group(1) : login.group(2) != null ? login.group(2) : login.group(3);
        }
        return settings.values().get(OAUTH_CLIENT) instanceof String client ? client : null;
    }

    private static @Nullable String ofCertificate(AdminClientConfig settings)
            throws GeneralSecurityException, IOException {
        Password chain = settings.getPassword(SslConfigs.SSL_KEYSTORE_CERTIFICATE_CHAIN_CONFIG);
        if (chain != null) {
            return subject(chain.value());
        }
        String file = settings.getString(SslConfigs.SSL_KEYSTORE_LOCATION_CONFIG);
        if (file == null) {
            return null;
        }
        String type = settings.getString(SslConfigs.SSL_KEYSTORE_TYPE_CONFIG);
        return type.equalsIgnoreCase("PEM")
                ? subject(Files.readString(Path.of(file)))
                : subject(Path.of(file), type, settings.getPassword(SslConfigs.SSL_KEYSTORE_PASSWORD_CONFIG));
    }

    private static @Nullable String subject(String pem) throws GeneralSecurityException {
        int start = pem.indexOf("-----BEGIN CERTIFICATE");
        byte[] bytes = pem.substring(Math.max(0, start)).getBytes(StandardCharsets.US_ASCII);
        return subject(CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(bytes)));
    }

    private static @Nullable String subject(Path file, String type, @Nullable Password password)
            throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance(type);
        try (InputStream bytes = Files.newInputStream(file)) {
            store.load(bytes, password == null ? null : password.value().toCharArray());
        }
        for (String alias : Collections.list(store.aliases())) {
            if (store.isKeyEntry(alias)) {
                return subject(store.getCertificate(alias));
            }
        }
        return null;
    }

    private static @Nullable String subject(@Nullable Certificate certificate) {
        return certificate instanceof X509Certificate x509
                ? x509.getSubjectX500Principal().getName()
                : null;
    }
}
