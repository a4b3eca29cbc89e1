/** What several adapters share. Public only for their packages. */
@NullMarked
package dev.firn.enrichments.adapter.internal;

import org.jspecify.annotations.NullMarked;
