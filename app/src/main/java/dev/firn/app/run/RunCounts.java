package dev.firn.app.run;

import static java.util.Objects.requireNonNull;

import dev.firn.topology.adjoin.AdJoinCounts;
import dev.firn.topology.dedup.DeduplicationCounts;
import dev.firn.topology.feature.FeatureCounts;
import dev.firn.topology.json.JsonInputListener;
import dev.firn.topology.output.OutputCounts;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** What is counted while events run: by outputs, deduplication and joins. Thread-safe. */
public final class RunCounts {

    private final OutputCounts outputs = new OutputCounts();
    private final JsonInputCounts json = new JsonInputCounts();
    private final DeduplicationCounts deduplication = new DeduplicationCounts();
    private final Map<String, FeatureCounts> features = new ConcurrentSkipListMap<>();
    private final Map<String, AdJoinCounts> ads = new ConcurrentSkipListMap<>();

    public OutputCounts outputs() {
        return outputs;
    }

    /** Of all JSON inputs. */
    public JsonInputListener json() {
        return json;
    }

    public DeduplicationCounts deduplication() {
        return deduplication;
    }

    /** Of a join with features. */
    public FeatureCounts features(String join) {
        return requireNonNull(features.computeIfAbsent(join, name -> new FeatureCounts()));
    }

    /** Of an ad join. */
    public AdJoinCounts ads(String join) {
        return requireNonNull(ads.computeIfAbsent(join, name -> new AdJoinCounts()));
    }

    /** One line for each part, by its name. */
    Map<String, String> lines() {
        Map<String, String> lines = new TreeMap<>();
        lines.put("outputs", outputs.toString());
        lines.put("json-inputs", json.toString());
        lines.put("deduplication", deduplication.counts().toString());
        features.forEach((join, counts) ->
                lines.put("feature-join " + join, counts.counts().toString()));
        ads.forEach(
                (join, counts) -> lines.put("ad-join " + join, counts.counts().toString()));
        return lines;
    }
}
