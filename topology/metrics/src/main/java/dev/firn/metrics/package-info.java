/** What the topology does, as meters of a Micrometer registry: names, labels and units are in docs/metrics.md. */
@NullMarked
package dev.firn.metrics;

import org.jspecify.annotations.NullMarked;
