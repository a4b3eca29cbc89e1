package dev.firn.serdes.flatten;

/** What becomes of <code>{}</code> and {@code []}. */
public enum EmptyContainers {
    /** They stay, as values. */
    KEEP,
    /** They become {@code null}, which {@link Nulls} does not touch. */
    NULL,
    /** They are left out and counted. */
    DROP
}
