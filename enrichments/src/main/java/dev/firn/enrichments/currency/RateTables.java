package dev.firn.enrichments.currency;

import com.fasterxml.jackson.databind.JsonNode;
import dev.firn.enrichments.http.AnswerCache;
import dev.firn.enrichments.http.HttpLookups;
import dev.firn.enrichments.http.HttpResult;
import dev.firn.enrichments.http.LookupLimits;
import dev.firn.enrichments.http.Secrets;
import dev.firn.enrichments.spi.Resources;
import java.math.BigDecimal;
import java.math.MathContext;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The rates of each day, from the service or as they were kept. Thread-safe.
 *
 * <p>A whole table is kept for a day, not single pairs, so that a conversion does not depend on what was asked before it.
 */
final class RateTables {

    private static final int DAYS = 400;
    private static final Duration REFUSED = Duration.ofMinutes(10);
    private static final Duration UNANSWERED = Duration.ofSeconds(10);
    private static final long FIRST_DAY = LocalDate.of(1999, 1, 1).toEpochDay();
    private static final long SECONDS_OF_DAY = 86_400;
    private static final int LONGEST_MESSAGE = 300;

    private final HttpLookups http;
    private final Secrets secrets;
    private final String before;
    private final String behind;
    private final InstantSource clock;
    private final AnswerCache<Long, DayRates> days;

    private RateTables(CurrencyConfig config, Secrets secrets, Resources resources) {
        this.secrets = secrets;
        this.clock = resources.clock();
        http = HttpLookups.builder(resources, LookupLimits.of(config.timeout(), resources.settings()))
                .header("Accept", "application/json")
                .secrets(secrets)
                .listener(resources.watch().lookups(CurrencyConversionEnrichment.NAME))
                .build();
        before = config.service() + "/api/historical/";
        behind = ".json?app_id=" + URLEncoder.encode(config.apiKey(), StandardCharsets.UTF_8)
                + (config.choosesBase() ? "&base=" + config.base().getCurrencyCode() : "");
        days = new AnswerCache<>(
                DAYS,
                rates -> rates instanceof DayRates.Unknown unknown ? unknown.retryAfter() : AnswerCache.FOREVER,
                clock,
                resources.watch().cache(CurrencyConversionEnrichment.NAME));
    }

    static RateTables of(CurrencyConfig config, Resources resources) {
        return new RateTables(config, Secrets.of(List.of(config.apiKey())), resources);
    }

    /** @param epochDay in UTC; the service has rates from 1999 to today */
    DayRates of(long epochDay) {
        if (epochDay < FIRST_DAY || epochDay > Math.floorDiv(clock.instant().getEpochSecond(), SECONDS_OF_DAY)) {
            return new DayRates.Unknown(
                    OerErrors.noRates(LocalDate.ofEpochDay(epochDay).toString()), Duration.ZERO);
        }
        return days.get(epochDay, () -> ask(epochDay));
    }

    /** The status does not count: the service says in JSON what is wrong. */
    private DayRates ask(long epochDay) {
        HttpResult result = http.get(URI.create(before + LocalDate.ofEpochDay(epochDay) + behind));
        if (result instanceof HttpResult.Failure failure) {
            return new DayRates.Unknown(
                    "an error happened while converting the currency: " + failure.text(),
                    failure.kind().isPassing() ? Duration.ZERO : UNANSWERED);
        }
        return ((HttpResult.Answer) result)
                .body()
                .parse()
                .fold(this::read, error -> refused("OER response is not JSON: " + error));
    }

    private DayRates read(JsonNode answer) {
        if (answer.path("error").booleanValue()) {
            return refused(answer.path("message").asText());
        }
        JsonNode rates = answer.path("rates");
        if (!rates.isObject()) {
            return refused("OER response couldn't be decoded");
        }
        Map<String, BigDecimal> byCode = new HashMap<>();
        for (Map.Entry<String, JsonNode> rate : rates.properties()) {
            BigDecimal value = rate.getValue().decimalValue(); // zero for what is no number
            if (value.signum() > 0) {
                byCode.put(rate.getKey(), value.round(MathContext.DECIMAL128));
            }
        }
        JsonNode base = answer.path("base");
        if (base.isTextual()) {
            byCode.putIfAbsent(base.textValue(), BigDecimal.ONE);
        }
        return new DayRates.Known(Map.copyOf(byCode));
    }

    private DayRates refused(String message) {
        return new DayRates.Unknown(OerErrors.other(secrets.mask(message, LONGEST_MESSAGE)), REFUSED);
    }
}
