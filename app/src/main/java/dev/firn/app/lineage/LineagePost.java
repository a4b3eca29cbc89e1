package dev.firn.app.lineage;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Posts events to a service; one that does not answer is asked again, a few times. Used by one thread. */
final class LineagePost {

    private static final Logger LOG = LoggerFactory.getLogger(LineagePost.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVER_ERROR = 500;

    private final URI url;
    private final @Nullable String apiKey;
    private final int attempts;
    private final Duration pause;
    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(5))
            .followRedirects(HttpClient.Redirect.NEVER)
            .version(HttpClient.Version.HTTP_1_1)
            .build();

    /**
     * @param apiKey sent as a bearer token; null for none
     * @param attempts for each event
     * @param pause before the second attempt; doubled before each further one
     */
    LineagePost(URI url, @Nullable String apiKey, int attempts, Duration pause) {
        this.url = url;
        this.apiKey = apiKey;
        this.attempts = attempts;
        this.pause = pause;
    }

    /** Whether the service took the event; why not is logged. */
    boolean send(String event) throws InterruptedException {
        Duration next = pause;
        for (int attempt = 1; ; attempt++) {
            String problem;
            boolean mayPass = true;
            try {
                int status = http.send(request(event), HttpResponse.BodyHandlers.discarding())
                        .statusCode();
                if (status / 100 == 2) {
                    return true;
                }
                problem = "status " + status;
                mayPass = status >= SERVER_ERROR || status == TOO_MANY_REQUESTS;
            } catch (IOException e) {
                problem = e.getClass().getSimpleName();
            }
            if (!mayPass || attempt == attempts) {
                LOG.warn("lineage: an event was not taken after {} attempts: {}", attempt, problem);
                return false;
            }
            Thread.sleep(next.toMillis());
            next = next.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? next.multipliedBy(2) : LONGEST_PAUSE;
        }
    }

    private HttpRequest request(String event) {
        HttpRequest.Builder request = HttpRequest.newBuilder(url)
                .timeout(TIMEOUT)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(event));
        return (apiKey == null ? request : request.header("Authorization", "Bearer " + apiKey)).build();
    }
}
