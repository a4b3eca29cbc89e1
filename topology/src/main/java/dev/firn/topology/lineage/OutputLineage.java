package dev.firn.topology.lineage;

import dev.firn.topology.output.Output;
import java.util.List;

/**
 * An output and the columns of its records.
 *
 * @param output as it was configured
 * @param columns in the order in which records have them
 */
public record OutputLineage(Output output, List<ColumnLineage> columns) {

    public OutputLineage {
        columns = List.copyOf(columns);
    }
}
