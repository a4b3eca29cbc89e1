package dev.firn.app.dev;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firn.app.dev.SecureListener.Keys;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One broker, a listener of each kind. */
@Timeout(120)
class SecureListenerTest {

    private static final DevAuthority AUTHORITY = DevAuthority.create("CN=authority");
    private static final Keys SERVER = AUTHORITY.keys("CN=broker");

    private static InProcessBroker broker;

    @BeforeAll
    static void start() throws Exception {
        broker = InProcessBroker.builder()
                .listener(SecureListener.tls("TLS", SERVER))
                .listener(SecureListener.mutualTls("MTLS", SERVER, AUTHORITY.certificate()))
                .listener(SecureListener.plain("LOGIN", Map.of("ann", "anns")))
                .listener(SecureListener.scram("SCRAM").encrypted(SERVER))
                .enforceAcls()
                .start();
        broker.createTopic("seen", 1);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            ScramCredentialInfo scram = new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 4096);
            admin.alterUserScramCredentials(
                            List.of(new UserScramCredentialUpsertion("sue", scram, "sues".getBytes(UTF_8))))
                    .all()
                    .get();
            admin.createAcls(List.of(mayDescribe("User:ann"), mayDescribe("User:sue"), mayDescribe("User:CN=max")))
                    .all()
                    .get();
        }
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @Test
    void encryptsForWhoTrustsTheAuthority() throws Exception {
        describe("TLS", tls("SSL"));

        Map<String, Object> trustsOthers = tls("SSL");
        trustsOthers.put(
                "ssl.truststore.certificates", DevAuthority.create("CN=others").certificate());
        assertThatThrownBy(() -> describe("TLS", trustsOthers)).hasCauseInstanceOf(SslAuthenticationException.class);
    }

    @Test
    void knowsAClientByItsCertificate() throws Exception {
        describe("MTLS", mutualTls(AUTHORITY.keys("CN=max")));

        assertThatThrownBy(() -> describe("MTLS", mutualTls(AUTHORITY.keys("CN=other"))))
                .hasCauseInstanceOf(TopicAuthorizationException.class);
    }

    @Test
    void refusesCertificatesThatAreOverOrOfOthers() {
        Keys over = AUTHORITY.keys("CN=max", Instant.now().minus(Duration.ofDays(1)));
        Keys ofOthers = DevAuthority.create("CN=others").keys("CN=max");

        assertThatThrownBy(() -> describe("MTLS", mutualTls(over)))
                .hasCauseInstanceOf(SslAuthenticationException.class);
        assertThatThrownBy(() -> describe("MTLS", mutualTls(ofOthers)))
                .hasCauseInstanceOf(SslAuthenticationException.class);
    }

    @Test
    void asksForAPassword() throws Exception {
        describe("LOGIN", login("SASL_PLAINTEXT", "PLAIN", "plain.PlainLoginModule", "ann", "anns"));

        assertThatThrownBy(() ->
                        describe("LOGIN", login("SASL_PLAINTEXT", "PLAIN", "plain.PlainLoginModule", "ann", "none")))
                .hasCauseInstanceOf(SaslAuthenticationException.class);
    }

    @Test
    void asksForAPasswordWithoutBeingToldIt() throws Exception {
        describe("SCRAM", login("SASL_SSL", "SCRAM-SHA-512", "scram.ScramLoginModule", "sue", "sues"));

        assertThatThrownBy(() ->
                        describe("SCRAM", login("SASL_SSL", "SCRAM-SHA-512", "scram.ScramLoginModule", "sue", "none")))
                .hasCauseInstanceOf(SaslAuthenticationException.class);
    }

    @Test
    void hasNamesOfItsOwn() {
        assertThatThrownBy(() -> SecureListener.scram("CONTROLLER")).hasMessageContaining("CONTROLLER");
        assertThatThrownBy(() -> SecureListener.scram("lower")).hasMessageContaining("lower");
        assertThatThrownBy(() -> broker.bootstrapServers("NONE")).hasMessageContaining("MTLS");
    }

    @Test
    void showsNoSecretsAsText() {
        assertThat(SecureListener.plain("LOGIN", Map.of("ann", "anns")).encrypted(SERVER))
                .hasToString("SecureListener[LOGIN, SASL_SSL, "
                        + SecureListener.plain("LOGIN", Map.of("ann", "anns"))
                                .encrypted(SERVER)
                                .properties()
                                .keySet()
                        + "]");
        assertThat(SERVER.toString()).doesNotContain("PRIVATE");
    }

    private static void describe(String listener, Map<String, Object> client)
            throws ExecutionException, InterruptedException {
        Map<String, Object> settings = new HashMap<>(client);
        settings.put("bootstrap.servers", broker.bootstrapServers(listener));
        try (Admin admin = Admin.create(settings)) {
            admin.describeTopics(List.of("seen")).allTopicNames().get(30, TimeUnit.SECONDS);
        } catch (java.util.concurrent.TimeoutException e) {
            throw new AssertionError("no answer", e);
        }
    }

    private static Map<String, Object> tls(String protocol) {
        Map<String, Object> settings = new HashMap<>();
        settings.put("security.protocol", protocol);
        settings.put("ssl.truststore.type", "PEM");
        settings.put("ssl.truststore.certificates", AUTHORITY.certificate());
        return settings;
    }

    private static Map<String, Object> mutualTls(Keys keys) {
        Map<String, Object> settings = tls("SSL");
        settings.put("ssl.keystore.type", "PEM");
        settings.put("ssl.keystore.certificate.chain", keys.certificates());
        settings.put("ssl.keystore.key", keys.privateKey());
        return settings;
    }

    private static Map<String, Object> login(
            String protocol, String mechanism, String module, String user, String password) {
        Map<String, Object> settings = tls(protocol);
        settings.put("sasl.mechanism", mechanism);
        settings.put(
                "sasl.jaas.config",
                "org.apache.kafka.common.security." + module + " required username=\"" + user + "\" password=\""
                        + password + "\";");
        return settings;
    }

    private static AclBinding mayDescribe(String principal) {
        return new AclBinding(
                new ResourcePattern(ResourceType.TOPIC, "seen", PatternType.LITERAL),
                new AccessControlEntry(principal, "*", AclOperation.DESCRIBE, AclPermissionType.ALLOW));
    }
}
