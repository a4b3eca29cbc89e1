package dev.firn.enrichments.sql;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.firn.registry.json.JsonText;
import dev.firn.registry.json.ParsedJson;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads rows as JSON objects. */
final class RowReader {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final PropertyNames names;
    private final int maxRows;

    RowReader(PropertyNames names, int maxRows) {
        this.names = names;
        this.maxRows = maxRows;
    }

    /**
     * All rows, in order.
     *
     * @throws SQLException also when there are more than may be
     */
    List<ObjectNode> read(ResultSet rows) throws SQLException {
        ResultSetMetaData columns = rows.getMetaData();
        String[] properties = new String[columns.getColumnCount()];
        for (int i = 0; i < properties.length; i++) {
            properties[i] = names.of(columns.getColumnLabel(i + 1));
        }
        List<ObjectNode> objects = new ArrayList<>();
        while (rows.next()) {
            if (objects.size() == maxRows) {
                throw new SQLException("the answer has more than " + maxRows + " rows");
            }
            ObjectNode object = NODES.objectNode();
            for (int i = 0; i < properties.length; i++) {
                object.set(properties[i], json(rows.getObject(i + 1)));
            }
            objects.add(object);
        }
        return objects;
    }

    /** By the class that the driver chose for the column. */
    static JsonNode json(@Nullable Object value) {
        if (value == null) {
            return NODES.nullNode();
        } else if (value instanceof String text) {
            return NODES.textNode(text);
        } else if (value instanceof Integer number) {
            return NODES.numberNode(number);
        } else if (value instanceof Long number) {
            return NODES.numberNode(number);
        } else if (value instanceof Boolean flag) {
            return NODES.booleanNode(flag);
        } else if (value instanceof Double number) {
            return Double.isFinite(number) ? NODES.numberNode(number) : NODES.nullNode();
        } else if (value instanceof Float number) {
            return Float.isFinite(number) ? NODES.numberNode(number) : NODES.nullNode();
        } else if (value instanceof Date date) {
            return NODES.textNode(date.toLocalDate() + "T00:00:00.000Z");
        } else if (value instanceof byte[] bytes) {
            return NODES.textNode("\\x" + HexFormat.of().formatHex(bytes));
        }
        return parsed(value.toString());
    }

    /** Decimals, JSON and whatever else spells a JSON value is that value; all else is a text. */
    private static JsonNode parsed(@Nullable String text) {
        if (text == null) {
            return NODES.nullNode();
        }
        return JsonText.parse(text) instanceof ParsedJson.Json json ? json.node() : NODES.textNode(text);
    }
}
