/**
 * Data files of enrichments, wherever they come from, kept up to date while events flow.
 *
 * <p>An {@link dev.firn.enrichments.assets.AssetStore} looks at every location when asked to, or every now and then. What a
 * {@link dev.firn.enrichments.assets.AssetSource} brings is written beside the file in use and moved into place; only assets
 * of which a file's content changed are loaded anew, from all their files; the new state replaces the old one in one write
 * of a reference. Whatever goes wrong on this way leaves the old state in use and is told to the
 * {@link dev.firn.enrichments.assets.AssetListener} with its reason.
 *
 * <ul>
 *   <li>Locations: plain paths and {@code file:}, read where they are; {@code http:} and {@code https:}; others by sources
 *       on the class path ({@code firn-assets-s3}, {@code firn-assets-gcs}, {@code firn-assets-azure}).
 *   <li>Reads: nothing of events.
 *   <li>Failures: at start an {@link dev.firn.enrichments.spi.EnrichmentConfigException}; later none that an event sees.
 *   <li>Threads: everything may be called from every thread; enrichments never wait.
 *   <li>Cost: one volatile read per event.
 * </ul>
 */
@NullMarked
package dev.firn.enrichments.assets;

import org.jspecify.annotations.NullMarked;
