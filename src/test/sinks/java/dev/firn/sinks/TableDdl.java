package dev.firn.sinks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;

/**
 * The shipped {@code CREATE TABLE} of Spark SQL, as far as it goes: columns of simple types, hours and identities to
 * partition by, properties.
 */
final class TableDdl {

    private static final Pattern TABLE = Pattern.compile(
            "CREATE TABLE \\S+ \\(\n"
                    + "(.*?)\n"
                    + "\\)\n"
                    + "USING iceberg\n"
                    + "PARTITIONED BY \\((.*?)\\)\n"
                    + "TBLPROPERTIES \\(\n"
                    + "(.*?)\n"
                    + "\\);",
            Pattern.DOTALL);
    private static final Pattern COLUMN =
            Pattern.compile("  (\\w+) (STRING|INT|DOUBLE|BOOLEAN|TIMESTAMP|DECIMAL\\(\\d+, \\d+\\))( NOT NULL)?,?");
    private static final Pattern PARTITION = Pattern.compile("hours\\((\\w+)\\)|(\\w+)");
    private static final Pattern PROPERTY = Pattern.compile("  '(\\S+)' = '(\\S+)',?");

    final Schema schema;
    final PartitionSpec partitions;
    final Map<String, String> properties = new LinkedHashMap<>();

    private TableDdl(String sql) {
        Matcher table = TABLE.matcher(sql);
        if (!table.find()) {
            throw new IllegalArgumentException("no such statement: " + sql);
        }
        List<Types.NestedField> columns = new ArrayList<>();
        for (String line : table.group(1).split("\n", -1)) {
            Matcher column = matcher(COLUMN, line);
            int id = columns.size() + 1;
            columns.add(
                    column.group(3) == null
                            ? Types.NestedField.optional(id, column.group(1), type(column.group(2)))
                            : Types.NestedField.required(id, column.group(1), type(column.group(2))));
        }
        schema = new Schema(columns);
        PartitionSpec.Builder spec = PartitionSpec.builderFor(schema);
        for (String field : table.group(2).split(", ", -1)) {
            Matcher partition = matcher(PARTITION, field);
            if (partition.group(1) == null) {
                spec.identity(partition.group(2));
            } else {
                spec.hour(partition.group(1));
            }
        }
        partitions = spec.build();
        for (String line : table.group(3).split("\n", -1)) {
            Matcher property = matcher(PROPERTY, line);
            properties.put(property.group(1), property.group(2));
        }
    }

    static TableDdl load() {
        try {
            return new TableDdl(Files.readString(ShippedConnector.folder().resolve("iceberg-events.sql")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Type type(String name) {
        return switch (name) {
            case "STRING" -> Types.StringType.get();
            case "TIMESTAMP" -> Types.TimestampType.withZone();
            default -> Types.fromPrimitiveString(name.toLowerCase(Locale.ROOT));
        };
    }

    private static Matcher matcher(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("not understood: " + text);
        }
        return matcher;
    }
}
