/** Kafka serdes of the value types; the only package here that needs kafka-clients. */
@NullMarked
package dev.firn.serdes.kafka;

import org.jspecify.annotations.NullMarked;
