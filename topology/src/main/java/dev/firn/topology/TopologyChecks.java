package dev.firn.topology;

import dev.firn.topology.adjoin.AdJoin;
import dev.firn.topology.dedup.Deduplication;
import dev.firn.topology.feature.FeatureJoin;
import dev.firn.topology.flow.Step;
import dev.firn.topology.flow.StreamId;
import dev.firn.topology.json.JsonInput;
import dev.firn.topology.output.Output;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Whether inputs, steps and outputs fit together: each refusal is a sentence. */
record TopologyChecks(
        List<String> topics,
        boolean hasCollectorInput,
        Collection<JsonInput> jsonInputs,
        Collection<Output> outputs,
        List<Step> steps) {

    void check(boolean keepsIncomplete) {
        require(hasCollectorInput || !jsonInputs.isEmpty(), "no input topic: call input, inputPattern or jsonInput");
        checkJsonInputs();
        require(!hasCollectorInput || hasOutputOf(StreamId.GOOD), "no good output");
        require(hasOutputOf(StreamId.BAD), "no bad output");
        if (hasCollectorInput && keepsIncomplete != hasOutputOf(StreamId.INCOMPLETE)) {
            throw new IllegalStateException(
                    keepsIncomplete
                            ? "no INCOMPLETE output, but the pipeline keeps incomplete events"
                            : "an INCOMPLETE output, but the pipeline does not keep incomplete events");
        }
        for (Output output : outputs) {
            require(
                    isMade(output.source()),
                    "output '" + output.name() + "' is of the stream " + output.source() + ", which nothing makes");
        }
    }

    private void checkJsonInputs() {
        Map<String, String> uses = new LinkedHashMap<>();
        topics.forEach(topic -> uses.put(topic, "the collector input"));
        for (JsonInput input : jsonInputs) {
            require(
                    !steps.isEmpty() || hasOutputOf(input.stream()),
                    "no " + input.stream() + " output, nor a step that may use " + input);
            for (String topic : input.topics()) {
                String other = uses.put(topic, input.toString());
                require(other == null, "topic '" + topic + "' is read by " + other + " and by " + input);
            }
        }
    }

    private boolean hasOutputOf(StreamId source) {
        return outputs.stream().anyMatch(output -> output.source().equals(source));
    }

    /** A step of a user's own may make any stream. */
    private boolean isMade(StreamId stream) {
        return switch (stream.kind()) {
            case BAD -> true;
            case RAW, GOOD, INCOMPLETE, PII ->
                hasCollectorInput || steps.stream().anyMatch(TopologyChecks::isOther);
            case DUPLICATES ->
                steps.stream().anyMatch(step -> step instanceof Deduplication some ? some.diverts() : isOther(step));
            case JSON ->
                jsonInputs.stream().anyMatch(input -> input.stream().equals(stream))
                        || steps.stream().anyMatch(TopologyChecks::isOther);
            case JOINED ->
                steps.stream()
                        .anyMatch(step ->
                                step instanceof AdJoin join ? join.stream().equals(stream) : isOther(step));
        };
    }

    private static boolean isOther(Step step) {
        return !(step instanceof Deduplication || step instanceof FeatureJoin || step instanceof AdJoin);
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalStateException(otherwise);
        }
    }
}
