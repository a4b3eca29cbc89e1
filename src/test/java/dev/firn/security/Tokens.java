package dev.firn.security;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.UnsupportedCallbackException;
import javax.security.auth.login.AppConfigurationEntry;
import org.apache.kafka.common.security.auth.AuthenticateCallbackHandler;
import org.apache.kafka.common.security.oauthbearer.OAuthBearerExtensionsValidatorCallback;
import org.apache.kafka.common.security.oauthbearer.OAuthBearerToken;
import org.apache.kafka.common.security.oauthbearer.OAuthBearerValidatorCallback;

/** Gives tokens (JWT, signed with HS256) to clients who know their secret, over HTTP; and checks them for the broker. */
final class Tokens implements AutoCloseable {

    private static final byte[] KEY = "the key that only this class knows".getBytes(UTF_8);
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final HttpServer server;
    private final Map<String, String> secrets;
    private volatile Duration validity = Duration.ofHours(1);

    /** @param secrets of clients, by their ids */
    Tokens(Map<String, String> secrets) {
        this.secrets = Map.copyOf(secrets);
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/token", this::answer);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/token";
    }

    /** Of tokens from now on. */
    void validFor(Duration time) {
        validity = time;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String login = exchange.getRequestHeaders().getFirst("Authorization");
            String[] parts =
                    new String(Base64.getDecoder().decode(login.substring("Basic ".length())), UTF_8).split(":", 2);
            boolean known = parts[1].equals(secrets.get(parts[0]));
            String body = known
                    ? "{\"access_token\":\"" + token(parts[0], Instant.now(), validity)
                            + "\",\"token_type\":\"Bearer\"}"
                    : "{\"error\":\"invalid_client\"}";
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(known ? 200 : 401, body.length());
            exchange.getResponseBody().write(body.getBytes(UTF_8));
        }
    }

    static String token(String subject, Instant now, Duration validity) {
        String content = base64("{\"alg\":\"HS256\"}")
                + "."
                + base64("{\"sub\":\"%s\",\"scope\":\"kafka\",\"iat\":%d,\"exp\":%d}"
                        .formatted(
                                subject,
                                now.getEpochSecond(),
                                now.plus(validity).getEpochSecond()));
        return content + "." + BASE64.encodeToString(signature(content));
    }

    private static String base64(String text) {
        return BASE64.encodeToString(text.getBytes(UTF_8));
    }

    private static byte[] signature(String content) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(KEY, "HmacSHA256"));
            return mac.doFinal(content.getBytes(UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }

    /** The broker's side. */
    public static final class Checker implements AuthenticateCallbackHandler {

        private static final Pattern SUBJECT = Pattern.compile("\"sub\":\"([^\"]+)\"");
        private static final Pattern END = Pattern.compile("\"exp\":(\\d+)");

        @Override
        public void configure(Map<String, ?> settings, String mechanism, List<AppConfigurationEntry> jaas) {}

        @Override
        public void handle(Callback[] callbacks) throws UnsupportedCallbackException {
            for (Callback callback : callbacks) {
                if (callback instanceof OAuthBearerValidatorCallback question) {
                    check(question);
                } else if (callback instanceof OAuthBearerExtensionsValidatorCallback extensions) {
                    extensions.inputExtensions().map().keySet().forEach(extensions::valid);
                } else {
                    throw new UnsupportedCallbackException(callback);
                }
            }
        }

        private static void check(OAuthBearerValidatorCallback question) {
            String token = question.tokenValue();
            int end = Math.max(0, token.lastIndexOf('.'));
            String content = token.substring(0, end);
            String claims =
                    new String(Base64.getUrlDecoder().decode(content.substring(content.indexOf('.') + 1)), UTF_8);
            long millis = 1000 * Long.parseLong(find(END, claims));
            byte[] given = Base64.getUrlDecoder().decode(token.substring(end + 1));
            if (MessageDigest.isEqual(given, signature(content)) && millis > System.currentTimeMillis()) {
                question.token(new Checked(token, find(SUBJECT, claims), millis));
            } else {
                question.error("invalid_token", null, null);
            }
        }

        private static String find(Pattern pattern, String text) {
            Matcher matcher = pattern.matcher(text);
            if (!matcher.find()) {
                throw new IllegalArgumentException("no " + pattern);
            }
            return matcher.group(1);
        }

        @Override
        public void close() {}
    }

    private record Checked(String value, String principalName, long lifetimeMs) implements OAuthBearerToken {
        @Override
        public Set<String> scope() {
            return Set.of("kafka");
        }

        @Override
        public Long startTimeMs() {
            return null;
        }
    }
}
