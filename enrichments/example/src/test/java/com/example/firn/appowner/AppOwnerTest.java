package com.example.firn.appowner;

import static dev.firn.topology.test.FirnAssertions.assertThat;
import static dev.firn.topology.test.Payloads.pageView;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firn.topology.test.FirnDriver;
import dev.firn.topology.test.FirnExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class AppOwnerTest {

    private static final String SCHEMA = "/firn-schemas/schemas/com.example/app_owner/jsonschema/1-0-0";

    // tag::test[]
    static final String APP_OWNER = "iglu:com.example/app_owner/jsonschema/1-0-0";

    @RegisterExtension
    final FirnExtension firn =
            FirnExtension.builder().enrichment("/app_owner.json").schema(SCHEMA).build();

    @Test
    void namesTheOwnerOfAKnownApplication() {
        firn.send(pageView("https://shop.example/cart").appId("shop"));

        assertThat(firn.good()).singleElement().hasDerivedContext(APP_OWNER, "{\"team\": \"checkout\"}");
    }
    // end::test[]

    @Test
    void saysNothingOfOtherEvents() {
        firn.send(pageView("https://blog.example/").appId("blog"), pageView("https://nowhere.example/"));

        assertThat(firn.bad()).isEmpty();
        assertThat(firn.good()).hasSize(2).allSatisfy(event -> assertThat(event).hasNoContext(APP_OWNER));
    }

    @Test
    void refusesAConfigurationThatDoesNotFitItsSchema() {
        String config =
                """
                {"schema": "iglu:com.example/app_owner_config/jsonschema/1-0-0",
                 "data": {"vendor": "com.example", "name": "app_owner_config", "enabled": true,
                          "parameters": {"teams": {"shop": 5}}}}""";

        assertThatThrownBy(() -> FirnDriver.builder().enrichment(config).build())
                .hasMessageContaining("com.example/app_owner_config")
                .hasMessageContaining("ValidationError");
    }
}
