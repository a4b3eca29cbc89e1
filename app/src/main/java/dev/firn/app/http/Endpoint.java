package dev.firn.app.http;

import java.time.Duration;
import java.util.function.Function;

/**
 * One row of the table of endpoints.
 *
 * @param method GET, which HEAD is as well, or POST
 * @param path as asked for; with {@code /*} at its end, everything below it
 * @param purpose a line for whoever asked for what is not there
 * @param limit how long an answer may take to be made; whoever makes it is interrupted then
 * @param atMost how many may be made at a time; further ones are told to come again
 * @param answers makes answers; called by several threads. What it throws becomes a 500 without details.
 */
public record Endpoint(
        String method,
        String path,
        String purpose,
        Duration limit,
        int atMost,
        Function<? super Request, Answer> answers) {

    static final String GET = "GET";
    static final String POST = "POST";

    private static final Duration USUAL_LIMIT = Duration.ofSeconds(10);
    private static final String BELOW = "/*";

    /** Something to look at. */
    public static Endpoint get(String path, String purpose, Function<? super Request, Answer> answers) {
        return new Endpoint(GET, path, purpose, USUAL_LIMIT, EndpointServer.THREADS, answers);
    }

    /** Something to be done, one at a time. */
    public static Endpoint post(String path, String purpose, Function<? super Request, Answer> answers) {
        return new Endpoint(POST, path, purpose, USUAL_LIMIT, 1, answers);
    }

    /** The same, for what costs more. */
    public Endpoint atMost(int count) {
        return new Endpoint(method, path, purpose, limit, count, answers);
    }

    /** The same, for what takes longer. */
    public Endpoint within(Duration longest) {
        return new Endpoint(method, path, purpose, longest, atMost, answers);
    }

    boolean matches(String asked) {
        return path.endsWith(BELOW)
                ? asked.startsWith(path.substring(0, path.length() - 1)) && asked.length() > path.length() - 1
                : asked.equals(path);
    }
}
