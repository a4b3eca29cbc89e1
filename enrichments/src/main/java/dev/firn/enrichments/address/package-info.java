/**
 * Client addresses as text, read strictly and without ever asking a name server, for every enrichment that looks something
 * up by address.
 */
@NullMarked
package dev.firn.enrichments.address;

import org.jspecify.annotations.NullMarked;
