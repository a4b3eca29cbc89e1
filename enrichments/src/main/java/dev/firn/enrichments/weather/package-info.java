/**
 * Weather: the record of OpenWeatherMap that is nearest to an event in time, at its place.
 *
 * <ul>
 *   <li>Configuration: {@code iglu:com.snowplowanalytics.snowplow.enrichments/weather_enrichment_config/jsonschema/1-0-*}.
 *       Settings: {@code weather.scheme} (https), and those of {@link dev.firn.enrichments.http}.
 *   <li>Reads: {@code geo_latitude}, {@code geo_longitude}, {@code derived_tstamp}. Runs after the address look-ups that
 *       set the coordinates; events without any get nothing.
 *   <li>Writes: nothing.
 *   <li>Contexts: {@code iglu:org.openweathermap/weather/jsonschema/1-0-0}, one, with the members that the schema knows.
 *   <li>Failures: no time of the event, and what the service does not give.
 *   <li>Threads: shared; threads that want the same place and day ask once.
 *   <li>Cost: one call for each place and day, kept while there is room; errors are kept for a minute.
 * </ul>
 */
@NullMarked
package dev.firn.enrichments.weather;

import org.jspecify.annotations.NullMarked;
