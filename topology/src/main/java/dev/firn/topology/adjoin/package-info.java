/**
 * Ad joins: which impressions and clicks a conversion is owed to.
 */
@NullMarked
package dev.firn.topology.adjoin;

import org.jspecify.annotations.NullMarked;
