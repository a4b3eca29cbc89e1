package dev.firn.enrichments.currency;

/** The texts of failures, as those who search bad rows know them. */
final class OerErrors {

    private OerErrors() {}

    static String other(String message) {
        return text("OtherErrors", message);
    }

    static String illegalCurrency(String code) {
        return text("IllegalCurrency", "Currency not found in the API, invalid currency " + code);
    }

    static String noRates(String day) {
        return text("ResourcesNotAvailable", "Exchange rate unavailable on the date [" + day + "]");
    }

    private static String text(String type, String message) {
        return "Open Exchange Rates error, type: [" + type + "], message: [" + message + "]";
    }
}
