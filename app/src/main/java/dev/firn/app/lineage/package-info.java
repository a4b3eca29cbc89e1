/**
 * The configured topology for those who ask for it: {@link dev.firn.app.lineage.TopologyView} writes it in every format, and
 * {@link dev.firn.app.lineage.LineageEvents} tells an OpenLineage service of the run. The only package that names
 * OpenLineage's library.
 */
@NullMarked
package dev.firn.app.lineage;

import org.jspecify.annotations.NullMarked;
