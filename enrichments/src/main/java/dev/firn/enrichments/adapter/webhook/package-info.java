/**
 * Adapters of webhooks: what other services tell about their events, as self-describing events.
 *
 * <p>Reads a request of the vendor's shape. Makes events of the schemas in {@link
 * dev.firn.enrichments.adapter.AdapterSchemas}; whether the data fits those is judged later, with all other events. One
 * bad element refuses the whole request, with a message for each.
 *
 * <p>Threads: adapters are immutable, any thread may use them. Cost: linear in the request; one JSON tree, edited in place.
 */
@NullMarked
package dev.firn.enrichments.adapter.webhook;

import org.jspecify.annotations.NullMarked;
