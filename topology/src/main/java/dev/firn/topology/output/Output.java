package dev.firn.topology.output;

import static java.util.Objects.requireNonNull;

import dev.firn.serdes.event.AtomicField;
import dev.firn.serdes.flatten.FlattenRules;
import dev.firn.topology.flow.StreamId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What is written of a stream of results, where to, and how its records look.
 *
 * <pre>{@code
 * Output.to("enriched").keyedBy(DOMAIN_USERID).withHeaders(APP_ID, EVENT_NAME)
 *
 * Output.routed(TopicRule.template("ads.{app_id}", "ads\\.[a-z]+"))
 *         .named("ads").ownedBy("growth").withTicket("AD-12")
 *         .from(StreamId.GOOD)
 *         .filteredBy("event_name == 'ad_click'")
 *         .sampled(Sample.percent(10).by(Value.column(DOMAIN_USERID)))
 *         .flattened(FlattenRules.defaults())
 *         .injecting("written_at", Value.recordTime())
 * }</pre>
 *
 * <p>Immutable: each method returns another output. What one setting says about another is checked when the topology is
 * built, and named in an {@link OutputConfigException}.
 */
public final class Output {

    private final Settings settings;

    private Output(Settings settings) {
        this.settings = settings;
    }

    /** To a topic of that name; a template needs {@link #routed}. */
    public static Output to(String topic) {
        return routed(TopicRule.constant(topic));
    }

    public static Output routed(TopicRule topic) {
        return new Output(new Settings(requireNonNull(topic, "topic")));
    }

    /** A name of its own: part of the name of its sink, and of its counters. */
    public Output named(String name) {
        return with(settings -> settings.name = StreamId.checkName(name));
    }

    /** Who answers for it; free text. */
    public Output ownedBy(@Nullable String owner) {
        return with(settings -> settings.owner = owner);
    }

    /** Where it was asked for; free text. */
    public Output withTicket(@Nullable String ticket) {
        return with(settings -> settings.ticket = ticket);
    }

    /** Of which stream; good events if nothing is said. */
    public Output from(StreamId source) {
        return with(settings -> settings.source = requireNonNull(source, "source"));
    }

    /** Only items for which the expression is true; null for all. */
    public Output filteredBy(@Nullable String expression) {
        return with(settings -> settings.filter = expression);
    }

    /** Only a part of them; null for all. The rate goes into the header {@value Headers#SAMPLE_RATE}. */
    public Output sampled(@Nullable Sample sample) {
        return with(settings -> settings.sample = sample);
    }

    /** One more top-level member, after those added before. */
    public Output injecting(String name, Value value) {
        return with(settings -> settings.injections = plus(settings.injections, new Injection(name, value)));
    }

    /** Flat JSON by these rules. */
    public Output flattened(FlattenRules rules) {
        return with(settings -> {
            settings.flatten = requireNonNull(rules, "rules");
            settings.format = EventFormat.FLAT_JSON;
        });
    }

    /** In another format than the source's usual one. */
    public Output as(EventFormat format) {
        return with(settings -> settings.format = requireNonNull(format, "format"));
    }

    /** With a line feed behind each value, for sinks that only append. */
    public Output newlineTerminated() {
        return with(settings -> settings.newline = true);
    }

    /**
     * Keyed by a column. An event without it, and every event when it is null, is keyed by its event id, so that records
     * spread and copies of one event stay together.
     */
    public Output keyedBy(@Nullable AtomicField field) {
        return with(settings -> {
            settings.key = field == null ? null : Value.column(field);
            settings.keyless = false;
        });
    }

    /** Keyed by a value's text; items without it as if nothing was said. */
    public Output keyedBy(Value value) {
        return with(settings -> {
            settings.key = requireNonNull(value, "value");
            settings.keyless = false;
        });
    }

    /** Without keys. */
    public Output keyless() {
        return with(settings -> {
            settings.key = null;
            settings.keyless = true;
        });
    }

    public Output partitionedBy(Partitioning partitioning) {
        return with(settings -> settings.partitioning = requireNonNull(partitioning, "partitioning"));
    }

    /** Columns whose texts become headers of the same name, instead of those named before; unset ones are left out. */
    public Output withHeaders(AtomicField... fields) {
        return with(settings -> settings.headers = Arrays.stream(fields)
                .map(field -> new HeaderRule(field.column(), Value.column(field)))
                .toList());
    }

    /** One more header. */
    public Output withHeader(String name, Value value) {
        return with(settings -> settings.headers = plus(settings.headers, new HeaderRule(name, value)));
    }

    /** With headers that tell from which record of which topic the item came. Raw items always have them. */
    public Output withOriginHeaders() {
        return with(settings -> settings.originHeaders = true);
    }

    /** With another time than the event's: a column that is one, or an expression that gives one. */
    public Output timestampedBy(Value value) {
        return with(settings -> settings.timestamp = requireNonNull(value, "value"));
    }

    /** Empty until it is named. */
    public String name() {
        return settings.name;
    }

    public @Nullable String owner() {
        return settings.owner;
    }

    public @Nullable String ticket() {
        return settings.ticket;
    }

    public StreamId source() {
        return settings.source;
    }

    public @Nullable String filter() {
        return settings.filter;
    }

    public @Nullable Sample sample() {
        return settings.sample;
    }

    public List<Injection> injections() {
        return settings.injections;
    }

    /** Null for the defaults, and where nothing is flattened. */
    public @Nullable FlattenRules flatten() {
        return settings.flatten;
    }

    /** What was chosen, or what is usual for the source. */
    public EventFormat format() {
        return settings.format != null ? settings.format : EventFormat.usual(settings.source.kind());
    }

    public boolean isNewlineTerminated() {
        return settings.newline;
    }

    /** The topic's name, or the template of names. */
    public String topic() {
        return settings.topic.text();
    }

    public TopicRule topicRule() {
        return settings.topic;
    }

    public @Nullable Value key() {
        return settings.key;
    }

    public boolean isKeyless() {
        return settings.keyless;
    }

    public Partitioning partitioning() {
        return settings.partitioning;
    }

    public List<HeaderRule> headers() {
        return settings.headers;
    }

    public boolean hasOriginHeaders() {
        return settings.originHeaders || settings.source.equals(StreamId.RAW);
    }

    public @Nullable Value timestamp() {
        return settings.timestamp;
    }

    /** Name, owner and ticket, source and topic: one line for people. */
    @Override
    public String toString() {
        return (settings.name.isEmpty() ? settings.source : settings.name)
                + (settings.owner == null ? "" : " of " + settings.owner)
                + (settings.ticket == null ? "" : " (" + settings.ticket + ")")
                + ": " + settings.source + " -> " + settings.topic.text();
    }

    private Output with(Consumer<Settings> change) {
        Settings changed = settings.copy();
        change.accept(changed);
        return new Output(changed);
    }

    private static <T> List<T> plus(List<T> some, T oneMore) {
        List<T> all = new ArrayList<>(some);
        all.add(oneMore);
        return List.copyOf(all);
    }

    /** Changed only before an output has it. */
    private static final class Settings {
        private final TopicRule topic;
        private String name = "";
        private @Nullable String owner;
        private @Nullable String ticket;
        private StreamId source = StreamId.GOOD;
        private @Nullable String filter;
        private @Nullable Sample sample;
        private List<Injection> injections = List.of();
        private @Nullable FlattenRules flatten;
        private @Nullable EventFormat format;
        private boolean newline;
        private @Nullable Value key;
        private boolean keyless;
        private Partitioning partitioning = Partitioning.byKey();
        private List<HeaderRule> headers = List.of();
        private boolean originHeaders;
        private @Nullable Value timestamp;

        Settings(TopicRule topic) {
            this.topic = topic;
        }

        Settings copy() {
            Settings copy = new Settings(topic);
            copy.name = name;
            copy.owner = owner;
            copy.ticket = ticket;
            copy.source = source;
            copy.filter = filter;
            copy.sample = sample;
            copy.injections = injections;
            copy.flatten = flatten;
            copy.format = format;
            copy.newline = newline;
            copy.key = key;
            copy.keyless = keyless;
            copy.partitioning = partitioning;
            copy.headers = headers;
            copy.originHeaders = originHeaders;
            copy.timestamp = timestamp;
            return copy;
        }
    }
}
