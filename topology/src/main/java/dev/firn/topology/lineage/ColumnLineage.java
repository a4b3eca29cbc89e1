package dev.firn.topology.lineage;

import dev.firn.enrichments.spi.EventPart;
import java.util.List;
import java.util.Set;

/**
 * Where a column of an output comes from.
 *
 * @param name of the column or of the JSON member; one that ends in {@code *} stands for all members that begin so
 * @param type {@code text}, {@code integer}, {@code flag}, {@code decimal}, {@code float}, {@code timestamp}, {@code json},
 *     or {@code any} where only data tells
 * @param contributions who may write it, in the order in which they do; the last that does wins. Empty for a column that
 *     nothing fills
 * @param origins what it goes back to when all columns between are followed: parts of the request and of the payload, records
 *     of other topics, the application itself
 */
public record ColumnLineage(String name, String type, List<Contribution> contributions, Set<EventPart> origins) {

    public ColumnLineage {
        contributions = List.copyOf(contributions);
    }
}
