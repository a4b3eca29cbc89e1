package dev.firn.app.config;

import dev.firn.topology.adjoin.AdJoin;
import dev.firn.topology.adjoin.AdSource;
import dev.firn.topology.dedup.Deduplication;
import dev.firn.topology.feature.FeatureJoin;
import dev.firn.topology.flow.StreamId;
import dev.firn.topology.output.Output;
import dev.firn.topology.output.TopicRule;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Whether inputs, steps and outputs fit together: what is written is made, nothing is written where it is read. */
final class FlowChecks {

    private static final List<StreamId> SECTIONS =
            List.of(StreamId.GOOD, StreamId.BAD, StreamId.INCOMPLETE, StreamId.PII);

    private final FirnConfig.Input input;
    private final OutputsReader outputs;
    private final StepReader steps;
    private final Findings findings;
    /** Topic to what reads it. */
    private final Map<String, String> read = new TreeMap<>();

    private final @Nullable Pattern pattern;

    private FlowChecks(FirnConfig.Input input, OutputsReader outputs, StepReader steps, Findings findings) {
        this.input = input;
        this.outputs = outputs;
        this.steps = steps;
        this.findings = findings;
        this.pattern = NativeReader.compiled(input.topicPattern());
        input.topics().forEach(topic -> read.put(topic, "an input"));
        input.json().forEach(json -> json.topics().forEach(topic -> read.put(topic, "a JSON input")));
        steps.features().forEach(join -> read.put(join.made().topic(), "a feature"));
    }

    static void run(FirnConfig.Input input, OutputsReader outputs, StepReader steps, Findings findings) {
        FlowChecks checks = new FlowChecks(input, outputs, steps, findings);
        checks.names();
        checks.sources();
        checks.topics();
    }

    private void names() {
        Set<String> names = new HashSet<>();
        SECTIONS.forEach(section -> {
            if (!outputs.topicOf(section).isEmpty()) {
                names.add(section.toString());
            }
        });
        outputs.rows().forEach(row -> unique(row.place(), row.made().name(), names));
        Set<String> features = new HashSet<>();
        steps.features().forEach(row -> unique(row.place(), row.made().name(), features));
        Set<String> ads = new HashSet<>();
        steps.ads().forEach(row -> unique(row.place(), row.made().name(), ads));
    }

    private static void unique(Members place, String name, Set<String> names) {
        if (!names.add(name)) {
            place.error("name", "another one has that name, too", "a name of its own");
        }
    }

    private void sources() {
        for (Placed<Output> row : outputs.rows()) {
            String problem = problem(row.made().source());
            if (problem != null) {
                row.place().error("source", problem, "one of " + made());
            }
        }
        for (Placed<FeatureJoin> row : steps.features()) {
            row.made().keys().keySet().forEach(stream -> readable(row.place(), "keys", stream));
        }
        for (Placed<AdJoin> row : steps.ads()) {
            AdJoin join = row.made();
            Stream.of(join.impressions(), join.clicks(), join.conversions())
                    .flatMap(List::stream)
                    .map(AdSource::streams)
                    .flatMap(Set::stream)
                    .distinct()
                    .forEach(stream -> readable(row.place(), "", stream));
        }
    }

    private void readable(Members place, String member, StreamId stream) {
        String problem = problem(stream);
        if (problem != null) {
            place.error(member, stream + ": " + problem, "one of " + made());
        }
    }

    /** Why there is nothing in a stream; null when there is. */
    private @Nullable String problem(StreamId source) {
        Deduplication deduplication = steps.deduplication();
        return switch (source.kind()) {
            case BAD -> null;
            case RAW, GOOD, INCOMPLETE, PII -> input.hasCollector() ? null : "no collector payloads are read";
            case DUPLICATES ->
                deduplication == null
                        ? "there is no deduplication; set firn.deduplication.window"
                        : deduplication.diverts()
                                ? null
                                : "duplicates are not diverted; set firn.deduplication.natural";
            case JSON, JOINED -> made().contains(source.toString()) ? null : "there is no such stream";
        };
    }

    /** The streams that an output can be of, as texts. */
    private List<String> made() {
        Deduplication deduplication = steps.deduplication();
        Stream<String> events =
                input.hasCollector() ? Stream.of("raw", "good", "incomplete", "pii") : Stream.<String>of();
        Stream<String> duplicates =
                deduplication != null && deduplication.diverts() ? Stream.of("duplicates") : Stream.<String>of();
        Stream<String> named = Stream.concat(
                input.json().stream().map(json -> json.stream().toString()),
                steps.ads().stream().map(row -> row.made().stream().toString()));
        return Stream.of(Stream.of("bad"), events, duplicates, named)
                .flatMap(all -> all)
                .toList();
    }

    private void topics() {
        Map<String, String> written = new HashMap<>();
        for (StreamId section : SECTIONS) {
            String key = "output." + section + ".topic";
            String topic = outputs.topicOf(section);
            String reader = readerOf(topic);
            if (reader != null) {
                findings.error(key, outputs.given(key), "is " + reader + " topic too", "a topic that is not read");
            }
            if (!topic.isEmpty()) {
                written.putIfAbsent(topic, findings.asWritten(key));
            }
        }
        for (Placed<Output> row : outputs.rows()) {
            check(row, written);
        }
    }

    /** An output that is an input too would feed the application with its own results for ever. */
    private void check(Placed<Output> row, Map<String, String> written) {
        TopicRule rule = row.made().topicRule();
        if (rule.isTemplate()) {
            Pattern names = Pattern.compile(String.valueOf(rule.pattern()));
            read.keySet().stream()
                    .filter(topic -> names.matcher(topic).matches())
                    .forEach(topic -> row.place()
                            .error("topic-pattern", "allows " + topic + ", which is read", "no topic that is read"));
            return;
        }
        String reader = readerOf(rule.text());
        if (reader != null) {
            row.place().error("topic", "is " + reader + " topic too", "a topic that is not read");
        }
        String other = written.putIfAbsent(rule.text(), row.place().key("topic"));
        if (other != null) {
            row.place().error("topic", "is that of " + other + ", too", "a topic of its own");
        }
    }

    private @Nullable String readerOf(String topic) {
        if (topic.isEmpty()) {
            return null;
        }
        if (pattern != null && pattern.matcher(topic).matches()) {
            return "an input";
        }
        return input.json().stream().anyMatch(json -> json.reads(topic)) ? "a JSON input" : read.get(topic);
    }
}
