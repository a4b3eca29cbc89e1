package dev.firn.topology;

import dev.firn.enrichments.Outcome;
import dev.firn.serdes.badrow.BadRow;
import dev.firn.serdes.event.EnrichedEvent;
import org.apache.kafka.streams.kstream.KStream;

/**
 * The typed streams of an embedded enrichment, keyed by event id (bad rows by an id derived from their record's place).
 *
 * @param good valid events
 * @param bad bad rows
 * @param incomplete events of which parts were refused; empty unless the pipeline keeps them
 * @param pii events that tell which values of good ones were replaced; empty unless the PII enrichment makes them
 */
public record EnrichedStreams(
        KStream<String, EnrichedEvent> good,
        KStream<String, BadRow> bad,
        KStream<String, Outcome.Incomplete> incomplete,
        KStream<String, EnrichedEvent> pii) {}
