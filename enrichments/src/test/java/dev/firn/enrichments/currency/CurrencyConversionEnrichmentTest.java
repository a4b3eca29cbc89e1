package dev.firn.enrichments.currency;

import static dev.firn.enrichments.spi.EventFixture.event;
import static dev.firn.serdes.event.AtomicField.BASE_CURRENCY;
import static dev.firn.serdes.event.AtomicField.COLLECTOR_TSTAMP;
import static dev.firn.serdes.event.AtomicField.TI_CURRENCY;
import static dev.firn.serdes.event.AtomicField.TI_PRICE;
import static dev.firn.serdes.event.AtomicField.TI_PRICE_BASE;
import static dev.firn.serdes.event.AtomicField.TR_CURRENCY;
import static dev.firn.serdes.event.AtomicField.TR_SHIPPING;
import static dev.firn.serdes.event.AtomicField.TR_SHIPPING_BASE;
import static dev.firn.serdes.event.AtomicField.TR_TAX;
import static dev.firn.serdes.event.AtomicField.TR_TAX_BASE;
import static dev.firn.serdes.event.AtomicField.TR_TOTAL;
import static dev.firn.serdes.event.AtomicField.TR_TOTAL_BASE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firn.enrichments.http.ScriptedServer;
import dev.firn.enrichments.spi.Configs;
import dev.firn.enrichments.spi.Enrichment;
import dev.firn.enrichments.spi.EnrichmentConfigException;
import dev.firn.enrichments.spi.EnrichmentContract;
import dev.firn.enrichments.spi.EnrichmentResult;
import dev.firn.enrichments.spi.EventFixture;
import dev.firn.enrichments.spi.Resources;
import dev.firn.enrichments.spi.Results;
import dev.firn.enrichments.spi.Settings;
import dev.firn.serdes.badrow.FailureMessage;
import dev.firn.serdes.badrow.FailureMessage.InputData;
import dev.firn.serdes.badrow.FailureMessage.Simple;
import dev.firn.serdes.event.AtomicField;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CurrencyConversionEnrichmentTest extends EnrichmentContract {

    private static final Instant DAY = Instant.parse("2011-03-13T12:00:00Z");
    private static final String RATES = resource("oer-historical-2011-03-13.synthetic.json");
    private static final String KEY = "planted/key";

    private Instant now = Instant.parse("2026-01-02T03:04:05Z");
    private final ScriptedServer server = new ScriptedServer(ScriptedServer.json(RATES));

    @AfterEach
    void closeServer() {
        server.close();
    }

    @Override
    protected Enrichment enrichment() {
        return enrichment("EUR", "DEVELOPER");
    }

    private Enrichment enrichment(String base, String account) {
        return new CurrencyConversionFactory()
                .create(
                        Configs.parameters(
                                """
                                {"accountType": "%s", "apiKey": "%s", "baseCurrency": "%s", "rateAt": "EOD_PRIOR"}"""
                                        .formatted(account, KEY, base)),
                        Resources.of(() -> now)
                                .with(Settings.of(Map.of(
                                        "currency-conversion.base-url", server.url(),
                                        "currency-conversion.timeout", "PT0.5S",
                                        "lookups.max-response-bytes", "10000"))));
    }

    private static String resource(String name) {
        try (InputStream in = CurrencyConversionEnrichmentTest.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static EventFixture at(Instant time) {
        return event().with(COLLECTOR_TSTAMP, time.toEpochMilli());
    }

    private static EventFixture item(String currency, String price) {
        return at(DAY).with(TI_CURRENCY, currency).with(TI_PRICE, decimal(price));
    }

    private static @Nullable BigDecimal decimal(@Nullable String text) {
        return text == null ? null : new BigDecimal(text);
    }

    private static List<FailureMessage> messages(EnrichmentResult result) {
        assertThat(result).isInstanceOf(EnrichmentResult.Failed.class);
        return ((EnrichmentResult.Failed) result).messages();
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            delimiter = '|',
            textBlock =
                    """
            GBP   | 11.00 | -     | -     | -     | -     | 12.75 | -     | -     | -
            GBP   | -     | 2.67  | 0.00  | -     | -     | -     | 3.09  | 0.00  | -
            -     | -     | -     | -     | GBP   | 12.99 | -     | -     | -     | 15.05
            -     | 14.00 | 4.67  | 0.00  | GBP   | 10.99 | -     | -     | -     | 12.74
            -     | 11.00 | 2.67  | 0.00  | -     | 12.99 | -     | -     | -     | -
            EUR   | 11.00 | 2.67  | 0.00  | EUR   | 12.99 | 11.00 | 2.67  | 0.00  | 12.99
            GBP   | 16.00 | 2.67  | 0.00  | -     | 10.00 | 18.54 | 3.09  | 0.00  | -
            EUR   | 11    | 0.005 | 0.015 | -     | -     | 11.00 | 0.00  | 0.02  | -
            GBP   | -16   | -     | -     | -     | -     | -18.54 | -     | -     | -
            """)
    void converts(
            String transactionCurrency,
            String total,
            String tax,
            String shipping,
            String itemCurrency,
            String price,
            String totalBase,
            String taxBase,
            String shippingBase,
            String priceBase) {
        Map<AtomicField, @Nullable Object> columns = Results.columns(enrichment()
                .enrich(at(DAY).with(TR_CURRENCY, transactionCurrency)
                        .with(TR_TOTAL, decimal(total))
                        .with(TR_TAX, decimal(tax))
                        .with(TR_SHIPPING, decimal(shipping))
                        .with(TI_CURRENCY, itemCurrency)
                        .with(TI_PRICE, decimal(price))
                        .view()));
        assertThat(columns.get(BASE_CURRENCY)).isEqualTo("EUR");
        assertThat(Arrays.asList(
                        columns.get(TR_TOTAL_BASE),
                        columns.get(TR_TAX_BASE),
                        columns.get(TR_SHIPPING_BASE),
                        columns.get(TI_PRICE_BASE)))
                .containsExactly(decimal(totalBase), decimal(taxBase), decimal(shippingBase), decimal(priceBase));
    }

    @Test
    void convertsByTheRatesOfTheDay() {
        server.script(ScriptedServer.json(resource("oer-historical-2019-07-01.synthetic.json")));
        Map<AtomicField, @Nullable Object> columns = Results.columns(enrichment()
                .enrich(at(Instant.parse("2019-07-01T23:59:59.999Z"))
                        .with(TR_CURRENCY, "USD")
                        .with(TR_TOTAL, decimal("8000"))
                        .with(TR_TAX, decimal("200"))
                        .with(TR_SHIPPING, decimal("50"))
                        .with(TI_CURRENCY, "GBP")
                        .with(TI_PRICE, decimal("2000"))
                        .view()));
        assertThat(columns)
                .containsEntry(TR_TOTAL_BASE, decimal("7087.49"))
                .containsEntry(TR_TAX_BASE, decimal("177.19"))
                .containsEntry(TR_SHIPPING_BASE, decimal("44.30"))
                .containsEntry(TI_PRICE_BASE, decimal("2240.45"));
        assertThat(server.targets()).containsExactly("/api/historical/2019-07-01.json?app_id=planted%2Fkey");
    }

    @Test
    void keepsThePrecisionOfSmallUnits() {
        // 1123.5 won are a dollar: six decimals of a won's worth would be three digits
        assertThat(Results.columns(enrichment().enrich(item("KRW", "123456789").view())))
                .containsEntry(TI_PRICE_BASE, decimal("79161.79"));
    }

    @ParameterizedTest
    @CsvSource({"JPY, 1317", "USD, 16.09", "GBP, 10.00"})
    void roundsToTheDecimalsOfTheBase(String base, String expected) {
        assertThat(Results.columns(
                        enrichment(base, "DEVELOPER").enrich(item("GBP", "10").view())))
                .containsEntry(TI_PRICE_BASE, decimal(expected))
                .containsEntry(BASE_CURRENCY, base);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ENTERPRISE", "UNLIMITED"})
    void asksForRatesOfTheBaseWhenTheAccountMay(String account) {
        server.script(ScriptedServer.json("{\"base\": \"EUR\", \"rates\": {\"GBP\": 0.8}}"));
        EnrichmentResult result =
                enrichment("EUR", account).enrich(item("GBP", "10").view());
        assertThat(Results.columns(result)).containsEntry(TI_PRICE_BASE, decimal("12.50"));
        assertThat(server.targets()).containsExactly("/api/historical/2011-03-13.json?app_id=planted%2Fkey&base=EUR");
    }

    @Test
    void asksOnceADay() {
        Enrichment enrichment = enrichment();
        enrichment.enrich(item("GBP", "1").view());
        enrichment.enrich(item("USD", "1").view());
        enrichment.enrich(at(DAY.plus(Duration.ofDays(1)))
                .with(TI_CURRENCY, "USD")
                .with(TI_PRICE, decimal("1"))
                .view());
        assertThat(server.targets()).hasSize(2);
    }

    @Test
    void asksNothingWhenThereIsNothingToConvert() {
        enrichment().enrich(item("EUR", "1").view());
        enrichment().enrich(at(DAY).with(TI_CURRENCY, "GBP").view());
        enrichment().enrich(at(DAY).with(TI_PRICE, decimal("1")).view());
        assertThat(server.targets()).isEmpty();
    }

    @Test
    void failsOncePerAmountOfAnUnknownCurrency() {
        EnrichmentResult result = enrichment()
                .enrich(at(DAY).with(TR_CURRENCY, "RUP")
                        .with(TR_TOTAL, decimal("11.00"))
                        .with(TR_TAX, decimal("1.17"))
                        .with(TR_SHIPPING, decimal("0.00"))
                        .with(TI_PRICE, decimal("17.99"))
                        .view());
        InputData failure = new InputData("tr_currency", "RUP", "Unknown currency 'RUP'");
        assertThat(messages(result)).containsExactly(failure, failure, failure);
    }

    @Test
    void failsForAnUnknownCurrencyOfTheItem() {
        EnrichmentResult result = enrichment()
                .enrich(item("HUL", "1.99").with(TR_TOTAL, decimal("12.00")).view());
        assertThat(messages(result)).containsExactly(new InputData("ti_currency", "HUL", "Unknown currency 'HUL'"));
    }

    @Test
    void anUnknownCurrencyWithoutAnAmountIsNoFailure() {
        assertThat(Results.columns(
                        enrichment().enrich(at(DAY).with(TR_CURRENCY, "RUP").view())))
                .containsOnlyKeys(BASE_CURRENCY);
    }

    @Test
    void knowsUpperCaseCodesOnly() {
        assertThat(messages(enrichment().enrich(item("gbp", "1").view())))
                .containsExactly(new InputData("ti_currency", "gbp", "Unknown currency 'gbp'"));
    }

    @Test
    void failsWithoutACollectorTime() {
        assertThat(messages(enrichment().enrich(event().view())))
                .containsExactly(new InputData("collector_tstamp", null, "missing"));
    }

    @Test
    void tellsWhatTheServiceSays() {
        server.script(ScriptedServer.status(401, resource("oer-error-invalid-app-id.synthetic.json")));
        assertThat(messages(enrichment().enrich(item("GBP", "2.99").view())))
                .containsExactly(
                        new Simple("Open Exchange Rates error, type: [OtherErrors], message: [invalid_app_id]"));
    }

    @ParameterizedTest
    @CsvSource({"1998-12-31, 1998-12-31", "2026-01-03, 2026-01-03"})
    void failsForDaysWithoutRatesWithoutAsking(String date, String day) {
        EnrichmentResult result = enrichment()
                .enrich(at(Instant.parse(date + "T00:00:00Z"))
                        .with(TI_CURRENCY, "GBP")
                        .with(TI_PRICE, decimal("1"))
                        .view());
        assertThat(messages(result))
                .containsExactly(new Simple("Open Exchange Rates error, type: [ResourcesNotAvailable], message:"
                        + " [Exchange rate unavailable on the date [" + day + "]]"));
        assertThat(server.targets()).isEmpty();
    }

    @Test
    void failsForACurrencyThatTheAnswerLacks() {
        assertThat(messages(enrichment().enrich(item("CHF", "1").view())))
                .containsExactly(new Simple("Open Exchange Rates error, type: [IllegalCurrency], message:"
                        + " [Currency not found in the API, invalid currency CHF]"));
        assertThat(messages(
                        enrichment("CHF", "DEVELOPER").enrich(item("GBP", "1").view())))
                .containsExactly(new Simple("Open Exchange Rates error, type: [IllegalCurrency], message:"
                        + " [Currency not found in the API, invalid currency CHF]"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            {}                                       | OER response couldn't be decoded
            []                                       | OER response couldn't be decoded
            {"rates": [1]}                           | OER response couldn't be decoded
            {"error": true, "message": "no app_id=planted%2Fkey planted/key"} | no app_id=*** ***
            """)
    void tellsWhatIsWrongWithAnAnswer(String answer, String message) {
        server.script(ScriptedServer.json(answer));
        assertThat(messages(enrichment().enrich(item("GBP", "1").view())))
                .containsExactly(
                        new Simple("Open Exchange Rates error, type: [OtherErrors], message: [" + message + "]"));
    }

    @Test
    void tellsWhenTheAnswerIsNoJson() {
        server.script(ScriptedServer.status(502, "<html>planted/key</html>"));
        assertThat(messages(enrichment().enrich(item("GBP", "1").view())))
                .singleElement()
                .asString()
                .contains("type: [OtherErrors], message: [OER response is not JSON: invalid json: ")
                .doesNotContain("planted");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "\"x\"", "null", "{}", "1e-9999999"})
    void doesNotDivideByOddRates(String rate) {
        server.script(ScriptedServer.json("{\"rates\": {\"EUR\": 0.7, \"GBP\": " + rate + "}}"));
        assertThat(enrichment().enrich(item("GBP", "1").view())).isNotNull();
    }

    @Test
    void tellsWhenTheServiceDoesNotAnswer() {
        server.script(ScriptedServer.hang());
        assertThat(messages(enrichment().enrich(item("GBP", "1").view())))
                .containsExactly(new Simple("an error happened while converting the currency: no complete answer of"
                        + " 127.0.0.1:" + server.port() + " within 500 ms"));
    }

    @Test
    void remembersForAWhileWhatTheServiceRefused() {
        // given
        server.script(ScriptedServer.json(resource("oer-error-invalid-app-id.synthetic.json")));
        Enrichment enrichment = enrichment();
        messages(enrichment.enrich(item("GBP", "1").view()));
        // when
        server.script(ScriptedServer.json(RATES));
        now = now.plus(Duration.ofMinutes(9));
        // then
        messages(enrichment.enrich(item("GBP", "1").view()));
        assertThat(server.targets()).hasSize(1);
        now = now.plus(Duration.ofMinutes(1));
        assertThat(Results.columns(enrichment.enrich(item("GBP", "1").view()))).containsKey(TI_PRICE_BASE);
    }

    @Test
    void asksSoonAgainWhenThereWasNoAnswer() {
        // given
        server.script((request, connection) -> connection.close());
        Enrichment enrichment = enrichment();
        messages(enrichment.enrich(item("GBP", "1").view()));
        // when
        server.script(ScriptedServer.json(RATES));
        now = now.plusSeconds(10);
        // then
        assertThat(Results.columns(enrichment.enrich(item("GBP", "1").view()))).containsKey(TI_PRICE_BASE);
    }

    @Test
    void refusesUnknownBases() {
        assertThatThrownBy(() -> enrichment("XYZ", "DEVELOPER"))
                .isInstanceOf(EnrichmentConfigException.class)
                .hasMessageStartingWith("Unknown currency 'XYZ'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT25H"})
    void refusesOddTimeLimits(String timeout) {
        Settings settings = Settings.of(Map.of("currency-conversion.timeout", timeout));
        assertThatThrownBy(() -> CurrencyConfig.of(
                        Configs.parameters(
                                """
                                {"accountType": "DEVELOPER", "apiKey": "planted", "baseCurrency": "EUR"}"""),
                        settings))
                .isInstanceOf(EnrichmentConfigException.class)
                .hasMessage("Setting currency-conversion.timeout is " + timeout
                        + "; expected more than zero, and at most a day");
    }

    @Test
    void refusesUnknownAccounts() {
        assertThatThrownBy(() -> enrichment("EUR", "FREE"))
                .isInstanceOf(EnrichmentConfigException.class)
                .hasMessageContaining("parameters.accountType is FREE");
    }
}
