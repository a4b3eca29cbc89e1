/** What an enrichment is: the one plug socket of the house. */
@NullMarked
package dev.firn.enrichments.spi;

import org.jspecify.annotations.NullMarked;
