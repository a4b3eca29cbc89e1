package dev.firn.enrichments.currency;

import dev.firn.enrichments.http.ServiceUrl;
import dev.firn.enrichments.spi.ConfigReader;
import dev.firn.enrichments.spi.EnrichmentConfig;
import dev.firn.enrichments.spi.EnrichmentConfigException;
import dev.firn.enrichments.spi.Settings;
import java.net.URI;
import java.time.Duration;
import java.util.Currency;

/**
 * What to convert to, and whom to ask. {@code rateAt} has but one value, which says nothing.
 *
 * @param choosesBase whether the account lets the service give rates of our base; else they are those of the dollar
 * @param service without a slash at the end
 */
record CurrencyConfig(boolean choosesBase, String apiKey, Currency base, URI service, Duration timeout) {

    static CurrencyConfig of(EnrichmentConfig config, Settings settings) {
        ConfigReader parameters = ConfigReader.parameters(config);
        String url = settings.text("currency-conversion.base-url", "https://openexchangerates.org");
        return new CurrencyConfig(
                choosesBase(parameters.text("accountType")),
                parameters.text("apiKey"),
                currency(parameters.text("baseCurrency")),
                ServiceUrl.parse(
                        "currency-conversion.base-url",
                        url.endsWith("/") ? url.substring(0, url.length() - 1) : url,
                        settings),
                timeout(settings.duration("currency-conversion.timeout", Duration.ofSeconds(5))));
    }

    private static Duration timeout(Duration given) {
        if (given.isZero() || given.isNegative() || given.compareTo(Duration.ofDays(1)) > 0) {
            throw new EnrichmentConfigException(
                    "Setting currency-conversion.timeout is " + given + "; expected more than zero, and at most a day");
        }
        return given;
    }

    private static boolean choosesBase(String accountType) {
        return switch (accountType) {
            case "DEVELOPER" -> false;
            case "ENTERPRISE", "UNLIMITED" -> true;
            default ->
                throw new EnrichmentConfigException("parameters.accountType is " + accountType
                        + "; expected one of DEVELOPER, ENTERPRISE, UNLIMITED");
        };
    }

    private static Currency currency(String code) {
        try {
            return Currency.getInstance(code);
        } catch (IllegalArgumentException e) {
            throw new EnrichmentConfigException(
                    "Unknown currency '" + code + "'; parameters.baseCurrency must be an ISO 4217 code, such as EUR",
                    e);
        }
    }

    @Override
    public String toString() {
        return "CurrencyConfig[" + base + " of " + service.getHost() + "]"; // not the key
    }
}
