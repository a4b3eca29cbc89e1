package dev.firn.topology.adjoin;

import static java.util.Objects.requireNonNull;

import dev.firn.topology.expression.Expression;
import dev.firn.topology.expression.ExpressionException;
import dev.firn.topology.expression.Scope;
import dev.firn.topology.expression.Type;
import dev.firn.topology.flow.StreamId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where impressions, clicks or conversions come from, and what is taken from each.
 *
 * <pre>{@code
 * AdSource.of(StreamId.json("clicks"), "record.type == 'click'", "record.user")
 *         .identifiedBy("record.click_id")
 *         .linkedBy("record.impression_id")
 *         .carrying("campaign", "record.campaign_id")
 * }</pre>
 *
 * <p>All texts but names are {@linkplain Expression expressions} over the item. Immutable.
 *
 * @param streams events, or objects of plain JSON inputs, but not both
 * @param filter which items count
 * @param key what impression, click and conversion of one person have in common; an item without is not joined
 * @param ids what tells two of a kind apart, the first one that has a value; an item without is not joined
 * @param link for a click the id of its impression, for a conversion that of its click; null for none. An item whose link
 *     has a value belongs to just that one, an item without is joined by key and time
 * @param fields what goes into the joined record, by the names it gets there
 */
public record AdSource(
        Set<StreamId> streams,
        String filter,
        String key,
        List<String> ids,
        @Nullable String link,
        Map<String, String> fields) {

    private static final String EVENT_ID = "event_id";

    /** @throws ExpressionException when an expression cannot be used */
    public AdSource {
        if (streams.isEmpty()) {
            throw new IllegalArgumentException("streams is empty, expected at least one");
        }
        streams = Collections.unmodifiableSet(new LinkedHashSet<>(streams));
        ids = List.copyOf(ids);
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
        Scope scope = scope(streams);
        Expression.compile(filter, scope, Type.BOOLEAN);
        Expression.compile(key, scope, Type.TEXT);
        ids.forEach(id -> Expression.compile(id, scope, Type.TEXT));
        if (link != null) {
            Expression.compile(link, scope, Type.TEXT);
        }
        fields.values().forEach(field -> Expression.compile(field, scope, Type.ANY));
    }

    /** Events are told apart by {@code event_id}, unless {@link #identifiedBy} says otherwise; objects need that. */
    public static AdSource of(StreamId stream, String filter, String key) {
        List<String> ids = Scope.of(stream.kind()) == Scope.EVENT ? List.of(EVENT_ID) : List.of();
        return new AdSource(Set.of(stream), filter, key, ids, null, Map.of());
    }

    /** Of another stream, too. */
    public AdSource and(StreamId stream) {
        Set<StreamId> more = new LinkedHashSet<>(streams);
        more.add(stream);
        return new AdSource(more, filter, key, ids, link, fields);
    }

    /** The first expression that has a value. */
    public AdSource identifiedBy(String... expressions) {
        return new AdSource(streams, filter, key, List.of(expressions), link, fields);
    }

    public AdSource linkedBy(String expression) {
        return new AdSource(streams, filter, key, ids, requireNonNull(expression), fields);
    }

    /** One more field of the joined record, after those before. */
    public AdSource carrying(String name, String expression) {
        Map<String, String> more = new LinkedHashMap<>(fields);
        more.put(requireNonNull(name, "name"), requireNonNull(expression, "expression"));
        return new AdSource(streams, filter, key, ids, link, more);
    }

    Scope scope() {
        return scope(streams);
    }

    private static Scope scope(Set<StreamId> streams) {
        Set<Scope> scopes = new LinkedHashSet<>();
        streams.forEach(stream -> scopes.add(Scope.of(stream.kind())));
        List<Scope> all = new ArrayList<>(scopes);
        if (all.size() != 1 || all.get(0) != Scope.EVENT && all.get(0) != Scope.JSON) {
            throw new IllegalArgumentException("streams = " + streams + ", expected events, or JSON, and not both");
        }
        return all.get(0);
    }
}
