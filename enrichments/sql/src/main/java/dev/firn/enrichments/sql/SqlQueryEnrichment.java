package dev.firn.enrichments.sql;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.firn.enrichments.lookup.Answer;
import dev.firn.enrichments.lookup.CachingEvaluator;
import dev.firn.enrichments.lookup.TextKey;
import dev.firn.enrichments.spi.Derivation;
import dev.firn.enrichments.spi.Enrichment;
import dev.firn.enrichments.spi.EnrichmentResult;
import dev.firn.enrichments.spi.EventPart;
import dev.firn.enrichments.spi.EventView;
import dev.firn.enrichments.spi.LookupListener;
import dev.firn.enrichments.spi.LookupListener.Outcome;
import dev.firn.enrichments.spi.Resources;
import dev.firn.registry.SelfDescribingJson;
import dev.firn.serdes.badrow.FailureMessage;
import dev.firn.serdes.event.AtomicField;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Asks a database for contexts of an event. */
final class SqlQueryEnrichment implements Enrichment {

    private static final String NAME = "sql-query";
    private static final String FAILED = "Error while executing the sql lookup";
    private static final Answer<List<SelfDescribingJson>> NOTHING = Answer.ok(List.of());
    /** Of SQL states: connection exception, insufficient resources, operator intervention (which ends a slow query). */
    private static final Set<String> UNAVAILABLE = Set.of("08", "53", "57");

    private final ParameterReader parameters;
    private final Database database;
    private final RowsToContexts output;
    private final DatabaseConfig config;
    private final boolean ignoreOnError;
    private final Circuit circuit;
    private final LookupListener listener;
    private final CachingEvaluator<List<Object>, List<SelfDescribingJson>> answers;

    SqlQueryEnrichment(SqlQueryConfig config, SqlLimits limits, Resources resources) {
        this.parameters = new ParameterReader(config.inputs(), limits.coerceStrings());
        this.output = config.output();
        this.config = config.database();
        this.ignoreOnError = config.ignoreOnError();
        this.circuit = new Circuit(limits.circuitFailures(), limits.circuitPause(), resources.clock());
        this.answers = new CachingEvaluator<>(
                config.cacheSize(),
                config.timeToLive(),
                resources.clock(),
                resources.watch().cache(NAME));
        this.database = new Database(
                ConnectionPool.open(config.database(), limits),
                config.sql(),
                new RowReader(config.output().names(), limits.maxRows()),
                limits);
        this.listener = resources.watch().lookups(NAME);
        listener.circuit(circuit::isOpen);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Set<AtomicField> writes() {
        return Set.of();
    }

    @Override
    public List<Derivation> derivations() {
        return List.of(Derivation.of(EventPart.derivedContexts(output.schema())).from(parameters.parts()));
    }

    @Override
    public EnrichmentResult enrich(EventView event) {
        List<Object> values = parameters.read(event);
        if (values == null || database.cannotTake(values.size())) {
            return EnrichmentResult.unchanged();
        }
        Answer<List<SelfDescribingJson>> answer = answers.get(key(values), key -> ask(values));
        if (answer instanceof Answer.Ok<List<SelfDescribingJson>> ok) {
            return EnrichmentResult.contexts(ok.value());
        }
        return ignoreOnError ? EnrichmentResult.unchanged() : failed((Answer.Error<?>) answer);
    }

    /** The values, but for long texts, of which a cache full would be more than the memory holds. */
    static List<Object> key(List<Object> values) {
        List<Object> key = new ArrayList<>(values.size());
        for (Object value : values) {
            boolean isLong = value instanceof String text && text.length() > TextKey.LONGEST;
            key.add(isLong ? TextKey.of((String) value) : value);
        }
        return key;
    }

    private static EnrichmentResult failed(Answer.Error<?> error) {
        return new EnrichmentResult.Failed(error.texts().stream()
                .<FailureMessage>map(FailureMessage.Simple::new)
                .toList());
    }

    private Answer<List<SelfDescribingJson>> ask(List<Object> values) {
        long start = System.nanoTime();
        if (!circuit.mayAsk()) {
            ended(Outcome.CIRCUIT, start);
            return Answer.passing(FAILED, "circuit open");
        }
        boolean connected = false;
        try (Connection connection = database.connect()) {
            connected = true;
            List<ObjectNode> rows = database.query(connection, values);
            ended(Outcome.SUCCESS, start);
            return contexts(rows);
        } catch (SQLException e) {
            if (Thread.currentThread().isInterrupted()) {
                ended(Outcome.INTERRUPTED, start);
                return Answer.passing(FAILED, "interrupted"); // which tells nothing of the database
            }
            ended(outcome(connected, e), start);
            return Answer.error(FAILED, text(e));
        } catch (RuntimeException e) {
            // Drivers promise nothing.
            ended(connected ? Outcome.STATUS : Outcome.CONNECT, start);
            return Answer.error(FAILED, text(e));
        }
    }

    /** Errors that come of one event's values must not close the way for the others. */
    private void ended(Outcome outcome, long start) {
        switch (outcome) {
            case SUCCESS, STATUS -> circuit.answered();
            case TIMEOUT, CONNECT -> circuit.failed();
            default -> {} // which tells nothing of the database
        }
        listener.ended(outcome, Duration.ofNanos(System.nanoTime() - start));
    }

    private static Outcome outcome(boolean connected, SQLException e) {
        if (e instanceof SQLTimeoutException) {
            return Outcome.TIMEOUT;
        }
        return connected && !isUnavailable(e) ? Outcome.STATUS : Outcome.CONNECT;
    }

    private Answer<List<SelfDescribingJson>> contexts(@Nullable List<ObjectNode> rows) {
        if (rows == null) {
            return NOTHING;
        }
        String problem = output.expected().problem(rows.size());
        return problem == null ? Answer.ok(output.contexts(rows)) : Answer.error(FAILED, problem);
    }

    /** Whether it is the database that is in trouble, and not this query with these values. */
    private static boolean isUnavailable(SQLException e) {
        String state = e.getSQLState();
        return e instanceof SQLTimeoutException
                || e instanceof SQLTransientConnectionException
                || (state != null && state.length() >= 2 && UNAVAILABLE.contains(state.substring(0, 2)));
    }

    /** The pool tells only that it has no connection; why not is the cause. */
    private String text(Exception e) {
        String text = String.valueOf(e.getMessage());
        Throwable cause = e.getCause();
        if (e instanceof SQLTransientConnectionException && cause != null) {
            text = cause.getMessage() + " (" + text + ")";
        }
        return config.redacted(text);
    }

    @Override
    public void close() {
        database.close();
    }
}
