package dev.firn.topology.flow;

import static java.util.Objects.requireNonNull;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The name of a stream of results that outputs are made of, such as {@code good}, {@code json.appsflyer} or {@code
 * joined.ads}.
 *
 * @param name of the input or join; empty for streams that there is one of
 */
public record StreamId(Kind kind, String name) {

    /** What a stream consists of. */
    public enum Kind {
        /** Collector payloads as they came in. */
        RAW,
        /** Events that are valid and enriched. */
        GOOD,
        /** Events that failed in part. */
        INCOMPLETE,
        /** Bad rows. */
        BAD,
        /** Events that tell which values of good ones were replaced; they hold the original values. */
        PII,
        /** Good events that were seen before. */
        DUPLICATES,
        /** Objects of a plain JSON input. */
        JSON,
        /** What an ad join makes. */
        JOINED;

        /** Whether there may be several streams of this kind, told apart by name. */
        public boolean isNamed() {
            return this == JSON || this == JOINED;
        }
    }

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9_-]{0,62}");

    public static final StreamId RAW = new StreamId(Kind.RAW, "");
    public static final StreamId GOOD = new StreamId(Kind.GOOD, "");
    public static final StreamId INCOMPLETE = new StreamId(Kind.INCOMPLETE, "");
    public static final StreamId BAD = new StreamId(Kind.BAD, "");
    public static final StreamId PII = new StreamId(Kind.PII, "");
    public static final StreamId DUPLICATES = new StreamId(Kind.DUPLICATES, "");

    public StreamId {
        requireNonNull(kind, "kind");
        if (kind.isNamed()) {
            checkName(name);
        } else if (!name.isEmpty()) {
            throw new IllegalArgumentException("there is one " + text(kind) + " stream, without a name: " + name);
        }
    }

    public static StreamId json(String input) {
        return new StreamId(Kind.JSON, input);
    }

    public static StreamId joined(String join) {
        return new StreamId(Kind.JOINED, join);
    }

    /**
     * Reads the text form.
     *
     * @throws IllegalArgumentException for anything else
     */
    public static StreamId of(String text) {
        int dot = text.indexOf('.');
        String kind = dot < 0 ? text : text.substring(0, dot);
        for (Kind one : Kind.values()) {
            if (text(one).equals(kind) && one.isNamed() == dot >= 0) {
                return new StreamId(one, dot < 0 ? "" : text.substring(dot + 1));
            }
        }
        throw new IllegalArgumentException("source = " + text
                + ", expected raw, good, incomplete, bad, pii, duplicates, json.NAME or joined.NAME");
    }

    /**
     * Checks a name that ends up in names of topics and stores.
     *
     * @throws IllegalArgumentException when it cannot
     */
    public static String checkName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("name = " + name
                    + ", expected 1 to 63 lower-case letters, digits, dashes and underscores, the first no dash");
        }
        return name;
    }

    private static String text(Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return kind.isNamed() ? text(kind) + '.' + name : text(kind);
    }
}
