package dev.firn.enrichments.javascript;

import dev.firn.enrichments.timelimit.TimeLimitException;
import dev.firn.enrichments.timelimit.TimeLimited;
import dev.firn.enrichments.timelimit.TimedResult;
import dev.firn.serdes.event.EnrichedEvent;
import java.time.Duration;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Function;

/**
 * The engines of one script: as many as calls run at the same time, each of them used by one call at a time. Thread-safe. The
 * engine of a call that never ends is replaced when one is needed.
 */
final class ScriptEngines implements AutoCloseable {

    /** To load an engine takes tenths of a second, or seconds when all processors are busy. */
    private static final Duration LOADING_LIMIT = Duration.ofSeconds(30);

    private final JavaScriptConfig config;
    private final TimeLimited timeLimited = new TimeLimited("javascript");
    /** Last in, first out: the one used last is compiled best. */
    private final Deque<Script> idle = new ConcurrentLinkedDeque<>();

    ScriptEngines(JavaScriptConfig config) {
        this.config = config;
    }

    /** Makes the first engine. */
    void prepare() throws ScriptFailure {
        idle.addFirst(newScript());
    }

    /**
     * Makes one call with an engine of its own, on this thread when there is no limit.
     *
     * @throws TimeLimitException when it does not end in time, or others have not, or an engine had to be made, and that did
     *     not end
     */
    <T> T call(Function<Script, T> work) throws ScriptFailure {
        Script free = idle.pollFirst();
        Script script = free == null ? newScript() : free;
        if (config.timeLimit().isZero()) {
            return thenFree(script, work);
        }
        TimedResult<T> result = timeLimited.call(config.timeLimit(), () -> thenFree(script, work));
        if (result instanceof TimedResult.Refused) {
            idle.addFirst(script);
        }
        return value(config.timeLimit(), result);
    }

    /** However late it ends, the engine is of use again then: to make another takes much longer than most calls. */
    private <T> T thenFree(Script script, Function<Script, T> work) {
        try {
            return work.apply(script);
        } finally {
            idle.addFirst(script);
        }
    }

    private Script newScript() throws ScriptFailure {
        return value(LOADING_LIMIT, timeLimited.call(LOADING_LIMIT, this::load));
    }

    private <T> T value(Duration limit, TimedResult<T> result) throws ScriptFailure {
        if (result instanceof TimedResult.Finished<T> finished && finished.value() != null) {
            return finished.value();
        }
        if (result instanceof TimedResult.Threw<T> threw) {
            throw rethrown(threw.problem());
        }
        String reason = result instanceof TimedResult.TimedOut
                ? "no result within " + limit
                : "not run: " + timeLimited.abandoned() + " earlier calls have not ended yet";
        throw new TimeLimitException(ScriptFailure.running(reason).message());
    }

    /** Errors too: a heap that is full is not the event's fault, and hiding it would turn all events bad. */
    private static ScriptFailure rethrown(Throwable problem) {
        if (problem instanceof Error error) {
            throw error;
        }
        return problem instanceof ScriptFailure failure ? failure : ScriptFailure.running(problem);
    }

    /**
     * Makes an engine and calls its script once, with an event that has no values, as Nashorn compiles a function when it is
     * first called, which takes longer than any later call. What the script makes of it is nobody's business.
     */
    private Script load() throws ScriptFailure {
        Script script = Script.load(config);
        try {
            ScriptEvent nothing = new ScriptEvent(EnrichedEvent.builder().build(), List.of(), script);
            script.process(nothing, config.params(), List.of());
        } catch (ScriptFailure expected) {
            return script;
        }
        return script;
    }

    @Override
    public void close() {
        timeLimited.close();
        idle.clear();
    }
}
