package dev.firn.topology.lineage;

import dev.firn.topology.output.Output;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * An output and the columns of its records.
 *
 * @param output as it was configured
 * @param columns in the order in which records have them
 * @param choosing what its filter and its sample go back to
 */
public record OutputLineage(Output output, List<ColumnLineage> columns, SortedSet<ColumnOrigin> choosing) {

    public OutputLineage {
        columns = List.copyOf(columns);
        choosing = Collections.unmodifiableSortedSet(new TreeSet<>(choosing));
    }
}
