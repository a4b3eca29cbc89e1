package dev.firn.app.config;

import com.typesafe.config.ConfigValue;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What came of a configuration: the model, if nothing is wrong with it, and all there is to say. Immutable. */
public final class ConfigReport {

    private final @Nullable Dialect dialect;
    private final @Nullable FirnConfig config;
    private final @Nullable StreamsSettings streams;
    private final Map<String, ConfigValue> given;
    private final List<Finding> findings;

    ConfigReport(
            @Nullable Dialect dialect,
            @Nullable FirnConfig config,
            @Nullable StreamsSettings streams,
            Map<String, ConfigValue> given,
            List<Finding> findings) {
        this.dialect = dialect;
        this.config = config;
        this.streams = streams;
        this.given = Map.copyOf(given);
        this.findings = List.copyOf(findings);
    }

    /** Whether the application may start with it. */
    public boolean isValid() {
        return errors().isEmpty();
    }

    /** Empty when the text could not be read at all, or no root key is known. */
    public Optional<Dialect> dialect() {
        return Optional.ofNullable(dialect);
    }

    /** The model; empty when there is an error. */
    public Optional<FirnConfig> config() {
        return isValid() ? Optional.ofNullable(config) : Optional.empty();
    }

    /** The settings of Kafka Streams; empty when there is an error. */
    public Optional<StreamsSettings> streams() {
        return isValid() ? Optional.ofNullable(streams) : Optional.empty();
    }

    /** In the order in which they were found. */
    public List<Finding> findings() {
        return findings;
    }

    /** The findings that keep the application from starting. */
    public List<Finding> errors() {
        return of(Finding.Severity.ERROR);
    }

    /** What the user should look at. */
    public List<Finding> warnings() {
        return of(Finding.Severity.WARNING);
    }

    private List<Finding> of(Finding.Severity severity) {
        return findings.stream()
                .filter(finding -> finding.severity() == severity)
                .toList();
    }

    /**
     * The whole configuration in the native dialect, defaults filled in and secrets masked: also the way to turn a file
     * of another dialect into one of ours.
     */
    public String effective() {
        return EffectiveConfig.hocon(given);
    }

    /** As {@link #effective()}, in JSON. */
    public String effectiveJson() {
        return EffectiveConfig.json(given);
    }
}
