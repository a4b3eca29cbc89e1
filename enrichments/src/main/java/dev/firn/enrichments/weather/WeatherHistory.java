package dev.firn.enrichments.weather;

import com.fasterxml.jackson.databind.JsonNode;
import dev.firn.enrichments.http.AnswerCache;
import dev.firn.enrichments.http.HttpLookups;
import dev.firn.enrichments.http.HttpResult;
import dev.firn.enrichments.http.LookupLimits;
import dev.firn.enrichments.http.Secrets;
import dev.firn.enrichments.spi.Resources;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/** The weather of places and days, from the service or as it was kept. Thread-safe. */
final class WeatherHistory {

    private static final Duration ERRORS = Duration.ofSeconds(60);
    private static final long SECONDS_OF_DAY = 86_400;
    private static final int LONGEST_MESSAGE = 300;

    private final HttpLookups http;
    private final Secrets secrets;
    private final String before;
    private final String behind;
    private final AnswerCache<PlaceAndDay, Weather> known;

    WeatherHistory(WeatherConfig config, Resources resources) {
        secrets = Secrets.of(List.of(config.apiKey()));
        http = HttpLookups.builder(resources, LookupLimits.of(config.timeout(), resources.settings()))
                .header("Accept", "application/json")
                .secrets(secrets)
                .listener(resources.watch().lookups(WeatherEnrichment.NAME))
                .build();
        before = config.service() + "/data/2.5/history/city?lat=";
        behind = "&cnt=24&appid=" + URLEncoder.encode(config.apiKey(), StandardCharsets.UTF_8);
        known = new AnswerCache<>(
                config.cacheSize(),
                weather -> weather instanceof Weather.Unknown unknown ? unknown.retryAfter() : AnswerCache.FOREVER,
                resources.clock(),
                resources.watch().cache(WeatherEnrichment.NAME));
    }

    /** The weather around; the coordinates themselves go into the question when one must be asked. */
    Weather at(PlaceAndDay key, float latitude, float longitude) {
        return known.get(key, () -> ask(key.epochDay() * SECONDS_OF_DAY, latitude, longitude));
    }

    private Weather ask(long start, float latitude, float longitude) {
        HttpResult result = http.get(URI.create(before + text(latitude) + "&lon=" + text(longitude) + "&start=" + start
                + "&end=" + (start + SECONDS_OF_DAY) + behind));
        if (result instanceof HttpResult.Failure failure) {
            return new Weather.Unknown(failure.text(), failure.kind().isPassing() ? Duration.ZERO : ERRORS);
        }
        HttpResult.Answer answer = (HttpResult.Answer) result;
        if (answer.status() == 401 || answer.status() == 403) {
            return error("Check your API key");
        }
        return answer.succeeded()
                ? answer.body().parse().fold(this::read, WeatherHistory::error)
                : error(answer.statusFailure().text());
    }

    private Weather read(JsonNode answer) {
        JsonNode list = answer.path("list");
        if (list.isMissingNode() && answer.has("cod") && answer.path("message").isTextual()) {
            return error(secrets.mask(answer.path("message").textValue(), LONGEST_MESSAGE));
        }
        try {
            Weather.Known weather = WeatherRecords.read(list);
            return weather.contexts().isEmpty() ? error("Server response has no weather stamps") : weather;
        } catch (WeatherRecords.Unreadable e) {
            return error(String.valueOf(e.getMessage()));
        }
    }

    private static Weather error(String text) {
        return new Weather.Unknown(text, ERRORS);
    }

    private static String text(float coordinate) {
        return new BigDecimal(Float.toString(coordinate)).toPlainString();
    }
}
