package dev.firn.enrichments.currency;

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

import dev.firn.enrichments.spi.Derivation;
import dev.firn.enrichments.spi.Enrichment;
import dev.firn.enrichments.spi.EnrichmentResult;
import dev.firn.enrichments.spi.EnrichmentResult.Changes;
import dev.firn.enrichments.spi.EnrichmentResult.Changes.Column;
import dev.firn.enrichments.spi.EventPart;
import dev.firn.enrichments.spi.EventView;
import dev.firn.serdes.badrow.FailureMessage;
import dev.firn.serdes.event.AtomicField;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Converts amounts, and notes the currency they are converted to. */
final class CurrencyConversionEnrichment implements Enrichment {

    static final String NAME = "currency-conversion";

    /** A column to convert. */
    private record Amount(AtomicField from, AtomicField currency, AtomicField to) {}

    private static final List<Amount> AMOUNTS = List.of(
            new Amount(TR_TOTAL, TR_CURRENCY, TR_TOTAL_BASE),
            new Amount(TR_TAX, TR_CURRENCY, TR_TAX_BASE),
            new Amount(TR_SHIPPING, TR_CURRENCY, TR_SHIPPING_BASE),
            new Amount(TI_PRICE, TI_CURRENCY, TI_PRICE_BASE));

    private static final Set<AtomicField> WRITES =
            Set.of(BASE_CURRENCY, TR_TOTAL_BASE, TR_TAX_BASE, TR_SHIPPING_BASE, TI_PRICE_BASE);

    private static final Set<String> CODES = Currency.getAvailableCurrencies().stream()
            .map(Currency::getCurrencyCode)
            .collect(Collectors.toUnmodifiableSet());

    private static final long MILLIS_OF_DAY = 86_400_000;

    private final String base;
    private final int decimals;
    private final RateTables tables;
    private final Column baseColumn;
    private final EnrichmentResult nothingToConvert;

    CurrencyConversionEnrichment(Currency base, RateTables tables) {
        this.base = base.getCurrencyCode();
        this.decimals = Math.max(0, base.getDefaultFractionDigits());
        this.tables = tables;
        this.baseColumn = new Column(BASE_CURRENCY, this.base);
        this.nothingToConvert = new Changes(List.of(baseColumn), List.of());
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Set<AtomicField> writes() {
        return WRITES;
    }

    @Override
    public List<Derivation> derivations() {
        List<Derivation> derivations = new ArrayList<>();
        EventPart day = EventPart.column(COLLECTOR_TSTAMP);
        derivations.add(Derivation.of(EventPart.column(BASE_CURRENCY)).when(day));
        for (Amount amount : AMOUNTS) {
            derivations.add(Derivation.of(EventPart.column(amount.to))
                    .from(EventPart.column(amount.from), EventPart.column(amount.currency), day));
        }
        return derivations;
    }

    @Override
    public EnrichmentResult enrich(EventView event) {
        Long collected = event.timestamp(COLLECTOR_TSTAMP);
        if (collected == null) {
            return new EnrichmentResult.Failed(
                    List.of(new FailureMessage.InputData(COLLECTOR_TSTAMP.column(), null, "missing")));
        }
        if (!event.has(TR_CURRENCY) && !event.has(TI_CURRENCY)) {
            return nothingToConvert;
        }
        Conversion conversion = new Conversion(Math.floorDiv(collected, MILLIS_OF_DAY));
        AMOUNTS.forEach(amount -> conversion.add(amount, event));
        return conversion.failures.isEmpty()
                ? new Changes(conversion.columns, List.of())
                : new EnrichmentResult.Failed(conversion.failures);
    }

    /** The amounts of one event. */
    private final class Conversion {
        final List<FailureMessage> failures = new ArrayList<>(0);
        final List<Column> columns = new ArrayList<>(5);
        private final long day;

        Conversion(long day) {
            this.day = day;
            columns.add(baseColumn);
        }

        void add(Amount amount, EventView event) {
            BigDecimal value = event.decimal(amount.from);
            String code = event.text(amount.currency);
            if (value == null || code == null) {
                return;
            }
            if (!CODES.contains(code)) {
                failures.add(new FailureMessage.InputData(
                        amount.currency.column(), code, "Unknown currency '" + code + "'"));
            } else if (code.equals(base)) {
                set(amount, value);
            } else {
                convert(amount, value, code);
            }
        }

        private void convert(Amount amount, BigDecimal value, String code) {
            DayRates rates = tables.of(day);
            if (rates instanceof DayRates.Unknown unknown) {
                fail(unknown.error());
                return;
            }
            BigDecimal from = ((DayRates.Known) rates).byCode().get(code);
            BigDecimal to = ((DayRates.Known) rates).byCode().get(base);
            if (from == null || to == null) {
                fail(OerErrors.illegalCurrency(from == null ? code : base));
            } else {
                set(amount, value.multiply(to.divide(from, MathContext.DECIMAL64)));
            }
        }

        private void set(Amount amount, BigDecimal converted) {
            columns.add(new Column(amount.to, converted.setScale(decimals, RoundingMode.HALF_EVEN)));
        }

        private void fail(String error) {
            failures.add(new FailureMessage.Simple(error));
        }
    }
}
