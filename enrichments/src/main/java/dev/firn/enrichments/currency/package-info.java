/**
 * Currency conversion: the amounts of a transaction and of its item in one base currency, by the day rates of Open Exchange
 * Rates.
 *
 * <ul>
 *   <li>Configuration: {@code iglu:com.snowplowanalytics.snowplow/currency_conversion_config/jsonschema/1-0-*}. Settings:
 *       {@code currency-conversion.base-url} (https://openexchangerates.org), {@code currency-conversion.timeout} (PT5S), and
 *       those of {@link dev.firn.enrichments.http}.
 *   <li>Reads: {@code collector_tstamp}; {@code tr_total}, {@code tr_tax}, {@code tr_shipping} with {@code tr_currency};
 *       {@code ti_price} with {@code ti_currency}.
 *   <li>Writes: {@code base_currency}, always; {@code tr_total_base}, {@code tr_tax_base}, {@code tr_shipping_base},
 *       {@code ti_price_base}, each when there is an amount and a currency.
 *   <li>Contexts: none.
 *   <li>Failures, one for each amount: a currency that is none, a day without rates, a service that does not answer. Without
 *       a collector time, one.
 *   <li>Threads: shared; threads that need the rates of the same day ask once.
 *   <li>Cost: one call a day of events, kept for 400 days; then a division and a multiplication for each amount.
 *       What the service refuses is asked again after ten minutes, and calls that brought no answer after ten seconds.
 * </ul>
 */
@NullMarked
package dev.firn.enrichments.currency;

import org.jspecify.annotations.NullMarked;
