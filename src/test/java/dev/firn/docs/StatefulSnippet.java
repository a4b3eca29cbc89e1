package dev.firn.docs;

import static dev.firn.serdes.event.AtomicField.DOMAIN_USERID;

import dev.firn.enrichments.EventPipeline;
import dev.firn.serdes.flatten.FlattenRules;
import dev.firn.topology.EnrichTopology;
import dev.firn.topology.adjoin.AdJoin;
import dev.firn.topology.adjoin.AdSource;
import dev.firn.topology.dedup.Deduplication;
import dev.firn.topology.dedup.NaturalDuplicates;
import dev.firn.topology.feature.FeatureJoin;
import dev.firn.topology.flow.StreamId;
import dev.firn.topology.json.JsonInput;
import dev.firn.topology.output.Output;
import dev.firn.topology.output.Sample;
import dev.firn.topology.output.Value;
import java.time.Duration;
import org.apache.kafka.streams.Topology;

/** What the README shows of deduplication, joins and outputs. */
final class StatefulSnippet {

    private StatefulSnippet() {}

    static Topology topology(EventPipeline pipeline) {
        StreamId pushes = StreamId.json("pushes");
        // tag::state[]
        Topology topology = EnrichTopology.builder(pipeline)
                .input("snowplow-good")
                .jsonInput(JsonInput.of("pushes", "appsflyer-pushes"))
                .deduplicate(Deduplication.within(Duration.ofDays(7)).naturalDuplicates(NaturalDuplicates.DIVERT))
                .joinFeatures(FeatureJoin.of("users")
                        .topic("user-features")
                        .key("domain_userid")
                        .context("iglu:com.acme/user_features/jsonschema/1-0-0"))
                .joinAds(AdJoin.named("ads")
                        .clicks(AdSource.of(pushes, "record.kind == 'click'", "record.user")
                                .identifiedBy("record.id"))
                        .conversions(AdSource.of(pushes, "record.kind == 'install'", "record.user")
                                .identifiedBy("record.id")))
                .good(Output.to("enriched").keyedBy(DOMAIN_USERID))
                .bad(Output.to("bad"))
                .output(Output.to("copies").named("copies").from(StreamId.DUPLICATES))
                .output(Output.to("clicks-sample")
                        .named("clicks")
                        .filteredBy("event_name == 'link_click' && platform == 'web'")
                        .sampled(Sample.percent(10).by(Value.column(DOMAIN_USERID)))
                        .flattened(FlattenRules.defaults()))
                .output(Output.to("attributions").named("attributions").from(StreamId.joined("ads")))
                .build();
        // end::state[]
        return topology;
    }
}
