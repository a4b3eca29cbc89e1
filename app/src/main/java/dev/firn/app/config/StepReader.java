package dev.firn.app.config;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.typesafe.config.ConfigObject;
import dev.firn.registry.SchemaKey;
import dev.firn.topology.adjoin.AdJoin;
import dev.firn.topology.adjoin.AdJoinListener;
import dev.firn.topology.adjoin.AdSource;
import dev.firn.topology.adjoin.AdWindows;
import dev.firn.topology.adjoin.Attribution;
import dev.firn.topology.adjoin.TouchUse;
import dev.firn.topology.adjoin.Unattributed;
import dev.firn.topology.dedup.Deduplication;
import dev.firn.topology.dedup.NaturalDuplicates;
import dev.firn.topology.dedup.SyntheticDuplicates;
import dev.firn.topology.expression.Expression;
import dev.firn.topology.expression.Scope;
import dev.firn.topology.expression.Type;
import dev.firn.topology.feature.FeatureJoin;
import dev.firn.topology.feature.FeatureListener;
import dev.firn.topology.feature.FeatureTable;
import dev.firn.topology.feature.KeyFormat;
import dev.firn.topology.feature.Wait;
import dev.firn.topology.flow.StreamId;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what happens between enrichment and outputs. */
final class StepReader {

    private static final String IGLU = "iglu:VENDOR/NAME/jsonschema/MODEL-REVISION-ADDITION";
    private static final Map<String, Deduplication.Scope> SCOPES =
            Map.of("global", Deduplication.Scope.ACROSS_PARTITIONS, "partition", Deduplication.Scope.WITHIN_PARTITION);

    /** How the features of a topic may be held. */
    private enum Table {
        PARTITIONED,
        GLOBAL,
        AS_OF
    }

    private final @Nullable Deduplication deduplication;
    private final List<Placed<FeatureJoin>> features;
    private final List<Placed<AdJoin>> ads;

    StepReader(NativeKeys keys, Findings findings) {
        deduplication = deduplication(keys, findings);
        features = keys.list("feature-joins", row -> placed(row, featureJoin(row)));
        ads = keys.list("ad-joins", row -> placed(row, adJoin(row)));
    }

    private static <T> @Nullable Placed<T> placed(Members row, @Nullable T made) {
        return made == null ? null : new Placed<>(row, made);
    }

    @Nullable
    Deduplication deduplication() {
        return deduplication;
    }

    List<Placed<FeatureJoin>> features() {
        return features;
    }

    List<Placed<AdJoin>> ads() {
        return ads;
    }

    FirnConfig.Steps read() {
        return new FirnConfig.Steps(
                deduplication,
                features.stream().map(Placed::made).toList(),
                ads.stream().map(Placed::made).toList());
    }

    private static @Nullable Deduplication deduplication(NativeKeys keys, Findings findings) {
        String section = "deduplication.";
        Duration window = keys.durationOr("off", section + "window");
        Duration lateness = keys.durationOr("auto", section + "lateness");
        Deduplication.Scope scope = keys.choice(section + "scope", SCOPES);
        NaturalDuplicates natural = keys.choice(section + "natural", NaturalDuplicates.class);
        SyntheticDuplicates synthetic = keys.choice(section + "synthetic", SyntheticDuplicates.class);
        int partitions = keys.whole(section + "partitions", 0, 100_000);
        if (window == null) {
            return null;
        }
        try {
            Deduplication made = Deduplication.within(window)
                    .in(scope)
                    .naturalDuplicates(natural)
                    .syntheticDuplicates(synthetic)
                    .withPartitions(partitions);
            return lateness == null ? made : made.withLateness(lateness);
        } catch (IllegalArgumentException e) {
            findings.error(section + "window", keys.given(section + "window"), String.valueOf(e.getMessage()), "");
            return null;
        }
    }

    private static @Nullable FeatureJoin featureJoin(Members row) {
        String name = name(row);
        String topic = requireNonNullElse(row.optional("topic"), name);
        Map<StreamId, String> joined = new LinkedHashMap<>();
        Map<String, String> keys = row.named("keys");
        keys.forEach((stream, expression) -> key(row, stream, expression, joined));
        if (keys.isEmpty()) {
            row.error("keys", "required, but not set", "{ good = domain_userid, \"json.NAME\" = user_id }");
        }
        KeyFormat keyFormat = row.choice("key-format", KeyFormat.TEXT);
        FeatureTable table = table(row);
        SchemaKey context = row.parsed("context", StepReader::schema);
        String prefix = row.text("prefix", name.replace('-', '_') + "_");
        Map<String, String> fields = row.named("fields");
        ObjectNode missing = missing(row);
        Wait wait = row.inner("wait", StepReader::waiting);
        return row.make(() -> new FeatureJoin(
                name, topic, joined, keyFormat, table, context, prefix, fields, missing, wait, FeatureListener.NONE));
    }

    private static String name(Members row) {
        row.required("name", "a name of its own");
        return requireNonNullElse(row.parsed("name", StreamId::checkName), "unknown");
    }

    private static void key(Members row, String stream, String expression, Map<StreamId, String> joined) {
        try {
            StreamId id = StreamId.of(stream);
            Expression.compile(expression, Scope.of(id.kind()), Type.TEXT);
            joined.put(id, expression);
        } catch (IllegalArgumentException e) {
            row.error("keys", String.valueOf(e.getMessage()), "");
        }
    }

    private static FeatureTable table(Members row) {
        Table table = row.choice("table", Table.PARTITIONED);
        Duration history = row.duration("history", Duration.ofDays(1));
        Duration grace = requireNonNullElse(row.durationOrOff("grace"), Duration.ZERO);
        FeatureTable made =
                switch (table) {
                    case GLOBAL -> new FeatureTable.Global();
                    case PARTITIONED -> new FeatureTable.Partitioned();
                    case AS_OF -> row.make(() -> new FeatureTable.AsOf(history, grace));
                };
        return made == null ? new FeatureTable.Partitioned() : made;
    }

    private static SchemaKey schema(String uri) {
        return SchemaKey.parse(uri).fold(key -> key, error -> {
            throw new IllegalArgumentException("no Iglu URI of a schema: expected " + IGLU);
        });
    }

    /** Null for an empty object: nothing is joined then. */
    private static @Nullable ObjectNode missing(Members row) {
        Setting setting = row.setting("missing");
        if (setting == null) {
            return null;
        }
        if (!(setting.value() instanceof ConfigObject object)) {
            return setting.error("not an object", "{ name = value }");
        }
        return object.isEmpty() ? null : (ObjectNode) HoconJson.of(object);
    }

    private static @Nullable Wait waiting(Members members) {
        Duration bound = members.durationOrOff("bound");
        int events = members.whole("events", 10_000, 1, Integer.MAX_VALUE);
        long bytes = members.bytes("bytes", 32L << 20);
        return bound == null ? null : members.make(() -> new Wait(bound, events, bytes));
    }

    private static @Nullable AdJoin adJoin(Members row) {
        String name = name(row);
        List<AdSource> impressions = row.list("impressions", StepReader::adSource);
        List<AdSource> clicks = row.list("clicks", StepReader::adSource);
        List<AdSource> conversions = row.list("conversions", StepReader::adSource);
        AdWindows windows = requireNonNullElse(row.inner("windows", StepReader::windows), AdWindows.usual());
        Attribution attribution = row.choice("attribution", Attribution.LAST);
        TouchUse touchUse = row.choice("touch-use", TouchUse.SHARED);
        Unattributed unattributed = row.choice("unattributed", Unattributed.EMIT);
        int maxPerKey = row.whole("max-per-key", 1000, 1, 100_000);
        int partitions = row.whole("partitions", 0, 0, 100_000);
        if (conversions.isEmpty() || (impressions.isEmpty() && clicks.isEmpty())) {
            row.error("", "nothing to join", "conversions, and impressions or clicks or both");
        }
        return row.make(() -> new AdJoin(
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
                AdJoinListener.NONE));
    }

    private static @Nullable AdSource adSource(Members row) {
        Set<StreamId> streams = new LinkedHashSet<>();
        for (String stream : row.texts("streams")) {
            StreamId id = row.make("streams", () -> StreamId.of(stream));
            if (id != null) {
                streams.add(id);
            }
        }
        if (!row.has("streams")) {
            streams.add(StreamId.GOOD);
        }
        String filter = row.text("filter", "true");
        String key = row.required("key", "an expression over what is joined, such as domain_userid");
        List<String> ids = row.texts("ids");
        String link = row.optional("link");
        Map<String, String> fields = row.named("fields");
        if (streams.isEmpty() || key.isEmpty()) {
            return null;
        }
        boolean events = streams.stream().allMatch(stream -> Scope.of(stream.kind()) == Scope.EVENT);
        List<String> ownIds = ids.isEmpty() && events ? List.of("event_id") : ids;
        return row.make(() -> new AdSource(streams, filter, key, ownIds, link, fields));
    }

    private static @Nullable AdWindows windows(Members members) {
        AdWindows usual = AdWindows.usual();
        Duration click = members.duration("impression-to-click", usual.impressionToClick());
        Duration conversion = members.duration("click-to-conversion", usual.clickToConversion());
        Duration view = requireNonNullElse(members.durationOrOff("view-through"), Duration.ZERO);
        Duration grace = members.duration("grace", usual.grace());
        return members.make(() -> new AdWindows(click, conversion, view, grace));
    }
}
