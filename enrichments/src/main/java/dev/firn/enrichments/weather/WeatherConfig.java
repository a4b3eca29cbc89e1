package dev.firn.enrichments.weather;

import dev.firn.enrichments.http.ServiceUrl;
import dev.firn.enrichments.spi.ConfigReader;
import dev.firn.enrichments.spi.EnrichmentConfig;
import dev.firn.enrichments.spi.EnrichmentConfigException;
import dev.firn.enrichments.spi.Settings;
import java.net.URI;
import java.time.Duration;

/**
 * Whom to ask, and how finely to tell places apart.
 *
 * @param service scheme and host
 * @param cacheSize places and days kept, at least 1
 * @param geoPrecision parts of a degree, at least 1
 * @param timeout of a whole call
 */
record WeatherConfig(String apiKey, URI service, int cacheSize, int geoPrecision, Duration timeout) {

    private static final int MAX_SECONDS = 86_400;

    WeatherConfig {
        positive("cacheSize", cacheSize);
        positive("geoPrecision", geoPrecision);
        if (timeout.toSeconds() < 1 || timeout.toSeconds() > MAX_SECONDS) {
            throw new EnrichmentConfigException(
                    "parameters.timeout is " + timeout.toSeconds() + "; expected 1 to " + MAX_SECONDS + " (seconds)");
        }
    }

    static WeatherConfig of(EnrichmentConfig config, Settings settings) {
        ConfigReader parameters = ConfigReader.parameters(config);
        return new WeatherConfig(
                parameters.text("apiKey"),
                service(settings.text("weather.scheme", "https"), parameters.text("apiHost"), settings),
                parameters.integer("cacheSize"),
                parameters.integer("geoPrecision"),
                Duration.ofSeconds(parameters.integer("timeout")));
    }

    private static URI service(String scheme, String host, Settings settings) {
        URI uri = ServiceUrl.parse("parameters.apiHost", scheme + "://" + host, settings);
        if (!uri.getRawPath().isEmpty() || uri.getRawQuery() != null || uri.getRawUserInfo() != null) {
            throw new EnrichmentConfigException(
                    "parameters.apiHost is more than a host; expected one such as history.openweathermap.org");
        }
        return uri;
    }

    private static void positive(String key, int value) {
        if (value <= 0) {
            throw new EnrichmentConfigException(
                    key + " must be greater than 0. Value: " + value + " was given. Key: parameters." + key);
        }
    }

    @Override
    public String toString() {
        return "WeatherConfig[" + service + "]"; // not the key
    }
}
