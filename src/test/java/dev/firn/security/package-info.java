/**
 * Firn on a cluster that asks who it is and what it may: logins of all kinds, the rights that are shipped, and secrets that
 * must show nowhere. One broker with a listener of each kind serves all tests.
 */
@NullMarked
package dev.firn.security;

import org.jspecify.annotations.NullMarked;
