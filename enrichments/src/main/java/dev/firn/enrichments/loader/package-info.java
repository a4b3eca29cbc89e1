/** Records to normalized payloads: schema sniffing, querystring, path, client address. */
@NullMarked
package dev.firn.enrichments.loader;

import org.jspecify.annotations.NullMarked;
