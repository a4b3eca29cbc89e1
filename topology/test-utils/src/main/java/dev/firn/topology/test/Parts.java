package dev.firn.topology.test;

import dev.firn.topology.EnrichTopology;
import dev.firn.topology.adjoin.AdJoin;
import dev.firn.topology.dedup.Deduplication;
import dev.firn.topology.feature.FeatureJoin;
import dev.firn.topology.flow.StreamId;
import dev.firn.topology.json.JsonInput;
import dev.firn.topology.output.Output;
import dev.firn.topology.output.Topics;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a topology has beside collector payloads and its usual outputs. */
record Parts(
        List<JsonInput> jsonInputs,
        @Nullable Deduplication deduplication,
        List<FeatureJoin> features,
        List<AdJoin> ads,
        List<Output> outputs) {

    Parts {
        jsonInputs = List.copyOf(jsonInputs);
        features = List.copyOf(features);
        ads = List.copyOf(ads);
        outputs = List.copyOf(outputs);
    }

    void addTo(EnrichTopology.Builder topology) {
        jsonInputs.forEach(topology::jsonInput);
        if (deduplication != null) {
            topology.deduplicate(deduplication);
        }
        features.forEach(topology::joinFeatures);
        ads.forEach(topology::joinAds);
        outputs.forEach(topology::output);
        topology.topics(Topics.ALL_EXIST);
    }

    /** The first output of that stream, or null. */
    @Nullable
    Output of(StreamId source) {
        return outputs.stream()
                .filter(output -> output.source().equals(source))
                .findFirst()
                .orElse(null);
    }
}
