package dev.firn.enrichments.spi;

import java.time.InstantSource;

/**
 * Everything effectful that an enrichment may use.
 *
 * @param clock the time; never ask the system
 */
public record Resources(InstantSource clock) {}
