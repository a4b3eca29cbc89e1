/** What a stage, the pipeline and the topology cost; one question a class. Results stand in docs/performance.md. */
@NullMarked
package dev.firn.benchmarks;

import org.jspecify.annotations.NullMarked;
