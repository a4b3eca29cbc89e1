package dev.firn.docs;

import static dev.firn.serdes.event.AtomicField.APP_ID;
import static dev.firn.topology.test.FirnAssertions.assertThat;
import static dev.firn.topology.test.Payloads.selfDescribing;

import dev.firn.topology.test.FirnExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The test that the README shows to those who track events. */
class TenLineTest {

    // tag::ten-lines[]
    static final String ADD_TO_CART = "iglu:com.acme/add_to_cart/jsonschema/1-0-0";

    @RegisterExtension
    final FirnExtension firn =
            FirnExtension.builder().schema("/schemas/add_to_cart.json").build();

    @Test
    void addToCartIsAGoodEvent() {
        firn.send(selfDescribing(ADD_TO_CART, "{\"sku\": \"A-42\", \"quantity\": 2}")
                .appId("shop"));

        assertThat(firn.good()).singleElement().isSelfDescribing(ADD_TO_CART).hasColumn(APP_ID, "shop");
    }
    // end::ten-lines[]
}
