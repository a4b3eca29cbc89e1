/**
 * An enrichment of a user: tells which team owns the application that an event came from.
 *
 * <ul>
 *   <li>Configuration: {@code iglu:com.example/app_owner_config/jsonschema/1-0-*}.
 *   <li>Reads: {@code app_id}.
 *   <li>Writes: nothing.
 *   <li>Contexts: {@code iglu:com.example/app_owner/jsonschema/1-0-0}, one, when the application is known.
 *   <li>Failures: none.
 *   <li>Threads: immutable.
 *   <li>Cost: one look-up in a map.
 * </ul>
 */
@NullMarked
package com.example.firn.appowner;

import org.jspecify.annotations.NullMarked;
