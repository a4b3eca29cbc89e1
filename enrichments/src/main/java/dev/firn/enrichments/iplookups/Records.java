package dev.firn.enrichments.iplookups;

import com.maxmind.db.MaxMindDbParameter;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The parts of database records that reach a column: the decoder skips what is not named here. It makes them by reflection
 * and can only make public types; the package hides them all the same.
 */
final class Records {

    private static final Pattern DIGITS = Pattern.compile("[0-9]{1,10}");

    private Records() {}

    /** A record that tells a place. */
    sealed interface Located {
        Place place();
    }

    /** English only. */
    public record Names(@MaxMindDbParameter(name = "en") @Nullable String english) {}

    public record Country(@MaxMindDbParameter(name = "iso_code") @Nullable String code) {}

    public record City(@MaxMindDbParameter(name = "names") @Nullable Names names) {}

    public record Subdivision(
            @MaxMindDbParameter(name = "iso_code") @Nullable String code,
            @MaxMindDbParameter(name = "names") @Nullable Names names) {}

    public record Postal(@MaxMindDbParameter(name = "code") @Nullable String code) {}

    public record Location(
            @MaxMindDbParameter(name = "latitude") @Nullable Double latitude,
            @MaxMindDbParameter(name = "longitude") @Nullable Double longitude,
            @MaxMindDbParameter(name = "time_zone") @Nullable String timeZone) {}

    /** MaxMind's. The last subdivision is the most specific one. */
    public record Nested(
            @MaxMindDbParameter(name = "country") @Nullable Country country,
            @MaxMindDbParameter(name = "subdivisions") @Nullable List<Subdivision> subdivisions,
            @MaxMindDbParameter(name = "city") @Nullable City city,
            @MaxMindDbParameter(name = "postal") @Nullable Postal postal,
            @MaxMindDbParameter(name = "location") @Nullable Location location)
            implements Located {

        @Override
        public Place place() {
            Subdivision region =
                    subdivisions == null || subdivisions.isEmpty() ? null : subdivisions.get(subdivisions.size() - 1);
            return new Place(
                    country == null ? null : country.code(),
                    region == null ? null : region.code(),
                    region == null ? null : english(region.names()),
                    city == null ? null : english(city.names()),
                    postal == null ? null : postal.code(),
                    location == null ? null : coordinate(location.latitude()),
                    location == null ? null : coordinate(location.longitude()),
                    location == null ? null : location.timeZone());
        }
    }

    /** That of free databases, which differ in whether a missing text is empty and in how numbers are written. */
    public record Flat(
            @MaxMindDbParameter(name = "country_code") @Nullable Object country,
            @MaxMindDbParameter(name = "state1") @Nullable Object state,
            @MaxMindDbParameter(name = "city") @Nullable Object city,
            @MaxMindDbParameter(name = "postcode") @Nullable Object postcode,
            @MaxMindDbParameter(name = "latitude") @Nullable Object latitude,
            @MaxMindDbParameter(name = "longitude") @Nullable Object longitude,
            @MaxMindDbParameter(name = "timezone") @Nullable Object timeZone)
            implements Located {

        @Override
        public Place place() {
            return new Place(
                    text(country),
                    null,
                    text(state),
                    text(city),
                    text(postcode),
                    coordinate(latitude),
                    coordinate(longitude),
                    text(timeZone));
        }
    }

    /** Tells which of the two a database has. */
    public record Shape(
            @MaxMindDbParameter(name = "country_code") @Nullable Object countryCode,
            @MaxMindDbParameter(name = "country") @Nullable Object country,
            @MaxMindDbParameter(name = "city") @Nullable Object city) {

        boolean isFlat() {
            return countryCode instanceof String || city instanceof String;
        }

        boolean isNested() {
            return country instanceof Map || city instanceof Map;
        }
    }

    public record Isp(
            @MaxMindDbParameter(name = "isp") @Nullable String isp,
            @MaxMindDbParameter(name = "organization") @Nullable String organization,
            @MaxMindDbParameter(name = "autonomous_system_number") @Nullable Object systemNumber,
            @MaxMindDbParameter(name = "autonomous_system_organization") @Nullable String systemOrganization) {

        @Nullable
        AutonomousSystem system() {
            return Records.system(systemNumber, systemOrganization);
        }
    }

    public record Domain(@MaxMindDbParameter(name = "domain") @Nullable String domain) {}

    public record ConnectionType(@MaxMindDbParameter(name = "connection_type") @Nullable String type) {}

    public record Asn(
            @MaxMindDbParameter(name = "autonomous_system_number") @Nullable Object number,
            @MaxMindDbParameter(name = "autonomous_system_organization") @Nullable String organization) {

        @Nullable
        AutonomousSystem system() {
            return Records.system(number, organization);
        }
    }

    /** Null for numbers that the context's schema does not know: private ones above 2^31. */
    private static @Nullable AutonomousSystem system(@Nullable Object number, @Nullable String organization) {
        long value = -1;
        if (number instanceof Number binary) {
            value = binary.longValue();
        } else if (number instanceof String text && DIGITS.matcher(text).matches()) {
            value = Long.parseLong(text);
        }
        return value < 0 || value > Integer.MAX_VALUE ? null : new AutonomousSystem((int) value, organization);
    }

    private static @Nullable String english(@Nullable Names names) {
        return names == null ? null : names.english();
    }

    private static @Nullable String text(@Nullable Object value) {
        return value instanceof String text && !text.isEmpty() ? text : null;
    }

    /** Narrowed to the column's 32 bits; null for what is no number or infinite. */
    private static @Nullable Float coordinate(@Nullable Object value) {
        Float number = null;
        if (value instanceof Number binary) {
            number = binary.floatValue();
        } else if (value instanceof String text) {
            number = parse(text);
        }
        return number == null || !Float.isFinite(number) ? null : number;
    }

    private static @Nullable Float parse(String text) {
        try {
            return (float) Double.parseDouble(text);
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
