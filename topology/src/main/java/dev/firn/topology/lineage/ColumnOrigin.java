package dev.firn.topology.lineage;

import dev.firn.enrichments.spi.EventPart;

/**
 * What a column goes back to.
 *
 * @param reader id of the node that reads it out of a topic
 * @param part of what that topic holds, or of the application
 */
public record ColumnOrigin(String reader, EventPart part) implements Comparable<ColumnOrigin> {

    /** By reader, then by part. */
    @Override
    public int compareTo(ColumnOrigin other) {
        int byReader = reader.compareTo(other.reader);
        return byReader != 0 ? byReader : part.compareTo(other.part);
    }
}
