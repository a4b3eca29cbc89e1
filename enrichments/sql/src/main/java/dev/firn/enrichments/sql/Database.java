package dev.firn.enrichments.sql;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.zaxxer.hikari.HikariDataSource;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One statement, and the pool of connections on which it runs. Thread-safe. */
final class Database implements AutoCloseable {

    private static final int UNKNOWN = -1;

    private final HikariDataSource pool;
    private final String sql;
    private final RowReader reader;
    private final SqlLimits limits;
    /** As the driver counts them; the same for ever, so asked once. */
    private volatile int placeholders = UNKNOWN;

    Database(HikariDataSource pool, String sql, RowReader reader, SqlLimits limits) {
        this.pool = pool;
        this.sql = sql;
        this.reader = reader;
        this.limits = limits;
    }

    /** Whether the statement is known to take another number of parameters. */
    boolean cannotTake(int parameters) {
        return placeholders != UNKNOWN && placeholders != parameters;
    }

    /** Opens no connection when there is a free one. */
    Connection connect() throws SQLException {
        return pool.getConnection();
    }

    /** The rows; null when the statement takes another number of parameters. */
    @Nullable
    List<ObjectNode> query(Connection connection, List<Object> parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            if (placeholders == UNKNOWN) {
                placeholders = statement.getParameterMetaData().getParameterCount();
            }
            if (placeholders != parameters.size()) {
                return null;
            }
            statement.setQueryTimeout(limits.queryTimeoutSeconds());
            statement.setMaxRows(limits.maxRows() + 1);
            for (int i = 0; i < parameters.size(); i++) {
                bind(statement, i + 1, parameters.get(i));
            }
            try (ResultSet rows = statement.executeQuery()) {
                return reader.read(rows);
            }
        }
    }

    private static void bind(PreparedStatement statement, int index, Object value) throws SQLException {
        if (value instanceof String text) {
            statement.setString(index, text);
        } else if (value instanceof Integer number) {
            statement.setInt(index, number);
        } else if (value instanceof Long number) {
            statement.setLong(index, number);
        } else if (value instanceof Double number) {
            statement.setDouble(index, number);
        } else if (value instanceof Boolean flag) {
            statement.setBoolean(index, flag);
        } else if (value instanceof Float number) {
            statement.setFloat(index, number);
        } else if (value instanceof Byte number) {
            statement.setByte(index, number);
        } else if (value instanceof BigDecimal number) {
            statement.setBigDecimal(index, number);
        } else {
            throw new IllegalStateException("no parameter is a " + value.getClass());
        }
    }

    @Override
    public void close() {
        pool.close();
    }
}
