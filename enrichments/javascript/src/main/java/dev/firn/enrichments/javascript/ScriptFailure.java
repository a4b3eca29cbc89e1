package dev.firn.enrichments.javascript;

import javax.script.ScriptException;
import org.jspecify.annotations.Nullable;
import org.openjdk.nashorn.api.scripting.NashornException;

/** A script could not be compiled, or threw. The message is what the bad row says. */
final class ScriptFailure extends Exception {
    private static final long serialVersionUID = 1L;

    private ScriptFailure(String message, @Nullable Throwable cause) {
        super(message, cause, false, false);
    }

    static ScriptFailure compiling(Throwable problem) {
        return new ScriptFailure("Error compiling JavaScript function: [" + text(problem) + "]", problem);
    }

    static ScriptFailure running(Throwable problem) {
        return new ScriptFailure("Error during execution of JavaScript function: [" + text(problem) + "]", problem);
    }

    static ScriptFailure running(String problem) {
        return new ScriptFailure("Error during execution of JavaScript function: [" + problem + "]", null);
    }

    String message() {
        return String.valueOf(getMessage());
    }

    /** With the place, as {@code javax.script} words it. */
    private static String text(Throwable problem) {
        if (problem instanceof NashornException e) {
            return String.valueOf(located(e).getMessage());
        }
        return problem instanceof ScriptException ? String.valueOf(problem.getMessage()) : problem.toString();
    }

    private static ScriptException located(NashornException e) {
        if (!Script.OWN_FILE.equals(e.getFileName())) {
            return new ScriptException(e.getMessage(), e.getFileName(), e.getLineNumber(), e.getColumnNumber());
        }
        for (StackTraceElement frame : NashornException.getScriptFrames(e)) {
            if (!Script.OWN_FILE.equals(frame.getFileName())) {
                return new ScriptException(e.getMessage(), frame.getFileName(), frame.getLineNumber());
            }
        }
        return new ScriptException(e.getMessage());
    }
}
