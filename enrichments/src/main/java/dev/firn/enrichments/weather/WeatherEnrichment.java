package dev.firn.enrichments.weather;

import static dev.firn.serdes.event.AtomicField.DERIVED_TSTAMP;
import static dev.firn.serdes.event.AtomicField.GEO_LATITUDE;
import static dev.firn.serdes.event.AtomicField.GEO_LONGITUDE;

import dev.firn.enrichments.spi.Derivation;
import dev.firn.enrichments.spi.Enrichment;
import dev.firn.enrichments.spi.EnrichmentResult;
import dev.firn.enrichments.spi.EventPart;
import dev.firn.enrichments.spi.EventView;
import dev.firn.enrichments.transform.WarehouseTime;
import dev.firn.serdes.badrow.FailureMessage;
import dev.firn.serdes.event.AtomicField;
import java.util.List;
import java.util.Set;

/** Attaches the weather where and when the event was. */
final class WeatherEnrichment implements Enrichment {

    static final String NAME = "weather";

    private final int precision;
    private final WeatherHistory history;

    WeatherEnrichment(int precision, WeatherHistory history) {
        this.precision = precision;
        this.history = history;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Set<AtomicField> writes() {
        return Set.of();
    }

    @Override
    public List<Derivation> derivations() {
        return List.of(Derivation.of(EventPart.derivedContexts(WeatherRecords.SCHEMA))
                .from(EventPart.columns(GEO_LATITUDE, GEO_LONGITUDE, DERIVED_TSTAMP)));
    }

    @Override
    public EnrichmentResult enrich(EventView event) {
        Float latitude = event.floating(GEO_LATITUDE);
        Float longitude = event.floating(GEO_LONGITUDE);
        if (latitude == null || longitude == null || !isDegree(latitude) || !isDegree(longitude)) {
            return EnrichmentResult.unchanged();
        }
        Long time = event.timestamp(DERIVED_TSTAMP);
        if (time == null || !WarehouseTime.holds(time)) {
            return new EnrichmentResult.Failed(
                    List.of(new FailureMessage.InputData(DERIVED_TSTAMP.column(), null, "missing")));
        }
        PlaceAndDay key = PlaceAndDay.of(latitude, longitude, time, precision);
        Weather weather = history.at(key, latitude, longitude);
        return weather instanceof Weather.Known known
                ? EnrichmentResult.contexts(List.of(known.nearestTo(Math.floorDiv(time, 1000L))))
                : EnrichmentResult.failed(((Weather.Unknown) weather).error());
    }

    private static boolean isDegree(float coordinate) {
        return Math.abs(coordinate) <= 180; // false for what is no number
    }
}
