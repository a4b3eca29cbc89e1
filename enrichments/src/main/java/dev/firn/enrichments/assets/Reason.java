package dev.firn.enrichments.assets;

import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.Map;

/** Why something did not work, in words that help without a stack trace. */
final class Reason {

    private static final int LONGEST = 500;

    /** Exceptions whose message is at most a name. */
    private static final Map<Class<? extends Exception>, String> WORDS = Map.of(
            NoSuchFileException.class, "does not exist",
            AccessDeniedException.class, "may not be read",
            java.net.http.HttpConnectTimeoutException.class, "connect timed out",
            java.net.ConnectException.class, "cannot connect",
            java.net.UnknownHostException.class, "unknown host",
            java.nio.channels.UnresolvedAddressException.class, "unknown host");

    private Reason() {}

    static String of(Throwable failure) {
        AssetTarget.TooLarge tooLarge = AssetTarget.TooLarge.in(failure);
        if (tooLarge != null && tooLarge != failure) {
            return of(tooLarge);
        }
        String word = WORDS.get(failure.getClass());
        Throwable cause = failure.getCause();
        if (word == null && failure.getMessage() == null && cause != null && cause != failure) {
            return of(cause);
        }
        // The JDK's client reports an unknown host as a connect failure around it.
        if (cause instanceof java.nio.channels.UnresolvedAddressException
                || failure.getClass() == java.net.ConnectException.class
                        && cause instanceof java.net.ConnectException inner
                        && inner.getCause() instanceof java.nio.channels.UnresolvedAddressException) {
            return "unknown host";
        }
        String message = failure.getMessage();
        String text = word != null ? word : message == null ? failure.getClass().getSimpleName() : message;
        String hidden =
                Secrets.hide(failure instanceof Error ? failure.getClass().getSimpleName() + ": " + text : text);
        return hidden.length() > LONGEST ? hidden.substring(0, LONGEST) + "…" : hidden;
    }
}
