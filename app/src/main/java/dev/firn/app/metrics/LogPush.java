package dev.firn.app.metrics;

import dev.firn.app.config.FirnConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes numbers to the logger {@code enrich.metrics}: a line {@code name = value} each. Used by one thread at a time. */
final class LogPush {

    private static final Logger LOG = LoggerFactory.getLogger("enrich.metrics");

    private final String prefix;
    private final PushedNumbers numbers;

    LogPush(FirnConfig.Stdout settings, PushedNumbers numbers) {
        this.prefix = settings.prefix();
        this.numbers = numbers;
    }

    /** Writes once. */
    void push() {
        numbers.sinceTold()
                .forEach(number -> LOG.info("{} = {}", PushedNumbers.prefixed(prefix, number.name()), number.value()));
        numbers.told();
    }
}
