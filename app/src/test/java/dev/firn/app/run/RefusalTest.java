package dev.firn.app.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import javax.net.ssl.SSLHandshakeException;
import javax.security.auth.login.LoginException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.UnknownServerException;
import org.junit.jupiter.api.Test;

class RefusalTest {

    @Test
    void namesTheSettingsOfALogin() {
        Exception problem = new ExecutionException(new SaslAuthenticationException("Authentication failed"));

        assertThat(Refusal.of(problem))
                .isEqualTo("Authentication failed; look at the login: sasl.mechanism, sasl.jaas.config, and what"
                        + " sasl.oauthbearer.* name");
    }

    @Test
    void takesOneLineOfLoginModulesWhichPutStackTracesIntoMessages() {
        Exception problem = new KafkaException(
                "Failed to create", new KafkaException(new LoginException("code 401\n\tat some.Login(Login.java:1)")));

        assertThat(Refusal.of(problem)).hasLineCount(1).contains("code 401").endsWith("sasl.oauthbearer.* name");
    }

    @Test
    void tellsWhoseCertificateIsRefused() {
        assertThat(Refusal.of(new ExecutionException(tls("PKIX path building failed: unable to find valid"
                        + " certification path to requested target"))))
                .startsWith("SSL handshake failed: PKIX path building failed")
                .contains("look at ssl.truststore.*");
        assertThat(Refusal.of(new ExecutionException(tls("Received fatal alert: bad_certificate"))))
                .contains("look at ssl.keystore.*");
        assertThat(Refusal.of(new ExecutionException(tls("No subject alternative names matching IP address"))))
                .contains("look at bootstrap-servers");
    }

    @Test
    void givesTheInnermostReasonWhereItHasNoAdvice() {
        KafkaException problem = new KafkaException(
                "Failed to create new KafkaAdminClient",
                new KafkaException("Failed to load PEM SSL keystore", new IOException("none.pem")));

        assertThat(Refusal.of(problem)).endsWith("Failed to load PEM SSL keystore: none.pem");
        assertThat(Refusal.of(new ExecutionException(new UnknownServerException("odd"))))
                .isEqualTo("odd");
    }

    @Test
    void tellsWhetherAnythingListensWhereNobodyAnswers() throws IOException {
        Properties clients = new Properties();
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            clients.setProperty("bootstrap.servers", "127.0.0.1:" + silent.getLocalPort());
            clients.setProperty("security.protocol", "SASL_SSL");

            assertThat(Refusal.ofSilence(clients)).contains("does not speak with security.protocol = SASL_SSL");
        }
        assertThat(Refusal.ofSilence(clients)).isEmpty();
        clients.setProperty("bootstrap.servers", "no-port");
        assertThat(Refusal.ofSilence(clients)).isEmpty();
    }

    private static SslAuthenticationException tls(String reason) {
        return new SslAuthenticationException("SSL handshake failed", new SSLHandshakeException(reason));
    }
}
