package dev.firn.enrichments.javascript;

import dev.firn.enrichments.spi.Enrichment;
import dev.firn.enrichments.spi.EnrichmentConfigException;
import dev.firn.enrichments.spi.EnrichmentResult;
import dev.firn.enrichments.spi.EventView;
import dev.firn.enrichments.timelimit.FrozenView;
import dev.firn.enrichments.timelimit.TimeLimitException;
import dev.firn.serdes.event.AtomicField;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Calls a script for every event, within a time limit if there is one. */
final class JavaScriptEnrichment implements Enrichment {

    private static final Set<AtomicField> WRITES =
            Collections.unmodifiableSet(EnumSet.complementOf(EnumSet.of(AtomicField.DERIVED_CONTEXTS)));

    private final JavaScriptConfig config;
    private final ScriptEngines engines;
    /** What every event fails with, if the script cannot run at all. */
    private final @Nullable String broken;

    private JavaScriptEnrichment(JavaScriptConfig config, ScriptEngines engines, @Nullable String broken) {
        this.config = config;
        this.engines = engines;
        this.broken = broken;
    }

    /**
     * Compiles the script and calls it once.
     *
     * @throws EnrichmentConfigException when it does not compile, has no {@code process}, or does not end
     */
    static JavaScriptEnrichment start(JavaScriptConfig config) {
        ScriptEngines engines = new ScriptEngines(config);
        try {
            engines.prepare();
            return new JavaScriptEnrichment(config, engines, null);
        } catch (ScriptFailure | TimeLimitException e) {
            if (config.exitOnCompileError()) {
                engines.close();
                throw new EnrichmentConfigException(String.valueOf(e.getMessage()), e);
            }
            return new JavaScriptEnrichment(config, engines, String.valueOf(e.getMessage()));
        }
    }

    @Override
    public String name() {
        return "Javascript enrichment";
    }

    @Override
    public Set<AtomicField> writes() {
        return WRITES;
    }

    @Override
    public EnrichmentResult enrich(EventView event) {
        if (broken != null) {
            return EnrichmentResult.failed(broken);
        }
        EventView view = config.timeLimit().isZero() ? event : FrozenView.of(event);
        try {
            return engines.call(script -> run(script, view));
        } catch (ScriptFailure e) {
            return EnrichmentResult.failed(e.message());
        }
    }

    private EnrichmentResult run(Script script, EventView view) {
        ScriptEvent event = new ScriptEvent(view, view.derivedContexts(), script);
        try {
            String returned =
                    script.process(event, config.params(), view.raw().context().headers());
            return ScriptOutput.of(event, returned);
        } catch (ScriptFailure e) {
            return ScriptOutput.failed(event, e);
        }
    }

    @Override
    public void close() {
        engines.close();
    }
}
