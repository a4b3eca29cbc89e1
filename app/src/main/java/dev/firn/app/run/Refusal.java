package dev.firn.app.run;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;
import java.util.Properties;
import javax.security.auth.login.LoginException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.UnsupportedSaslMechanismException;
import org.jspecify.annotations.Nullable;

/** Why a client got nowhere, and which settings to look at. Names settings, never their values. */
final class Refusal {

    private static final int DEEPEST = 20;
    private static final int CONNECT_MILLIS = 2_000;

    private static final String LOGIN =
            "look at the login: sasl.mechanism, sasl.jaas.config, and what sasl.oauthbearer.* name";

    /** The first that fits counts. */
    private static final List<Row> ADVICE = List.of(
            row(UnsupportedSaslMechanismException.class, null, "look at sasl.mechanism and the port"),
            row(SaslAuthenticationException.class, null, LOGIN),
            row(LoginException.class, null, LOGIN),
            row(
                    Exception.class,
                    "unable to find valid certification path",
                    "the brokers' certificate is not of an authority that is trusted here: look at ssl.truststore.*"),
            row(
                    Exception.class,
                    "PKIX path",
                    "the brokers' certificate is not of an authority that is trusted here, or its time is over: look at ssl.truststore.*"),
            row(
                    Exception.class,
                    "No subject alternative",
                    "the brokers' certificate is of another host: look at bootstrap-servers and the advertised listeners"),
            row(
                    Exception.class,
                    "No name matching",
                    "the brokers' certificate is of another host: look at bootstrap-servers and the advertised listeners"),
            row(
                    Exception.class,
                    "fatal alert",
                    "the brokers refuse this client's certificate: look at ssl.keystore.*, its time, and who signed it"),
            row(
                    Exception.class,
                    "plaintext connection",
                    "the listener does not encrypt: look at security.protocol and the port"),
            row(SslAuthenticationException.class, null, "look at ssl.truststore.*, ssl.keystore.* and the port"));

    /** @param text what the message of any cause must hold; null if its kind is enough */
    private record Row(Class<? extends Throwable> kind, @Nullable String text, String advice) {
        boolean fits(Throwable problem) {
            String message = problem.getMessage();
            return kind.isInstance(problem) && (text == null || (message != null && message.contains(text)));
        }
    }

    private Refusal() {}

    private static Row row(Class<? extends Throwable> kind, @Nullable String text, String advice) {
        return new Row(kind, text, advice);
    }

    /** A sentence without a full stop. */
    static String of(Throwable problem) {
        Throwable known = problem.getCause() instanceof KafkaException cause ? cause : problem;
        String reason = innermost(known);
        for (Row row : ADVICE) {
            for (Throwable each = known; each != null; each = each.getCause()) {
                if (row.fits(each)) {
                    return reason + "; " + row.advice();
                }
            }
        }
        return reason;
    }

    /** Kafka wraps; the reason that helps is the innermost that has words. */
    private static String innermost(Throwable problem) {
        String reason = firstLine(String.valueOf(problem.getMessage()));
        Throwable each = problem;
        for (int depth = 0; each != null && depth < DEEPEST; depth++, each = each.getCause()) {
            String message = each.getMessage();
            if (message != null && !reason.contains(firstLine(message))) {
                reason = reason + ": " + firstLine(message);
            }
        }
        return reason;
    }

    /** Login modules put whole stack traces into messages. */
    private static String firstLine(String message) {
        return message.lines().findFirst().orElse("");
    }

    static boolean isAuthorization(Throwable problem) {
        return problem.getCause() instanceof AuthorizationException;
    }

    /**
     * What else may be wrong when nobody answers: a listener of another kind takes connections and stays silent, or hangs
     * up. Empty when nothing listens. Looks for two seconds for each server at most.
     */
    static String ofSilence(Properties clients) {
        String protocol = clients.getProperty("security.protocol", "PLAINTEXT");
        for (String server : clients.getProperty("bootstrap.servers", "").split(",", -1)) {
            if (takesConnections(server.strip())) {
                return "; something listens at " + server.strip() + ", but does not speak with security.protocol = "
                        + protocol + ": look at that and the port";
            }
        }
        return "";
    }

    private static boolean takesConnections(String server) {
        int colon = server.lastIndexOf(':');
        try (Socket socket = new Socket()) {
            InetSocketAddress address =
                    new InetSocketAddress(server.substring(0, colon), Integer.parseInt(server.substring(colon + 1)));
            socket.connect(address, CONNECT_MILLIS);
            return true;
        } catch (IOException | RuntimeException e) {
            return false; // no address, or nobody there: Kafka said so in its own words
        }
    }
}
