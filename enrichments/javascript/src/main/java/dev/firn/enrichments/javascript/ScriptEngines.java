package dev.firn.enrichments.javascript;

import dev.firn.enrichments.timelimit.TimeLimitException;
import dev.firn.enrichments.timelimit.TimeLimited;
import dev.firn.enrichments.timelimit.TimedResult;
import dev.firn.serdes.event.EnrichedEvent;
import java.time.Duration;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedDeque;

/**
 * The engines of one script: as many as calls run at the same time, each of them used by one call at a time. Thread-safe. An
 * engine that a call does not give back, since it never ended, is replaced when one is needed.
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

    /**
     * An engine for one call.
     *
     * @throws TimeLimitException when one had to be made, and that did not end
     */
    Script borrow() throws ScriptFailure {
        Script script = idle.pollFirst();
        return script == null ? limited(LOADING_LIMIT, this::load) : script;
    }

    void giveBack(Script script) {
        idle.addFirst(script);
    }

    /**
     * Runs a part of the script.
     *
     * @throws TimeLimitException when it does not end in time, or others have not
     */
    <T> T limited(Duration limit, Callable<T> work) throws ScriptFailure {
        TimedResult<T> result = timeLimited.call(limit, work);
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
