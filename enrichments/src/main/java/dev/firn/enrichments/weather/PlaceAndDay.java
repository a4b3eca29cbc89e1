package dev.firn.enrichments.weather;

/**
 * What one answer of the service is good for. Coordinates are rounded, so that neighbours share an answer.
 *
 * @param epochDay in UTC
 * @param latitude in tenths of a degree
 * @param longitude in tenths of a degree
 */
record PlaceAndDay(long epochDay, long latitude, long longitude) {

    private static final long MILLIS_OF_DAY = 86_400_000;

    /** @param precision parts of a degree to round to */
    static PlaceAndDay of(float latitude, float longitude, long epochMillis, int precision) {
        return new PlaceAndDay(
                Math.floorDiv(epochMillis, MILLIS_OF_DAY), tenths(latitude, precision), tenths(longitude, precision));
    }

    static long tenths(float coordinate, int precision) {
        long parts = Math.round((double) coordinate * precision);
        return Math.round(parts * 10.0 / precision);
    }
}
