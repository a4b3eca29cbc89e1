/**
 * SQL look-up: one prepared statement per event, filled from the event; its rows become contexts.
 *
 * <ul>
 *   <li>Configuration: {@code
 *       iglu:com.snowplowanalytics.snowplow.enrichments/sql_query_enrichment_config/jsonschema/1-0-*}; 1-0-1 has {@code
 *       ignoreOnError}. PostgreSQL's driver is here; MySQL's, {@code com.mysql:mysql-connector-j} or {@code
 *       org.mariadb.jdbc:mariadb-java-client}, is the user's to bring, on the class path or as a plugin of the application.
 *   <li>Settings: {@code sql-query.connection-timeout} (PT5S, waiting for a connection included), {@code
 *       sql-query.query-timeout} (PT10S), {@code sql-query.pool-size} (4; as many as there are stream threads is best),
 *       {@code sql-query.max-rows} (1000; more are an error), {@code sql-query.circuit-failures} (5) in a row for which the
 *       database is left alone for {@code sql-query.circuit-pause} (PT10S), {@code sql-query.coerce-strings} (true: texts
 *       that look like numbers or booleans are bound as such), {@code sql-query.verify-server} (true: with {@code sslMode}
 *       the server's certificate and name are checked by the JVM's trust store).
 *   <li>Reads: any column, the contexts, the self-describing event and contexts of earlier enrichments.
 *   <li>Writes: no column.
 *   <li>Contexts: of the schema configured, one for all rows or one for each.
 *   <li>Failures, all as {@code sql-query} and in pairs, {@code Error while executing the sql lookup} and the reason: no
 *       connection, an error of the database, too many or too few rows, {@code circuit open}. None with {@code
 *       ignoreOnError}. A database that cannot be reached does not stop the start.
 *   <li>Threads: safe; each query takes a connection of one pool, which are read-only and commit by themselves.
 *   <li>Cost: reading the inputs and one look-up in a map while an answer is remembered; else a query, for which the thread
 *       waits, so keep the time limits well below {@code max.poll.interval.ms}.
 * </ul>
 *
 * @see <a href="https://docs.snowplow.io/docs/pipeline/enrichments/available-enrichments/custom-sql-enrichment/">The
 *     enrichment's page</a>
 */
@NullMarked
package dev.firn.enrichments.sql;

import org.jspecify.annotations.NullMarked;
