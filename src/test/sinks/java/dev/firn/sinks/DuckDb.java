package dev.firn.sinks;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A reader of Parquet files that has no code in common with those who write them. */
final class DuckDb {

    private DuckDb() {}

    /** How many rows each value of the expression has. */
    static Map<String, Long> count(List<String> files, String expression) throws SQLException {
        String list = files.stream().map(file -> '\'' + file + '\'').collect(Collectors.joining(", ", "[", "]"));
        Map<String, Long> counts = new TreeMap<>();
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT " + expression
                        + ", count(*) FROM (SELECT * REPLACE (collector_tstamp::TIMESTAMP AS collector_tstamp)"
                        + " FROM read_parquet(" + list + ", union_by_name = true, filename = true)) GROUP BY 1")) {
            while (rows.next()) {
                counts.put(rows.getString(1), rows.getLong(2));
            }
        }
        return counts;
    }
}
