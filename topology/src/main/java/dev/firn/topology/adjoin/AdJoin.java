package dev.firn.topology.adjoin;

import static java.util.Objects.requireNonNull;

import dev.firn.topology.flow.Item;
import dev.firn.topology.flow.Outlets;
import dev.firn.topology.flow.Step;
import dev.firn.topology.flow.StreamId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Repartitioned;

/**
 * The step that joins impressions, clicks and conversions, and says which ads a conversion is owed to.
 *
 * <pre>{@code
 * AdJoin.named("shop")
 *         .clicks(AdSource.of(StreamId.json("clicks"), "true", "record.user").identifiedBy("record.click_id"))
 *         .conversions(AdSource.of(StreamId.GOOD, "event_name == 'transaction'", "domain_userid"))
 *         .within(AdWindows.usual())
 *         .attribution(Attribution.LINEAR)
 * }</pre>
 *
 * <p>Every conversion leaves once, as an object of the stream {@code joined.NAME} with {@code revision} 1; when an event
 * that comes late but within grace changes what was said of it, it leaves again with the next revision. The key of the
 * record is the conversion's id, the timestamp its time. What the last revision says does not depend on the order in which
 * the events came. The items themselves pass unchanged.
 *
 * <p>Immutable.
 *
 * @param name of the stream, and part of the names of store and topic
 * @param impressions may be none
 * @param clicks may be none, when there are impressions
 * @param conversions at least one
 * @param windows how far apart things may lie
 * @param attribution which touches are credited
 * @param touchUse how often
 * @param unattributed what becomes of conversions without touches
 * @param maxPerKey how many impressions and clicks are kept of one key, and how many conversions; 1 to 100,000. Beyond
 *     that the oldest impressions are forgotten first, then the oldest clicks
 * @param partitions of the topic between; 0 for as many as the input has. Cannot be changed later without a reset
 * @param listener told what happens
 */
public record AdJoin(
        String name,
        List<AdSource> impressions,
        List<AdSource> clicks,
        List<AdSource> conversions,
        AdWindows windows,
        Attribution attribution,
        TouchUse touchUse,
        Unattributed unattributed,
        int maxPerKey,
        int partitions,
        AdJoinListener listener)
        implements Step {

    /** Longer keys and ids, and links, count as missing. */
    public static final int MAX_ID_CHARS = 512;

    /** What the fields of one event may need as JSON, in bytes. */
    public static final int MAX_FIELD_BYTES = 4096;

    private static final int USUAL_MAX_PER_KEY = 1000;
    private static final int LARGEST_MAX_PER_KEY = 100_000;

    public AdJoin {
        StreamId.checkName(name);
        impressions = List.copyOf(impressions);
        clicks = List.copyOf(clicks);
        conversions = List.copyOf(conversions);
        requireNonNull(windows, "windows");
        requireNonNull(attribution, "attribution");
        requireNonNull(touchUse, "touchUse");
        requireNonNull(unattributed, "unattributed");
        requireNonNull(listener, "listener");
        check("impressions", impressions);
        check("clicks", clicks);
        check("conversions", conversions);
        if (impressions.stream().anyMatch(source -> source.link() != null)) {
            throw new IllegalArgumentException("impressions: link, expected none, as nothing comes before them");
        }
        if (maxPerKey < 1 || maxPerKey > LARGEST_MAX_PER_KEY) {
            throw new IllegalArgumentException("maxPerKey = " + maxPerKey + ", expected 1 to " + LARGEST_MAX_PER_KEY);
        }
        if (partitions < 0) {
            throw new IllegalArgumentException("partitions = " + partitions + ", expected 0 or more");
        }
    }

    private static void check(String kind, List<AdSource> sources) {
        for (AdSource source : sources) {
            if (source.ids().isEmpty()) {
                throw new IllegalArgumentException(kind + ": no id, expected one for " + source.streams());
            }
        }
    }

    /** With the usual windows, all credit to the last touch, which may have it often, and a record of every conversion. */
    public static AdJoin named(String name) {
        return new AdJoin(
                name,
                List.of(),
                List.of(),
                List.of(),
                AdWindows.usual(),
                Attribution.LAST,
                TouchUse.SHARED,
                Unattributed.EMIT,
                USUAL_MAX_PER_KEY,
                0,
                AdJoinListener.NONE);
    }

    /** Of Snowplow's ad events of one browser, by {@code domain_userid}; else as {@link #named}. */
    public static AdJoin snowplow(String name) {
        String key = "domain_userid";
        return named(name)
                .impressions(SnowplowAds.impressions(key))
                .clicks(SnowplowAds.clicks(key))
                .conversions(SnowplowAds.conversions(key));
    }

    public AdJoin impressions(AdSource... sources) {
        return sources(List.of(sources), clicks, conversions);
    }

    public AdJoin clicks(AdSource... sources) {
        return sources(impressions, List.of(sources), conversions);
    }

    public AdJoin conversions(AdSource... sources) {
        return sources(impressions, clicks, List.of(sources));
    }

    private AdJoin sources(List<AdSource> shown, List<AdSource> clicked, List<AdSource> converted) {
        return new AdJoin(
                name,
                shown,
                clicked,
                converted,
                windows,
                attribution,
                touchUse,
                unattributed,
                maxPerKey,
                partitions,
                listener);
    }

    public AdJoin within(AdWindows value) {
        return new AdJoin(
                name,
                impressions,
                clicks,
                conversions,
                value,
                attribution,
                touchUse,
                unattributed,
                maxPerKey,
                partitions,
                listener);
    }

    public AdJoin attribution(Attribution value) {
        return new AdJoin(
                name,
                impressions,
                clicks,
                conversions,
                windows,
                value,
                touchUse,
                unattributed,
                maxPerKey,
                partitions,
                listener);
    }

    public AdJoin touchUse(TouchUse value) {
        return new AdJoin(
                name,
                impressions,
                clicks,
                conversions,
                windows,
                attribution,
                value,
                unattributed,
                maxPerKey,
                partitions,
                listener);
    }

    public AdJoin unattributed(Unattributed value) {
        return new AdJoin(
                name,
                impressions,
                clicks,
                conversions,
                windows,
                attribution,
                touchUse,
                value,
                maxPerKey,
                partitions,
                listener);
    }

    public AdJoin maxPerKey(int value) {
        return new AdJoin(
                name,
                impressions,
                clicks,
                conversions,
                windows,
                attribution,
                touchUse,
                unattributed,
                value,
                partitions,
                listener);
    }

    public AdJoin withPartitions(int value) {
        return new AdJoin(
                name,
                impressions,
                clicks,
                conversions,
                windows,
                attribution,
                touchUse,
                unattributed,
                maxPerKey,
                value,
                listener);
    }

    public AdJoin withListener(AdJoinListener value) {
        return new AdJoin(
                name,
                impressions,
                clicks,
                conversions,
                windows,
                attribution,
                touchUse,
                unattributed,
                maxPerKey,
                partitions,
                value);
    }

    /** What it makes. */
    public StreamId stream() {
        return StreamId.joined(name);
    }

    /** The name of its store, and of the topic between, to which Streams adds {@code -repartition}. */
    public String storeName() {
        return "firn-ads-" + name;
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalStateException when there is nothing to join
     */
    @Override
    public KStream<byte[], Item> addTo(StreamsBuilder builder, KStream<byte[], Item> items, Outlets outlets) {
        if (conversions.isEmpty() || impressions.isEmpty() && clicks.isEmpty()) {
            throw new IllegalStateException(
                    "ad join " + name + " needs conversions, and impressions or clicks that they are owed to");
        }
        String prefix = storeName();
        AdProjection projection = new AdProjection(this);
        builder.addStateStore(AdStore.builder(prefix));
        KStream<byte[], Item> joined = items.process(
                        () -> new AdProjectionProcessor(projection), Named.as(prefix + "-project"))
                .repartition(between(prefix))
                .process(() -> new AdJoinProcessor(this, prefix), Named.as(prefix + "-join"), prefix);
        outlets.write(joined, "ads-" + name, Set.of(StreamId.Kind.JOINED));
        return items;
    }

    @Override
    public Map<String, String> facts() {
        Map<String, String> facts = new LinkedHashMap<>();
        put(facts, "impressions", impressions);
        put(facts, "clicks", clicks);
        put(facts, "conversions", conversions);
        facts.put("attribution", attribution.text());
        facts.put("touch-use", touchUse.name().toLowerCase(Locale.ROOT));
        facts.put("unattributed", unattributed.name().toLowerCase(Locale.ROOT));
        facts.put("impression-to-click", windows.impressionToClick().toString());
        facts.put("click-to-conversion", windows.clickToConversion().toString());
        facts.put("view-through", windows.viewThrough().toString());
        facts.put("grace", windows.grace().toString());
        return facts;
    }

    private static void put(Map<String, String> facts, String name, List<AdSource> sources) {
        if (!sources.isEmpty()) {
            facts.put(name, sources.stream().map(AdJoin::text).collect(Collectors.joining("; ")));
        }
    }

    private static String text(AdSource source) {
        return source.streams().stream().map(StreamId::toString).collect(Collectors.joining(", ")) + " if "
                + source.filter() + " by " + source.key();
    }

    private Repartitioned<byte[], byte[]> between(String topic) {
        Repartitioned<byte[], byte[]> between =
                Repartitioned.with(Serdes.ByteArray(), Serdes.ByteArray()).withName(topic);
        return partitions == 0 ? between : between.withNumberOfPartitions(partitions);
    }
}
