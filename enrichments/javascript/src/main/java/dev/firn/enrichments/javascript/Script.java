package dev.firn.enrichments.javascript;

import static java.util.Objects.requireNonNull;

import java.io.Writer;
import java.util.List;
import javax.script.Compilable;
import javax.script.CompiledScript;
import javax.script.ScriptContext;
import javax.script.ScriptEngine;
import javax.script.ScriptException;
import org.jspecify.annotations.Nullable;
import org.openjdk.nashorn.api.scripting.AbstractJSObject;
import org.openjdk.nashorn.api.scripting.NashornException;
import org.openjdk.nashorn.api.scripting.NashornScriptEngineFactory;
import org.openjdk.nashorn.api.scripting.ScriptObjectMirror;

/** A user's script in an engine of its own, compiled, locked in, and ready to be called. For one thread at a time. */
final class Script implements ScriptEvent.EngineValues {

    /**
     * Takes away what leads out of the engine, before anything else runs there. {@code engine} and {@code context} are no
     * properties at first: {@code __noSuchProperty__} makes them up, which is why it goes and they become undefined for good.
     * {@code bindProperties} would show the Java methods behind events and numbers, and stack traces the process's log.
     */
    private static final String LOCK =
            """
            (function (global) {
                'use strict';
                ['quit', 'exit', 'load', 'loadWithNewGlobal', '__noSuchProperty__'].forEach(function (name) {
                    delete global[name];
                });
                delete Object.bindProperties;
                delete Object.setIndexedPropertiesToExternalArrayData;
                delete Error.dumpStack;
                delete Error.prototype.printStackTrace;
                ['engine', 'context'].forEach(function (name) {
                    Object.defineProperty(global, name, {value: undefined});
                });
            })(this);""";

    /**
     * Gives what Java needs later to {@code give}. It keeps the functions that it uses from before the script could change
     * them. {@code process} is looked up for every call, as scripts may define it with {@code let} and {@code const} too.
     */
    private static final String BOOTSTRAP =
            """
            (function (give, stringify, parse, TypeError) {
                'use strict';
                give(
                    undefined,
                    function (message) { throw new TypeError(message); },
                    function () { return typeof process; },
                    function (event, params, lines) {
                        var headers = [];
                        for (var i = 0; i < lines.length; i++) {
                            headers[i] = lines[i];
                        }
                        var result = process(event, params === null ? {} : parse(params), headers);
                        return result === undefined || result === null ? null : stringify(result) || '';
                    });
            })""";

    /** How stack traces call what is not the user's. */
    static final String OWN_FILE = "<firn>";

    private final Object undefined;
    private final ScriptObjectMirror typeError;
    private final ScriptObjectMirror typeOfProcess;
    private final ScriptObjectMirror process;

    private Script(@Nullable Object[] given) {
        undefined = requireNonNull(given[0]);
        typeError = (ScriptObjectMirror) requireNonNull(given[1]);
        typeOfProcess = (ScriptObjectMirror) requireNonNull(given[2]);
        process = (ScriptObjectMirror) requireNonNull(given[3]);
    }

    /**
     * Makes an engine and runs the top level of the script in it, which may do whatever scripts may: call it where that can
     * be bounded.
     */
    static Script load(JavaScriptConfig config) throws ScriptFailure {
        String[] options = config.classes().none()
                ? new String[] {"--language=es6", "--no-java"}
                : new String[] {"--language=es6"};
        ScriptEngine engine = new NashornScriptEngineFactory()
                .getScriptEngine(options, Script.class.getClassLoader(), config.classes());
        engine.getContext().setWriter(Writer.nullWriter());
        engine.getContext().setErrorWriter(Writer.nullWriter());
        try {
            engine.put(ScriptEngine.FILENAME, OWN_FILE);
            engine.eval(LOCK);
            Receiver receiver = new Receiver();
            ScriptObjectMirror bootstrap = (ScriptObjectMirror) engine.eval(BOOTSTRAP);
            bootstrap.call(
                    null, receiver, engine.eval("JSON.stringify"), engine.eval("JSON.parse"), engine.eval("TypeError"));
            Script script = new Script(receiver.given);
            engine.getBindings(ScriptContext.ENGINE_SCOPE).remove(ScriptEngine.FILENAME);
            compile(engine, config.script()).eval();
            script.requireProcess();
            return script;
        } catch (ScriptException | RuntimeException | StackOverflowError e) {
            throw ScriptFailure.running(e);
        }
    }

    private static CompiledScript compile(ScriptEngine engine, String script) throws ScriptFailure {
        try {
            return ((Compilable) engine).compile(script);
        } catch (ScriptException | RuntimeException | StackOverflowError e) {
            throw ScriptFailure.compiling(e);
        }
    }

    private void requireProcess() throws ScriptFailure {
        Object type = typeOfProcess.call(null);
        if (!"function".equals(type)) {
            throw ScriptFailure.running("process is " + type + ", not a function");
        }
    }

    /**
     * Calls {@code process}.
     *
     * @param params JSON text, or null for an empty object
     * @return JSON text of what it returned; null when that was nothing, and empty when it has no JSON
     */
    @Nullable
    String process(ScriptEvent event, @Nullable String params, List<String> headers) throws ScriptFailure {
        try {
            return (String) process.call(null, event, params, headers.toArray(new String[0]));
        } catch (RuntimeException | StackOverflowError e) {
            throw ScriptFailure.running(e);
        }
    }

    @Override
    public Object undefined() {
        return undefined;
    }

    @Override
    public RuntimeException typeError(String message) {
        try {
            typeError.call(null, message);
            return new IllegalStateException(message);
        } catch (NashornException e) {
            return e;
        }
    }

    /** Takes what the bootstrap gives. */
    private static final class Receiver extends AbstractJSObject {
        private @Nullable Object[] given = new @Nullable Object[0];

        @Override
        public boolean isFunction() {
            return true;
        }

        @Override
        public @Nullable Object call(@Nullable Object self, @Nullable Object... arguments) {
            given = arguments;
            return null;
        }
    }
}
