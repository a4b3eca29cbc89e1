/** Adapters of webhooks. */
@NullMarked
package dev.firn.enrichments.adapter.webhook;

import org.jspecify.annotations.NullMarked;
