package dev.firn.topology.output;

import dev.firn.serdes.event.AtomicField;
import dev.firn.topology.flow.StreamId;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What settings say about each other, checked before anything is built. */
final class OutputChecks {

    /** Members of the analytics-SDK JSON beside the columns. */
    private static final String LOCATION = "geo_location";

    private static final String CONTEXTS = "contexts_";
    private static final String SELF_DESCRIBING = "unstruct_event_";

    /** Names of other nodes, once {@code firn-} is before them. */
    private static final Set<String> RESERVED = Set.of("source", "enrich", "outputs");

    private final Output output;

    private OutputChecks(Output output) {
        this.output = output;
    }

    /** @throws OutputConfigException for the first setting that cannot be used */
    static void check(Output output) {
        OutputChecks checks = new OutputChecks(output);
        checks.name();
        checks.format();
        checks.injections();
        checks.headers();
        checks.values();
        checks.fallback();
    }

    private void name() {
        refuseIf(output.name().isEmpty(), "name", "an output needs one");
        refuseIf(RESERVED.contains(output.name()), "name", output.name() + " is taken by a part of the topology");
    }

    private void format() {
        StreamId.Kind kind = output.source().kind();
        EventFormat format = output.format();
        boolean isRaw = kind == StreamId.Kind.RAW;
        refuseIf(
                isRaw != (format == EventFormat.BYTES),
                "format",
                format + " of " + output.source() + ": "
                        + (isRaw ? "payloads are written untouched" : "only raw items are written as bytes"));
        refuseIf(
                format == EventFormat.TSV && EventFormat.usual(kind) != EventFormat.TSV,
                "format",
                "TSV of " + output.source() + ": only events have columns");
        refuseIf(
                output.flatten() != null && format != EventFormat.FLAT_JSON,
                "flatten",
                "rules, but the format is " + format);
        refuseIf(
                isRaw && output.isNewlineTerminated(),
                "newline",
                "payloads are written untouched: they may hold any byte");
    }

    private void injections() {
        Set<String> names = new HashSet<>();
        for (Injection one : output.injections()) {
            String property = "inject." + one.name();
            refuseIf(
                    output.format() == EventFormat.TSV || output.format() == EventFormat.BYTES,
                    property,
                    "not into " + output.format() + ", which has no members: use a header, or JSON");
            refuseIf(!names.add(one.name()), property, "twice");
            refuseIf(
                    output.format() == EventFormat.JSON && isMember(one.name()),
                    property,
                    "the JSON of " + output.source() + " has a member of that name");
        }
    }

    /** Whether the name is, or may be, that of a member; what depends on data is looked at record by record. */
    private boolean isMember(String name) {
        return switch (output.source().kind()) {
            case GOOD, INCOMPLETE, PII, DUPLICATES ->
                AtomicField.all().stream().anyMatch(field -> field.column().equals(name))
                        || name.equals(LOCATION)
                        || name.startsWith(CONTEXTS)
                        || name.startsWith(SELF_DESCRIBING);
            case BAD -> name.equals("schema") || name.equals("data");
            case JSON, JOINED, RAW -> false;
        };
    }

    private void headers() {
        Set<String> names = new HashSet<>();
        for (HeaderRule one : output.headers()) {
            refuseIf(!names.add(one.name()), "headers." + one.name(), "twice");
        }
    }

    /** What would have to be known before it is made. */
    private void values() {
        refuseIf(output.key() instanceof Value.RecordKey, "key", "the key cannot be taken from itself");
        if (output.sample() != null) {
            Value by = output.sample().by();
            refuseIf(
                    by instanceof Value.RecordKey || by instanceof Value.RecordTime || by instanceof Value.Constant,
                    "sample",
                    "expected a column, a header or an expression");
        }
    }

    /** A bad row about a bad row helps nobody, and none may show what was pseudonymised. */
    private void fallback() {
        StreamId.Kind kind = output.source().kind();
        refuseIf(
                output.topicRule().isTemplate()
                        && output.topicRule().fallback() == null
                        && (kind == StreamId.Kind.BAD || kind == StreamId.Kind.PII),
                "topic",
                "a template for " + output.source() + " needs a fallback topic");
    }

    private void refuseIf(boolean condition, String property, String message) {
        if (condition) {
            throw new OutputConfigException(output.name(), property, message);
        }
    }

    /**
     * Checks topics of all outputs against each other and against the inputs.
     *
     * @throws IllegalStateException when a topic has two uses
     */
    static void checkTopics(Collection<Output> outputs, Collection<String> inputs, Predicate<String> isInput) {
        Map<String, String> uses = new HashMap<>();
        for (Output output : outputs) {
            String other = uses.put(output.topic(), output.name());
            if (other != null) {
                throw new IllegalStateException("topic '" + output.topic() + "' is both the " + other + " and the "
                        + output.name() + " output");
            }
            refuseLoop(output.topic(), output, isInput);
            refuseLoop(output.topicRule().fallback(), output, isInput);
        }
        outputs.stream().filter(output -> output.topicRule().isTemplate()).forEach(template -> {
            refuseAmongNames(template, inputs, "an input: an endless loop");
            refuseAmongNames(
                    template,
                    outputs.stream()
                            .filter(other -> !other.topicRule().isTemplate())
                            .map(Output::topic)
                            .toList(),
                    "the topic of another output");
        });
    }

    private static void refuseLoop(@Nullable String topic, Output output, Predicate<String> isInput) {
        if (topic != null && isInput.test(topic)) {
            throw new IllegalStateException(
                    "topic '" + topic + "' is an input and the " + output.name() + " output: an endless loop");
        }
    }

    /** Names come from data, and whoever sends data could otherwise write where others read. */
    private static void refuseAmongNames(Output template, Collection<String> names, String what) {
        Pattern pattern = Pattern.compile(String.valueOf(template.topicRule().pattern()));
        names.stream()
                .filter(name -> pattern.matcher(name).matches())
                .findFirst()
                .ifPresent(name -> {
                    throw new IllegalStateException("output '" + template.name() + "': topic pattern " + pattern
                            + " allows '" + name + "', which is " + what);
                });
    }
}
