package dev.firn.topology.lineage;

import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Where a column of an output comes from.
 *
 * @param name of the column or of the JSON member; one that ends in {@code *} stands for all members that begin so
 * @param type {@code text}, {@code integer}, {@code flag}, {@code decimal}, {@code float}, {@code timestamp}, {@code json},
 *     {@code bytes}, or {@code any} where only data tells
 * @param contributions who may write it, in the order in which they do; the last that does wins. Empty for a column that
 *     nothing fills
 * @param origins what its value goes back to when all columns between are followed
 * @param deciding what only decides whether it is written, or which of several values is, followed likewise; without those
 *     that are among the origins
 */
public record ColumnLineage(
        String name,
        String type,
        List<Contribution> contributions,
        SortedSet<ColumnOrigin> origins,
        SortedSet<ColumnOrigin> deciding) {

    public ColumnLineage {
        contributions = List.copyOf(contributions);
        origins = Collections.unmodifiableSortedSet(new TreeSet<>(origins));
        SortedSet<ColumnOrigin> others = new TreeSet<>(deciding);
        others.removeAll(origins);
        deciding = Collections.unmodifiableSortedSet(others);
    }

    /** Whether any contribution replaces values so that the old ones cannot be told. */
    public boolean isMasked() {
        return contributions.stream().anyMatch(Contribution::masks);
    }

    ColumnLineage typed(String other) {
        return new ColumnLineage(name, other, contributions, origins, deciding);
    }

    ColumnLineage named(String other) {
        return new ColumnLineage(other, type, contributions, origins, deciding);
    }
}
