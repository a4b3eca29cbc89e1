/**
 * JavaScript: one function of the user that may read and edit the whole event, add contexts, take away those of earlier
 * enrichments, or drop the event.
 *
 * <ul>
 *   <li>Configuration: {@code iglu:com.snowplowanalytics.snowplow/javascript_script_config/jsonschema/1-0-*}. Settings:
 *       {@code javascript.time-limit} (duration, {@code PT0.5S}): how long {@code process} may take for one event; {@code PT0S}
 *       is without limit, on the stream thread. {@code javascript.allowed-classes} (list, none): Java classes that the script
 *       may use, {@code java.math.BigDecimal}, {@code java.time.*} (that package only) or {@code *}; each one widens what
 *       a script can do to what that class can do. {@code javascript.exit-on-compile-error} (flag, {@code true}): refuse to
 *       start when the script cannot be compiled or has no function {@code process}; else every event fails.
 *   <li>Reads: everything. {@code process(event, params, headers)} gets the event with {@code getX()}, {@code setX(value)} and
 *       property {@code x} for every column, a fresh copy of the parameter {@code config}, and the request's header lines.
 *   <li>Writes: every column but {@code derived_contexts}. A value that a column cannot hold, such as a text that is no time in
 *       a time column, is a {@code TypeError} in the script; null and undefined clear a column.
 *   <li>Contexts: what {@code process} returns, an array of self-describing JSON.
 *   <li>Failures: {@code Error compiling JavaScript function: [..]}, {@code Error during execution of JavaScript function: [..]},
 *       {@code Could not parse output JSON of Javascript function. Error: [..]}, {@code Output of JavaScript function [..] could
 *       be parsed as JSON but is not read as an array}, {@code Resulting contexts are not self-desribing. Error(s): [..]}. Columns
 *       set before a failure stay set, for the bad row to show; not so after a time-out.
 *   <li>Threads: each call has a Nashorn engine with its own globals for itself; engines are kept and handed on. So what
 *       a script keeps in global variables is seen by some later events and not by others.
 *   <li>Cost: see {@code docs/performance.md}; {@code JSON.stringify} of what is returned takes most of it.
 * </ul>
 *
 * <p>The language is what Nashorn 15.7 knows with {@code --language=es6}: ECMAScript 5.1 and of ECMAScript 6 {@code let},
 * {@code const}, arrow functions, template texts, {@code for-of}, default parameters, {@code Map}, {@code Set},
 * {@code Symbol}. Not known are destructuring, rest and spread, classes, generators, {@code Promise}, {@code Object.assign},
 * {@code Array.prototype.includes}, optional chaining and all later syntax.
 *
 * <p>A script cannot reach Java classes, files, sockets or the virtual machine: {@code --no-java} or a class filter (which also
 * turns reflection off), and what leads out ({@code load}, {@code loadWithNewGlobal}, {@code quit}, {@code exit},
 * {@code engine}, {@code context}, {@code Object.bindProperties}) is taken away before it is read; {@code print} prints
 * nothing. What cannot be bounded is memory: a script that fills the heap brings the application down. A script that does not
 * end cannot be ended either: the event fails in time and others go on with another engine, which takes tenths of a second
 * to make, but its thread stays busy, and when eight such threads are busy the enrichment fails every event at once. Deep
 * recursion is an ordinary failure.
 */
@NullMarked
package dev.firn.enrichments.javascript;

import org.jspecify.annotations.NullMarked;
