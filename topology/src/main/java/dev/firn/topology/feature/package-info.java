/**
 * Feature joins: what another topic knows about an item's key is added to the item.
 */
@NullMarked
package dev.firn.topology.feature;

import org.jspecify.annotations.NullMarked;
