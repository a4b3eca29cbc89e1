package dev.firn.registry;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A registry server, or files on a web server in the same layout.
 *
 * <p>At most {@value #MOST_IN_FLIGHT} requests at a time; connections are kept alive. Redirects are followed within the
 * scheme, and key and headers go to the configured host only. A connection failure, a timeout or a status that may pass is
 * tried again after 100 ms to 1 s, within the caller's budget.
 */
final class HttpRegistry implements Registry {

    private static final int MOST_IN_FLIGHT = 8;
    private static final int MOST_REDIRECTS = 3;
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
    private static final long FIRST_PAUSE_MILLIS = 100;
    private static final long LONGEST_PAUSE_MILLIS = 1000;

    private final Config config;
    private final HttpSettings settings;
    private final String base;
    private final ThreadPoolExecutor threads;
    private final HttpClient client;
    private final Semaphore permits = new Semaphore(MOST_IN_FLIGHT);
    private final OutageBrake brake = new OutageBrake(System::nanoTime);
    private final DoubleSupplier chance;

    HttpRegistry(Config config, HttpSettings settings) {
        this(config, settings, () -> ThreadLocalRandom.current().nextDouble());
    }

    HttpRegistry(Config config, HttpSettings settings, DoubleSupplier chance) {
        this.config = config;
        this.settings = settings;
        this.chance = chance;
        String uri = settings.uri().toString();
        this.base = (uri.endsWith("/") ? uri.substring(0, uri.length() - 1) : uri) + "/schemas/";
        this.threads = threads(config.name());
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(settings.connectTimeout())
                .executor(threads)
                .build();
    }

    /** Few, because they only move bytes; daemons, and gone when idle. */
    private static ThreadPoolExecutor threads(String name) {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                2, 2, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> daemon(task, "iglu-http " + name));
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public Config config() {
        return config;
    }

    @Override
    public Kind kind() {
        return Kind.HTTP;
    }

    /** Whether this is the public registry itself, which is known to hold no schemas of private vendors. */
    boolean isIgluCentral() {
        return settings.uri().getHost().toLowerCase(Locale.ROOT).contains("iglucentral");
    }

    @Override
    public Answer schema(SchemaKey key, Duration budget) {
        return ask(key.vendor(), key.path(), budget);
    }

    @Override
    public Answer list(String vendor, String name, int model, Duration budget) {
        return ask(vendor, vendor + '/' + name + '/' + ListText.FORMAT + '/' + model, budget);
    }

    private Answer ask(String vendor, String path, Duration whole) {
        if (vendor.equals(".") || vendor.equals("..")) {
            return Answer.notFound(); // A vendor by its characters, but a way out of the folder in a URL.
        }
        RegistryError.RepoFailure held = brake.holding();
        if (held != null) {
            return Answer.failed(held);
        }
        Budget budget = new Budget(whole);
        try {
            if (!permits.tryAcquire(budget.left().toNanos(), TimeUnit.NANOSECONDS)) {
                return Answer.failed(new RegistryError.RepoFailure("Too many requests in flight"));
            }
            try {
                return answer(URI.create(base + path), budget);
            } finally {
                permits.release();
            }
        } catch (IllegalArgumentException e) {
            return Answer.failed(new RegistryError.ClientFailure("Not a valid URI"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Answer.failed(new RegistryError.RepoFailure("Interrupted"));
        }
    }

    private Answer answer(URI uri, Budget budget) throws InterruptedException {
        int retries = brake.isProbing() ? 0 : settings.retries();
        HttpOutcome outcome = exchange(uri, budget);
        for (int retry = 0; retry < retries && outcome.mayPass(); retry++) {
            Duration pause = pause(retry);
            if (pause.compareTo(budget.left()) >= 0) {
                break;
            }
            Thread.sleep(pause.toMillis());
            outcome = exchange(uri, budget);
        }
        tellBrake(outcome);
        return outcome.answer();
    }

    private void tellBrake(HttpOutcome outcome) {
        if (outcome.silent()
                && outcome.answer() instanceof Answer.Failed failed
                && failed.error() instanceof RegistryError.RepoFailure failure) {
            brake.silent(failure);
        } else {
            brake.answered();
        }
    }

    /** Between half and the whole of 100 ms doubled by each retry. */
    private Duration pause(int retry) {
        long whole = Math.min(LONGEST_PAUSE_MILLIS, FIRST_PAUSE_MILLIS << Math.min(retry, 10));
        return Duration.ofMillis(Math.max(FIRST_PAUSE_MILLIS, (long) (whole * (0.5 + chance.getAsDouble() / 2))));
    }

    private HttpOutcome exchange(URI start, Budget budget) throws InterruptedException {
        Budget one = new Budget(budget.atMost(settings.requestTimeout()));
        URI uri = start;
        for (int redirects = 0; ; redirects++) {
            HttpResponse<String> response;
            try {
                response = send(uri, one);
            } catch (ExecutionException e) {
                return HttpOutcome.failure(e.getCause() == null ? e : e.getCause());
            } catch (TimeoutException e) {
                return HttpOutcome.failure(e);
            }
            if (response.statusCode() / 100 == 2) {
                return HttpOutcome.text(response.body());
            }
            URI next = redirects < MOST_REDIRECTS ? redirect(uri, response) : null;
            if (next == null) {
                return HttpOutcome.status(response.statusCode());
            }
            uri = next;
        }
    }

    /** Waits for the whole answer: the client's own timeout ends with the headers, and a body can trickle for ever. */
    private HttpResponse<String> send(URI uri, Budget budget)
            throws InterruptedException, ExecutionException, TimeoutException {
        CompletableFuture<HttpResponse<String>> pending =
                client.sendAsync(request(uri), BoundedBody.upTo(settings.maxResponseBytes()));
        try {
            return pending.get(budget.left().toNanos(), TimeUnit.NANOSECONDS);
        } finally {
            pending.cancel(true); // Gives the connection up, if still in use.
        }
    }

    private HttpRequest request(URI uri) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(settings.requestTimeout());
        if (isHome(uri)) {
            settings.headers().forEach(request::header);
            if (settings.apikey() != null) {
                request.header("apikey", settings.apikey());
            }
        }
        return request.build();
    }

    private boolean isHome(URI uri) {
        return settings.uri().getHost().equalsIgnoreCase(uri.getHost())
                && settings.uri().getPort() == uri.getPort();
    }

    private static @Nullable URI redirect(URI from, HttpResponse<?> response) {
        if (!REDIRECTS.contains(response.statusCode())) {
            return null;
        }
        try {
            String location = response.headers().firstValue("location").orElse("");
            URI to = from.resolve(location);
            boolean usable = !location.isEmpty()
                    && to.getHost() != null
                    && from.getScheme().equalsIgnoreCase(to.getScheme());
            return usable ? to : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    @Override
    public String toString() {
        return config.name() + " (" + settings + ")";
    }
}
