package dev.firn.topology.test;

import static dev.firn.serdes.event.AtomicField.*;
import static dev.firn.topology.test.FirnAssertions.assertThat;
import static dev.firn.topology.test.FirnAssertions.assertThatThrownBy;
import static dev.firn.topology.test.Payloads.pageView;
import static dev.firn.topology.test.Payloads.selfDescribing;

import dev.firn.serdes.badrow.BadRow.Kind;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A failed assertion must tell what to mend. */
class FirnAssertionsTest {

    private static final String PAGE = "https://shop.example/cart";
    private static final String CART = "iglu:com.acme/add_to_cart/jsonschema/1-0-0";
    private static final String CART_DATA = "{\"sku\": \"A-42\", \"quantity\": 2}";

    @RegisterExtension
    final FirnExtension firn =
            FirnExtension.builder().schema("/schemas/add_to_cart.json").build();

    @Test
    void tellsWhichBadRowsCameOutInsteadOfGoodEvents() {
        firn.send(selfDescribing(CART, "{\"sku\": 42}"));

        fails(() -> assertThat(firn.good()).singleElement())
                .hasMessageContaining("0 good, 1 bad")
                .hasMessageContaining("schema_violations: " + CART)
                .hasMessageContaining("$.sku: integer found, string expected");
    }

    @Test
    void tellsWhatIsInTheBadTopicWhenItShouldBeEmpty() {
        firn.send(selfDescribing("iglu:com.acme/unknown/jsonschema/1-0-0", "{}"));

        fails(() -> assertThat(firn.bad()).isEmpty())
                .hasMessageContaining(
                        "iglu:com.acme/unknown/jsonschema/1-0-0: schema not found in 'Iglu Central', 'Iglu Client Embedded', 'Test'");
    }

    @Test
    void tellsExpectedAndActualColumn() {
        firn.send(pageView(PAGE).appId("blog"));

        fails(() -> assertThat(firn.good()).singleElement().hasColumn(APP_ID, "shop"))
                .hasMessageContaining("column app_id")
                .hasMessageContaining("shop")
                .hasMessageContaining("blog");
        fails(() -> assertThat(firn.good()).first().hasColumn(USER_ID, "ada"))
                .hasMessageContaining("but it is empty")
                .hasMessageContaining("app_id, platform, etl_tstamp");
        fails(() -> assertThat(firn.good()).first().hasColumns(APP_ID, USER_ID)).hasMessageContaining("user_id");
        fails(() -> assertThat(firn.good()).first().hasNoColumns(USER_ID, APP_ID))
                .hasMessageContaining("app_id")
                .hasMessageContaining("blog");
    }

    @Test
    void comparesColumnsByValueOrByText() {
        firn.send(Payloads.transaction("o1", new BigDecimal("17.50"))
                .param("cookie", "1")
                .createdAt(Instant.parse("2026-01-01T11:00:00Z"))
                .session(new UUID(1, 2), 7)
                .context(CART, CART_DATA));

        assertThat(firn.good())
                .singleElement()
                .hasColumn(TR_TOTAL, "17.50")
                .hasColumn(TR_TOTAL, 17.5)
                .hasColumn(TR_TOTAL, new BigDecimal("17.5"))
                .hasColumn(BR_COOKIES, true)
                .hasColumn(BR_COOKIES, "1")
                .hasColumn(DOMAIN_SESSIONIDX, 7)
                .hasColumn(DOMAIN_SESSIONIDX, "7")
                .hasColumn(DVCE_CREATED_TSTAMP, Instant.parse("2026-01-01T11:00:00Z"))
                .hasColumn(DVCE_CREATED_TSTAMP, "2026-01-01 11:00:00.000")
                .hasColumn(
                        CONTEXTS,
                        "{\"data\": [{\"data\": {\"quantity\": 2.0, \"sku\": \"A-42\"}, \"schema\": \"" + CART
                                + "\"}], \"schema\": \"iglu:com.snowplowanalytics.snowplow/contexts/jsonschema/1-0-1\"}");
        fails(() -> assertThat(firn.good()).first().hasColumn(BR_COOKIES, false))
                .hasMessageContaining("br_cookies");
    }

    @Test
    void findsEntitiesBySchemaAndData() {
        firn.send(pageView(PAGE).context(CART, CART_DATA), selfDescribing(CART, CART_DATA));

        assertThat(firn.good())
                .first()
                .hasContext(CART)
                .hasContext("iglu:com.acme/add_to_cart/jsonschema/1-*-*")
                .hasContext(CART, "{\"quantity\": 2.0, \"sku\": \"A-42\"}")
                .hasNoContext("iglu:com.acme/other/jsonschema/*-*-*");
        assertThat(firn.good()).last().isSelfDescribing(CART, CART_DATA).hasNoContext(CART);
        fails(() -> assertThat(firn.good()).first().hasContext(CART, "{\"quantity\": 3}"))
                .hasMessageContaining("{\"quantity\":3}")
                .hasMessageContaining("contexts holds\n  " + CART + " {\"sku\":\"A-42\",\"quantity\":2}");
        fails(() -> assertThat(firn.good()).first().hasDerivedContext(CART))
                .hasMessageContaining("derived_contexts holds\n  (none)")
                .hasMessageContaining("(one of that schema is in contexts)");
        fails(() -> assertThat(firn.good()).first().hasNoContext(CART)).hasMessageContaining("A-42");
    }

    @Test
    void looksIntoBadRows() {
        firn.send(Payloads.structured("cart", "add \"quoted\"")
                .param("se_va", "many")
                .appId("shop"));

        assertThat(firn.bad())
                .singleElement()
                .isOfKind(Kind.ENRICHMENT_FAILURES)
                .hasMessageContaining("se_va = 'many'")
                .hasMessageContaining("\"value\":\"many\"")
                .hasPayloadContaining("add \"quoted\"")
                .hasParameter("aid", "shop")
                .hasTimestamp(firn.now())
                .failedAt(firn.now());
        fails(() -> assertThat(firn.bad()).first().isOfKind(Kind.SCHEMA_VIOLATIONS))
                .hasMessageContaining("schema_violations")
                .hasMessageContaining("enrichment_failures: se_va = 'many'");
        fails(() -> assertThat(firn.bad()).first().hasMessageContaining("se_xx"))
                .hasMessageContaining("se_va = 'many'");
        fails(() -> assertThat(firn.bad()).first().hasPayloadContaining("blog")).hasMessageContaining("\"shop\"");
        fails(() -> assertThat(firn.bad()).first().hasParameter("aid", "blog")).hasMessageContaining("shop");
        fails(() -> assertThat(firn.bad()).first().keepsRecord(new byte[0])).hasMessageContaining("keep the record");
        fails(() -> assertThat(firn.bad()).first().hasKey("other")).hasMessageContaining("key");
    }

    @Test
    void keysHeadersAndTimestampsAreCompared() {
        firn.send(pageView(PAGE));
        EventRecord event = firn.good().get(0);

        assertThat(event).hasKey(event.text(EVENT_ID)).hasTimestamp(firn.now()).hasNoHeader("app_id");
        fails(() -> assertThat(event).hasKey("other")).hasMessageContaining("Expecting the key of");
        fails(() -> assertThat(event).hasHeader("app_id", "shop")).hasMessageContaining("header app_id");
        fails(() -> assertThat(event).hasTimestamp(Instant.EPOCH)).hasMessageContaining("1970-01-01T00:00:00Z");
    }

    private static org.assertj.core.api.AbstractThrowableAssert<?, ?> fails(ThrowingCallable assertion) {
        return assertThatThrownBy(assertion).isInstanceOf(AssertionError.class);
    }
}
