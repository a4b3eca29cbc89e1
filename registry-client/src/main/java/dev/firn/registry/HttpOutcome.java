package dev.firn.registry;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/**
 * What one HTTP exchange means.
 *
 * <p>Messages end up in bad rows: they quote nothing that the server sent and nothing that differs from host to host, so
 * that equal troubles are equal texts.
 *
 * @param mayPass whether the same request may do better in a moment
 * @param silent whether the host gave no answer at all
 */
record HttpOutcome(Registry.Answer answer, boolean mayPass, boolean silent) {

    private static final Set<Integer> PASSING = Set.of(408, 429, 500, 502, 503, 504);

    static HttpOutcome text(String text) {
        return new HttpOutcome(Registry.Answer.text(text), false, false);
    }

    /** Of an answer that is not 2xx. */
    static HttpOutcome status(int code) {
        String message = "Unexpected response code: " + code;
        RegistryError error = code == 404
                ? new RegistryError.NotFound()
                : code >= 500 ? new RegistryError.RepoFailure(message) : new RegistryError.ClientFailure(message);
        return new HttpOutcome(Registry.Answer.failed(error), PASSING.contains(code), false);
    }

    static HttpOutcome failure(Throwable error) {
        boolean tooLong = error instanceof BoundedBody.TooLong;
        return new HttpOutcome(Registry.Answer.failed(new RegistryError.RepoFailure(words(error))), !tooLong, !tooLong);
    }

    private static String words(Throwable error) {
        if (error instanceof BoundedBody.TooLong) {
            return String.valueOf(error.getMessage());
        }
        if (error instanceof HttpTimeoutException || error instanceof TimeoutException) {
            return "Request timed out";
        }
        if (error instanceof SSLException) {
            return "TLS failure";
        }
        for (Throwable cause = error.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof UnresolvedAddressException) {
                return "Unknown host";
            }
        }
        if (error instanceof ConnectException) {
            return "Connection failed";
        }
        return error instanceof IOException
                ? "Connection broken"
                : "Unexpected " + error.getClass().getSimpleName();
    }
}
