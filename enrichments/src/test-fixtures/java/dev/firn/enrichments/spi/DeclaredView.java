package dev.firn.enrichments.spi;

import dev.firn.enrichments.spi.EventPart.Kind;
import dev.firn.registry.SchemaCriterion;
import dev.firn.registry.SelfDescribingJson;
import dev.firn.serdes.event.AtomicField;
import dev.firn.serdes.payload.Parameters;
import dev.firn.serdes.payload.RawEvent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An event as one sees it who may look at some parts only: everything else is as if it were not there. Remembers what of
 * the rest was asked for all the same, as far as that can be told.
 */
final class DeclaredView implements EventView {

    private final EventView event;
    private final Set<EventPart> declared;
    private final Set<String> undeclared = new TreeSet<>();

    DeclaredView(EventView event, Set<EventPart> declared) {
        this.event = event;
        this.declared = declared;
    }

    /** Columns and parts of the request that were asked for though they are not declared. */
    Set<String> undeclared() {
        return undeclared;
    }

    private boolean seesAll(Kind kind) {
        return declared.contains(EventPart.everything()) || declared.contains(EventPart.any(kind));
    }

    private boolean seesAny(Kind... kinds) {
        return declared.stream()
                .anyMatch(
                        part -> part.kind() == Kind.EVERYTHING || List.of(kinds).contains(part.kind()));
    }

    private boolean sees(Kind kind, String name) {
        return seesAll(kind) || declared.stream().anyMatch(part -> part.kind() == kind && isNamed(part, name));
    }

    private static boolean isNamed(EventPart part, String name) {
        if (part.kind() != Kind.HEADER) {
            return part.name().equals(name);
        }
        String text = part.name();
        return text.startsWith("/")
                ? Pattern.matches(text.substring(1, text.length() - 1), name)
                : text.equalsIgnoreCase(name.trim());
    }

    private void ask(String what, boolean mayBeAsked) {
        if (!mayBeAsked) {
            undeclared.add(what);
        }
    }

    @Override
    public @Nullable Object value(AtomicField field) {
        boolean mayBe = sees(Kind.COLUMN, field.column());
        ask(field.column(), mayBe);
        return mayBe ? event.value(field) : null;
    }

    @Override
    public RawEvent raw() {
        ask("raw event", seesAny(Kind.PARAMETER, Kind.PAYLOAD));
        RawEvent raw = event.raw();
        LinkedHashMap<String, @Nullable String> parameters = new LinkedHashMap<>();
        raw.parameters().asMap().forEach((name, value) -> {
            if (sees(Kind.PARAMETER, name)) {
                parameters.put(name, value);
            }
        });
        return new RawEvent(
                raw.api(),
                Parameters.of(parameters),
                raw.contentType(),
                raw.source(),
                seesAny(Kind.PAYLOAD)
                        ? raw.context()
                        : new RawEvent.RequestContext(0, null, null, null, List.of(), null));
    }

    /** A cookie's header is seen whole: which cookies there are in it, only a parser can tell. */
    @Override
    public List<Header> headers() {
        ask("headers", seesAny(Kind.HEADER, Kind.COOKIE));
        return event.headers().stream()
                .filter(header -> sees(Kind.HEADER, header.name())
                        || (seesAny(Kind.COOKIE) && header.name().equalsIgnoreCase("Cookie")))
                .toList();
    }

    @Override
    public @Nullable Map<String, String> pageQuery() {
        boolean mayBe = seesAny(Kind.PAGE_PARAMETER);
        ask("page query", mayBe);
        Map<String, String> query = event.pageQuery();
        if (query == null || !mayBe) {
            return null;
        }
        Map<String, String> seen = new LinkedHashMap<>(query);
        seen.keySet().removeIf(name -> !sees(Kind.PAGE_PARAMETER, name));
        return seen;
    }

    @Override
    public List<SelfDescribingJson> contexts() {
        return event.contexts().stream()
                .filter(context -> seesSchema(Kind.CONTEXTS, context))
                .toList();
    }

    @Override
    public @Nullable SelfDescribingJson unstructEvent() {
        SelfDescribingJson unstruct = event.unstructEvent();
        return unstruct != null && seesSchema(Kind.UNSTRUCT_EVENT, unstruct) ? unstruct : null;
    }

    @Override
    public List<SelfDescribingJson> derivedContexts() {
        return event.derivedContexts().stream()
                .filter(context -> seesSchema(Kind.DERIVED_CONTEXTS, context))
                .toList();
    }

    private boolean seesSchema(Kind kind, SelfDescribingJson json) {
        return declared.stream().anyMatch(part -> part.kind() == Kind.EVERYTHING || matches(part, kind, json));
    }

    /** Whether the part is of that kind and the entity is one of its. */
    static boolean matches(EventPart part, Kind kind, SelfDescribingJson json) {
        return part.kind() == kind
                && SchemaCriterion.parse(part.name())
                        .map(criterion -> criterion.matches(json.schema()))
                        .orElse(true);
    }
}
