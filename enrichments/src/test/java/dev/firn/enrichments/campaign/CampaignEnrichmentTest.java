package dev.firn.enrichments.campaign;

import static dev.firn.enrichments.spi.EventFixture.event;
import static dev.firn.serdes.event.AtomicField.MKT_CAMPAIGN;
import static dev.firn.serdes.event.AtomicField.MKT_CLICKID;
import static dev.firn.serdes.event.AtomicField.MKT_CONTENT;
import static dev.firn.serdes.event.AtomicField.MKT_MEDIUM;
import static dev.firn.serdes.event.AtomicField.MKT_NETWORK;
import static dev.firn.serdes.event.AtomicField.MKT_SOURCE;
import static dev.firn.serdes.event.AtomicField.MKT_TERM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firn.enrichments.spi.Configs;
import dev.firn.enrichments.spi.Enrichment;
import dev.firn.enrichments.spi.EnrichmentConfigException;
import dev.firn.enrichments.spi.EnrichmentContract;
import dev.firn.enrichments.spi.EnrichmentResult;
import dev.firn.enrichments.spi.Results;
import dev.firn.registry.SchemaKey;
import dev.firn.serdes.event.AtomicField;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CampaignEnrichmentTest extends EnrichmentContract {

    private static final String STATIC =
            """
            {"mapping": "static", "fields": {
              "mktMedium": ["utm_medium", "medium"],
              "mktSource": ["utm_source", "source"],
              "mktTerm": ["utm_term", "legacy_term"],
              "mktContent": ["utm_content"],
              "mktCampaign": ["utm_campaign", "cid", "legacy_campaign"]
              %s}}""";

    @Override
    protected Enrichment enrichment() {
        return withClickIds("{}");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            delimiter = '|',
            textBlock =
                    """
            # medium | source | term | content | campaign | click id | network | page querystring
            cpc   | GoogleSearch | native american tarot deck | 39254295088 | uk-tarot--native-american | - | - | utm_source=GoogleSearch&utm_medium=cpc&utm_term=native+american+tarot+deck&utm_content=39254295088&utm_campaign=uk-tarot--native-american
            cpc   | GoogleSearch | native american tarot deck | - | uk-tarot--native-american | - | - | utm_source=GoogleSearch&source=bad_source&utm_medium=cpc&legacy_term=bad_term&utm_term=native+american+tarot+deck&legacy_campaign=bad_campaign&cid=uk-tarot--native-american
            cpc   | GoogleSearch | native american tarot deck | - | uk-tarot--native-american | 500 | Microsoft | utm_source=GoogleSearch&source=bad_source&utm_medium=cpc&legacy_term=bad_term&utm_term=native+american+tarot+deck&legacy_campaign=bad_campaign&cid=uk-tarot--native-american&msclkid=500
            cpc   | GoogleSearch | pb | 39 | tna | CI6 | Google | utm_source=GoogleSearch&utm_medium=cpc&utm_term=pb&utm_content=39&cid=tna&gclid=CI6
            -     | -  | - | - | - | -  | -           | utm_source=&source=x
            -     | b  | - | - | - | -  | -           | utm_source=a&utm_source=b
            -     | -  | - | - | - | -  | -           | UTM_SOURCE=a
            -     | -  | - | - | - | 1  | Google      | gclid=1&msclkid=2
            a     | b  | - | - | - | -  | -           | utm_medium=a;utm_source=b
            -     | -  | - | - | - | -  | Google      | gclid
            -     | -  | - | - | - | 7  | DoubleClick | dclid=7
            -     | -  | a    bc | - | - | - | -      | utm_term=a%09b%0Ac
            first | -  | - | - | - | -  | -           | medium=alt&utm_medium=first
            -     | -  | - | - | - | m1 | Microsoft   | msclkid=m1&fbclid=f1
            -     | -  | - | - | - | -  | -           | ''
            """)
    void copiesTheFirstParameterPresent(
            String medium,
            String source,
            String term,
            String content,
            String campaign,
            String clickId,
            String network,
            String query) {
        Map<AtomicField, Object> columns = enrich(withoutClickIds(), query);
        assertThat(columns)
                .containsEntry(MKT_MEDIUM, medium)
                .containsEntry(MKT_SOURCE, source)
                .containsEntry(MKT_TERM, term)
                .containsEntry(MKT_CONTENT, content)
                .containsEntry(MKT_CAMPAIGN, campaign)
                .containsEntry(MKT_CLICKID, clickId)
                .containsEntry(MKT_NETWORK, network)
                .hasSize(7);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            {"gclid": "Override"}                     | gclid=1            | 1 | Override
            {"customclid": "Custom"}                  | customclid=9       | 9 | Custom
            {"b": "B", "a": "A", "d": "D", "c": "C"}  | c=3&d=4&a=1        | 1 | A
            {"b": "B", "msclkid": "M"}                | b=2&msclkid=5      | 5 | M
            {"x": "tab\\there"}                       | x=1                | 1 | tab    here
            """)
    void asksBuiltInClickIdsFirstAndThenTheConfiguredOnesInOrder(
            String clickIds, String query, String clickId, String network) {
        Map<AtomicField, Object> columns = enrich(withClickIds(clickIds), query);
        assertThat(columns).containsEntry(MKT_CLICKID, clickId).containsEntry(MKT_NETWORK, network);
    }

    @Test
    void clearsAllColumnsWhenNoNameIsConfigured() {
        Enrichment enrichment = Configs.create(
                new CampaignFactory(),
                """
                {"fields": {"mktMedium": [], "mktSource": [], "mktTerm": [], "mktContent": [], "mktCampaign": []}}""");
        Map<AtomicField, Object> columns = enrich(enrichment, "utm_source=a&utm_medium=b&cid=c");
        assertThat(columns).hasSize(7);
        assertThat(columns.values()).containsOnlyNulls();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"mapping\": \"static\",", "\"mapping\": \"script\",", "\"mapping\": null,", ""})
    void takesNoNoticeOfTheMapping(String mapping) {
        Enrichment enrichment = Configs.create(
                new CampaignFactory(), STATIC.formatted("").replace("\"mapping\": \"static\",", mapping));
        assertThat(enrich(enrichment, "utm_source=a")).containsEntry(MKT_SOURCE, "a");
    }

    @ParameterizedTest
    @CsvSource({"1-0-0,true", "1-0-1,true", "1-1-0,false", "2-0-0,false"})
    void knowsItsVersions(String version, boolean known) {
        SchemaKey schema =
                SchemaKey.of("iglu:com.snowplowanalytics.snowplow/campaign_attribution/jsonschema/" + version);
        assertThat(new CampaignFactory().configuration().matches(schema)).isEqualTo(known);
    }

    @Test
    void leavesColumnsAloneWithoutAPageUrl() {
        EnrichmentResult result =
                withoutClickIds().enrich(event().with(MKT_SOURCE, "kept").view());
        assertThat(result).isInstanceOf(EnrichmentResult.Unchanged.class);
    }

    @Test
    void namesTheKeyThatIsWrong() {
        assertThatThrownBy(() -> Configs.create(new CampaignFactory(), "{\"fields\": {\"mktMedium\": \"utm_medium\"}}"))
                .isInstanceOf(EnrichmentConfigException.class)
                .hasMessage("Could not extract parameters.fields.mktMedium as List[String] from supplied JSON due to"
                        + " a value of type string");
    }

    private static Enrichment withoutClickIds() {
        return Configs.create(new CampaignFactory(), STATIC.formatted(""));
    }

    private static Enrichment withClickIds(String clickIds) {
        return Configs.create(new CampaignFactory(), STATIC.formatted(", \"mktClickId\": " + clickIds));
    }

    private static Map<AtomicField, Object> enrich(Enrichment enrichment, String query) {
        return Results.columns(enrichment.enrich(event().pageQuery(query).view()));
    }
}
