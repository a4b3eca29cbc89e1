package dev.firn.enrichments.http;

import dev.firn.enrichments.http.HttpResult.Failure;
import dev.firn.enrichments.http.HttpResult.Kind;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * What is said of calls that brought no answer. Words of our own, because those of the client may quote the URL; of a server
 * they name host and port only, which come from the configuration.
 */
final class FailureWords {

    private static final int LONGEST_QUOTE = 120;

    private final Secrets secrets;
    private final Duration timeout;

    FailureWords(Secrets secrets, Duration timeout) {
        this.secrets = secrets;
        this.timeout = timeout;
    }

    Failure crowded(int underWay) {
        return new Failure(
                Kind.TIMEOUT, "no free place among " + underWay + " calls within " + timeout.toMillis() + " ms");
    }

    static Failure open() {
        return new Failure(Kind.CIRCUIT, "circuit open");
    }

    static Failure interrupted() {
        return new Failure(Kind.INTERRUPTED, "interrupted");
    }

    /** A request that the client refuses to make. */
    Failure refused(IllegalArgumentException problem) {
        return new Failure(Kind.CONNECT, "the request is not valid: " + quote(problem.getMessage()));
    }

    Failure of(Throwable problem, URI uri) {
        String server = server(uri);
        if (problem instanceof BodyLimit.TooLarge) {
            return new Failure(Kind.TOO_LARGE, String.valueOf(problem.getMessage()));
        }
        if (problem instanceof HttpConnectTimeoutException) {
            return new Failure(Kind.TIMEOUT, "timed out while connecting to " + server);
        }
        if (problem instanceof TimeoutException || problem instanceof HttpTimeoutException) {
            return new Failure(
                    Kind.TIMEOUT, "no complete answer of " + server + " within " + timeout.toMillis() + " ms");
        }
        if (isUnknownHost(problem)) {
            return new Failure(Kind.CONNECT, "unknown host " + server);
        }
        if (problem instanceof ConnectException) {
            return new Failure(Kind.CONNECT, "cannot connect to " + server);
        }
        if (problem instanceof SSLException) {
            return new Failure(Kind.CONNECT, "no secure connection to " + server + ": " + quote(problem.getMessage()));
        }
        if (isUnanswered(problem)) {
            return new Failure(Kind.CONNECT, server + " closed the connection before an answer");
        }
        return new Failure(
                Kind.CONNECT,
                "connection to " + server + " broken: "
                        + (problem instanceof IOException
                                ? quote(problem.getMessage())
                                : problem.getClass().getSimpleName()));
    }

    /** The client has no type for it, and wraps end of stream and reset alike. */
    static boolean isUnanswered(Throwable problem) {
        String message = problem.getMessage();
        return problem instanceof IOException && message != null && message.endsWith("received no bytes");
    }

    private static boolean isUnknownHost(Throwable problem) {
        Throwable cause = problem.getCause();
        for (int depth = 0; cause != null && depth < 10; depth++) {
            if (cause instanceof UnresolvedAddressException) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }

    private static String server(URI uri) {
        return uri.getPort() < 0 ? uri.getHost() : uri.getHost() + ":" + uri.getPort();
    }

    /** May hold what a server sent. */
    private String quote(@Nullable String message) {
        if (message == null) {
            return "no reason given";
        }
        String oneLine = message.substring(0, Math.min(message.length(), 4 * LONGEST_QUOTE))
                .replaceAll("\\p{Cntrl}", " ");
        return secrets.mask(oneLine, LONGEST_QUOTE);
    }
}
