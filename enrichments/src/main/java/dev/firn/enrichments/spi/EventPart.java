package dev.firn.enrichments.spi;

import static java.util.Objects.requireNonNull;

import dev.firn.registry.SchemaCriterion;
import dev.firn.registry.SchemaKey;
import dev.firn.serdes.event.AtomicField;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A part of an event, or of the request that it came in: what values are made of. Told to people, who want to know where a
 * column comes from; see {@link Enrichment#derivations}.
 *
 * @param kind where to look for it
 * @param name which of them; {@value #ANY} for any
 */
public record EventPart(Kind kind, String name) implements Comparable<EventPart> {

    /** Where parts are looked for. */
    public enum Kind {
        /** A column of the event, by its name. */
        COLUMN,
        /** Entities that the tracker attached, by the criterion that their schemas satisfy. */
        CONTEXTS,
        /** The self-describing event, by the criterion that its schema satisfies. */
        UNSTRUCT_EVENT,
        /** Contexts that enrichments attached, by the criterion that their schemas satisfy. */
        DERIVED_CONTEXTS,
        /** A parameter of the page URL's querystring. */
        PAGE_PARAMETER,
        /** A parameter of the tracker protocol, as the adapter made it; for webhooks it made them of the body. */
        PARAMETER,
        /** A header of the request, letter case does not matter; or a pattern of such names between slashes. */
        HEADER,
        /** A cookie of the request. */
        COOKIE,
        /** A member of the collector payload, by its name in the Thrift schema. */
        PAYLOAD,
        /** A member of a JSON object in another topic, by its path; enrichments see none. */
        MEMBER,
        /** Of the Kafka record that an event came in: {@code timestamp}, {@code headers}; enrichments do not see it. */
        RECORD,
        /** The application itself: its {@code name}, its {@code clock}. */
        APPLICATION,
        /** All of the above. */
        EVERYTHING
    }

    /** A name for all parts of a kind. */
    public static final String ANY = "*";

    private static final EventPart EVERYTHING = new EventPart(Kind.EVERYTHING, ANY);

    public EventPart {
        requireNonNull(kind, "kind");
        requireNonNull(name, "name");
        boolean known =
                switch (kind) {
                    case COLUMN -> name.equals(ANY) || AtomicField.ofColumn(name) != null;
                    case CONTEXTS, UNSTRUCT_EVENT, DERIVED_CONTEXTS ->
                        name.equals(ANY) || SchemaCriterion.parse(name).isPresent();
                    default -> true;
                };
        if (!known) {
            throw new IllegalArgumentException("no " + kind + " is named '" + name + "'");
        }
    }

    public static EventPart column(AtomicField field) {
        return new EventPart(Kind.COLUMN, field.column());
    }

    public static List<EventPart> columns(Collection<AtomicField> fields) {
        return fields.stream().sorted().map(EventPart::column).toList();
    }

    public static List<EventPart> columns(AtomicField... fields) {
        return columns(List.of(fields));
    }

    public static EventPart contexts(SchemaCriterion schema) {
        return new EventPart(Kind.CONTEXTS, schema.toString());
    }

    public static EventPart unstructEvent(SchemaCriterion schema) {
        return new EventPart(Kind.UNSTRUCT_EVENT, schema.toString());
    }

    public static EventPart derivedContexts(SchemaCriterion schema) {
        return new EventPart(Kind.DERIVED_CONTEXTS, schema.toString());
    }

    /** Contexts of just this schema. */
    public static EventPart derivedContexts(SchemaKey schema) {
        return new EventPart(Kind.DERIVED_CONTEXTS, schema.toString());
    }

    public static EventPart pageParameter(String name) {
        return new EventPart(Kind.PAGE_PARAMETER, name);
    }

    public static EventPart parameter(String name) {
        return new EventPart(Kind.PARAMETER, name);
    }

    public static EventPart header(String name) {
        return new EventPart(Kind.HEADER, name);
    }

    /** All headers whose names fit. */
    public static EventPart headers(Pattern names) {
        return new EventPart(Kind.HEADER, '/' + names.pattern() + '/');
    }

    public static EventPart cookie(String name) {
        return new EventPart(Kind.COOKIE, name);
    }

    public static EventPart payload(String member) {
        return new EventPart(Kind.PAYLOAD, member);
    }

    public static EventPart member(String path) {
        return new EventPart(Kind.MEMBER, path);
    }

    public static EventPart record(String what) {
        return new EventPart(Kind.RECORD, what);
    }

    public static EventPart application(String what) {
        return new EventPart(Kind.APPLICATION, what);
    }

    /** All parts of a kind. */
    public static EventPart any(Kind kind) {
        return kind == Kind.EVERYTHING ? EVERYTHING : new EventPart(kind, ANY);
    }

    /** The whole event and its request. */
    public static EventPart everything() {
        return EVERYTHING;
    }

    /** Such as {@code column:user_ipaddress}: kind, colon, name. */
    @Override
    public String toString() {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', '-') + ':' + name;
    }

    /** By kind, then by name. */
    @Override
    public int compareTo(EventPart other) {
        int byKind = kind.compareTo(other.kind);
        return byKind != 0 ? byKind : name.compareTo(other.name);
    }
}
