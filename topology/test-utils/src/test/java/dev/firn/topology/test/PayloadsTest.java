package dev.firn.topology.test;

import static dev.firn.serdes.event.AtomicField.*;
import static dev.firn.topology.test.FirnAssertions.assertThat;
import static dev.firn.topology.test.FirnAssertions.assertThatThrownBy;
import static dev.firn.topology.test.Payloads.batch;
import static dev.firn.topology.test.Payloads.pageView;

import dev.firn.serdes.badrow.BadRow.Kind;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PayloadsTest {

    private static final String CART = "iglu:com.acme/add_to_cart/jsonschema/1-0-0";
    private static final String CART_DATA = "{\"sku\": \"A-42\", \"quantity\": 2}";
    private static final String PAGE = "https://shop.example/cart";

    @RegisterExtension
    final FirnExtension firn =
            FirnExtension.builder().schema("/schemas/add_to_cart.json").build();

    static Stream<Arguments> goodPayloads() {
        return Stream.of(
                Arguments.of(pageView(PAGE), "page_view"),
                Arguments.of(pageView(PAGE).asGet(), "page_view"),
                Arguments.of(Payloads.pagePing(PAGE), "page_ping"),
                Arguments.of(Payloads.structured("cart", "add"), "event"),
                Arguments.of(Payloads.selfDescribing(CART, CART_DATA), "add_to_cart"),
                Arguments.of(Payloads.selfDescribing(CART, CART_DATA).asGet(), "add_to_cart"),
                Arguments.of(Payloads.transaction("o1", new BigDecimal("17.5")), "transaction"),
                Arguments.of(Payloads.transactionItem("o1", "A-42", new BigDecimal("8.75"), 2), "transaction_item"),
                Arguments.of(Payloads.webhook(CART, CART_DATA), "add_to_cart"),
                Arguments.of(Payloads.redirect("https://partner.example/?a=b&c=d"), "uri_redirect"));
    }

    @ParameterizedTest
    @MethodSource("goodPayloads")
    void everyKindBecomesAGoodEvent(Payload payload, String eventName) {
        firn.send(payload);

        assertThat(firn.good()).singleElement().hasColumn(EVENT_NAME, eventName);
        assertThat(firn.bad()).isEmpty();
    }

    @Test
    void everythingSaidOfAnEventArrives() {
        // given
        UUID id = UUID.fromString("5b5a0a1e-3d3c-4a5e-9b0e-1c5d7c8e9f01");
        UUID session = UUID.fromString("aa5a0a1e-3d3c-4a5e-9b0e-1c5d7c8e9f02");
        Instant created = Instant.parse("2026-01-01T11:59:00Z");

        // when
        firn.send(pageView(PAGE)
                .eventId(id)
                .appId("shop")
                .platform("mob")
                .userId("ada")
                .domainUserId("d1")
                .session(session, 3)
                .trackerName("cf")
                .trackerVersion("js-4.0.0")
                .pageTitle("Cart & more")
                .pageReferrer("https://search.example/?q=cart")
                .createdAt(created)
                .sentAt(created.plusSeconds(1))
                .happenedAt(created.minusSeconds(1))
                .param("lang", "de")
                .context(CART, CART_DATA));

        // then
        assertThat(firn.good())
                .singleElement()
                .hasColumn(EVENT_ID, id.toString())
                .hasColumn(APP_ID, "shop")
                .hasColumn(PLATFORM, "mob")
                .hasColumn(USER_ID, "ada")
                .hasColumn(DOMAIN_USERID, "d1")
                .hasColumn(DOMAIN_SESSIONID, session.toString())
                .hasColumn(DOMAIN_SESSIONIDX, 3)
                .hasColumn(NAME_TRACKER, "cf")
                .hasColumn(V_TRACKER, "js-4.0.0")
                .hasColumn(PAGE_TITLE, "Cart & more")
                .hasColumn(PAGE_URLHOST, "shop.example")
                .hasColumn(REFR_URLHOST, "search.example")
                .hasColumn(DVCE_CREATED_TSTAMP, created)
                .hasColumn(DVCE_SENT_TSTAMP, created.plusSeconds(1))
                .hasColumn(TRUE_TSTAMP, created.minusSeconds(1))
                .hasColumn(BR_LANG, "de")
                .hasContext(CART, CART_DATA);
    }

    @Test
    void everythingSaidOfARequestArrives() {
        // given
        UUID cookie = UUID.fromString("cc5a0a1e-3d3c-4a5e-9b0e-1c5d7c8e9f03");
        Instant collected = Instant.parse("2025-12-31T23:59:59.123Z");

        // when
        firn.send(batch(pageView(PAGE).without("url"))
                .ip("198.51.100.7")
                .userAgent("Mozilla/5.0")
                .referer("https://shop.example/from-header")
                .networkUserId(cookie)
                .timestamp(collected)
                .param("aid", "shop ü"));

        // then
        assertThat(firn.good())
                .singleElement()
                .hasColumn(USER_IPADDRESS, "198.51.100.7")
                .hasColumn(USERAGENT, "Mozilla/5.0")
                .hasColumn(PAGE_URL, "https://shop.example/from-header")
                .hasColumn(NETWORK_USERID, cookie.toString())
                .hasColumn(COLLECTOR_TSTAMP, collected)
                .hasColumn(APP_ID, "shop ü")
                .hasTimestamp(collected);
    }

    @Test
    void headersArriveInEveryKindOfRequest() {
        firn.send(
                pageView(PAGE).header("X-Forwarded-For", "198.51.100.8"),
                pageView(PAGE).asGet().header("X-Forwarded-For", "198.51.100.8"),
                Payloads.webhook(CART, CART_DATA).header("X-Forwarded-For", "198.51.100.8"));

        assertThat(firn.good()).hasSize(3).allSatisfy(event -> assertThat(event)
                .hasColumn(USER_IPADDRESS, "198.51.100.8"));
    }

    @Test
    void payloadsDoNotChangeWhenMoreIsSaid() {
        // given
        TrackerEvent base = pageView(PAGE).appId("shop");

        // when
        TrackerEvent other = base.appId("blog")
                .userId("ada")
                .ip("198.51.100.7")
                .context(CART, CART_DATA)
                .asGet();

        // then
        assertThat(base.toCollectorPayload(Instant.EPOCH))
                .isEqualTo(pageView(PAGE).appId("shop").toCollectorPayload(Instant.EPOCH))
                .isNotEqualTo(other.toCollectorPayload(Instant.EPOCH));
    }

    @Test
    void aBatchKeepsItsOrder() {
        firn.send(batch(
                pageView(PAGE).userId("1"),
                pageView(PAGE).userId("2"),
                pageView(PAGE).userId("3")));

        assertThat(firn.good()).extracting(event -> event.text(USER_ID)).containsExactly("1", "2", "3");
    }

    @Test
    void aBatchRefusesEventsThatWouldLoseSomething() {
        TrackerEvent event = pageView(PAGE).ip("198.51.100.7");

        assertThatThrownBy(() -> batch(event))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("call them on the batch");
    }

    @Test
    void jsonThatIsNoneIsRefusedWhenItIsSaid() {
        assertThatThrownBy(() -> Payloads.selfDescribing(CART, "{sku}"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(CART)
                .hasMessageContaining("invalid json");
    }

    @Test
    void wrongThingsCanBeSentOnPurpose() {
        // given
        byte[] noThrift = "not a payload".getBytes(StandardCharsets.UTF_8);

        // when
        firn.send(
                Payloads.bytes(noThrift),
                Payloads.post("/com.acme/v9", "application/json", "{}"),
                Payloads.selfDescribing("iglu:com.acme/unknown/jsonschema/1-0-0", "{}"),
                Payloads.structured("cart", "add").param("se_va", "many"),
                now -> new byte[0]);

        // then
        assertThat(firn.good()).isEmpty();
        assertThat(firn.bad())
                .extracting(BadRecord::kind)
                .containsExactly(
                        Kind.COLLECTOR_PAYLOAD_FORMAT_VIOLATION,
                        Kind.ADAPTER_FAILURES,
                        Kind.SCHEMA_VIOLATIONS,
                        Kind.ENRICHMENT_FAILURES,
                        Kind.COLLECTOR_PAYLOAD_FORMAT_VIOLATION);
        assertThat(firn.bad()).first().keepsRecord(noThrift);
    }
}
