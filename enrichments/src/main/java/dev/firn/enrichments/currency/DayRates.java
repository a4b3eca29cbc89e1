package dev.firn.enrichments.currency;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;

/** What is known of the rates of one day. */
sealed interface DayRates {

    /**
     * The rates.
     *
     * @param byCode units of that currency for one unit of a common one; more than zero
     */
    record Known(Map<String, BigDecimal> byCode) implements DayRates {}

    /**
     * None.
     *
     * @param error complete text of the failure, without secrets
     * @param retryAfter how long to go without asking again; zero when nothing was asked
     */
    record Unknown(String error, Duration retryAfter) implements DayRates {}
}
