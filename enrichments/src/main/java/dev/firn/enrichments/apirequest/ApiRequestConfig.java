package dev.firn.enrichments.apirequest;

import dev.firn.enrichments.http.Secrets;
import dev.firn.enrichments.spi.ConfigReader;
import dev.firn.enrichments.spi.EnrichmentConfig;
import dev.firn.enrichments.spi.EnrichmentConfigException;
import dev.firn.enrichments.spi.Settings;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What to ask, whom, and what to make of the answer.
 *
 * @param timeout of a whole call
 * @param authorization the header's value; null for none
 * @param cacheSize answers kept; 0 for none
 * @param cacheTime how long an answer is kept, and ten times as long as an error
 */
record ApiRequestConfig(
        Inputs inputs,
        String method,
        UrlTemplate url,
        Duration timeout,
        @Nullable String authorization,
        Secrets secrets,
        List<Output> outputs,
        int cacheSize,
        Duration cacheTime,
        boolean ignoreOnError) {

    private static final List<String> METHODS = List.of("GET", "POST", "PUT");
    private static final int MAX_MILLIS = 60_000;

    ApiRequestConfig {
        outputs = List.copyOf(outputs);
        require(METHODS.contains(method), "api.http.method", method, "one of " + String.join(", ", METHODS));
        long millis = timeout.toMillis();
        require(millis >= 1 && millis <= MAX_MILLIS, "api.http.timeout", millis, "1 to 60000 (milliseconds)");
        require(!outputs.isEmpty(), "outputs", "empty", "at least one");
        require(cacheSize >= 0, "cache.size", cacheSize, "0 or more");
        require(!cacheTime.isNegative(), "cache.ttl", cacheTime.toSeconds(), "0 or more (seconds)");
    }

    static ApiRequestConfig of(EnrichmentConfig config, Settings settings) {
        ConfigReader parameters = ConfigReader.parameters(config);
        Inputs inputs = Inputs.of(parameters.objects("inputs"));
        ConfigReader http = parameters.object("api").object("http");
        ConfigReader cache = parameters.object("cache");
        String uri = http.text("uri");
        List<String> secrets = new ArrayList<>(Secrets.in(uri));
        String authorization = authorization(http.object("authentication"), secrets);
        return new ApiRequestConfig(
                inputs,
                http.text("method"),
                UrlTemplate.parse(uri, inputs.keys(), settings),
                Duration.ofMillis(http.integer("timeout")),
                authorization,
                Secrets.of(secrets),
                parameters.objects("outputs").stream().map(Output::of).toList(),
                cache.integer("size"),
                Duration.ofSeconds(cache.integer("ttl")),
                parameters.has("ignoreOnError") && parameters.flag("ignoreOnError"));
    }

    /** @param secrets what must not be shown is added here */
    private static @Nullable String authorization(ConfigReader authentication, List<String> secrets) {
        if (!authentication.has("httpBasic")) {
            return null;
        }
        ConfigReader basic = authentication.object("httpBasic");
        if (!basic.has("username") && !basic.has("password")) {
            return null;
        }
        String password = basic.has("password") ? basic.text("password") : "";
        String credentials = (basic.has("username") ? basic.text("username") : "") + ":" + password;
        String token = Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
        secrets.add(password);
        secrets.add(token);
        return "Basic " + token;
    }

    private static void require(boolean holds, String key, Object value, String expectation) {
        if (!holds) {
            throw new EnrichmentConfigException("parameters." + key + " is " + value + "; expected " + expectation);
        }
    }

    @Override
    public String toString() {
        return "ApiRequestConfig[" + method + "]"; // URL and header may hold secrets
    }
}
