package dev.firn.enrichments.sql;

import org.jspecify.annotations.Nullable;

/** How many rows an answer may have. */
enum ExpectedRows {
    EXACTLY_ONE(1, 1, "exactly one row was expected"),
    AT_MOST_ONE(0, 1, "at most one row was expected"),
    AT_LEAST_ONE(1, Integer.MAX_VALUE, "at least one row was expected. 0 given instead"),
    AT_LEAST_ZERO(0, Integer.MAX_VALUE, "");

    private final int min;
    private final int max;
    private final String otherwise;

    ExpectedRows(int min, int max, String otherwise) {
        this.min = min;
        this.max = max;
        this.otherwise = otherwise;
    }

    /** Whether there can be several. */
    boolean isMany() {
        return max > 1;
    }

    /** What is wrong with so many rows; null when nothing is. */
    @Nullable
    String problem(int rows) {
        return rows < min || rows > max ? "SQL Query Enrichment: " + otherwise : null;
    }
}
