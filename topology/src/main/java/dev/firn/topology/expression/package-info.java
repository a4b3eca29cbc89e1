/**
 * Filters, keys and computed values over items, in the <a href="https://cel.dev">Common Expression Language</a>.
 *
 * <p>An {@link dev.firn.topology.expression.Expression} is compiled for a {@link dev.firn.topology.expression.Scope} and a
 * {@link dev.firn.topology.expression.Type}, which finds all mistakes, and then evaluated for each record. Expressions of
 * common parts only do without the interpreter.
 *
 * <ul>
 *   <li>Configuration: none but the texts. Standard functions and macros, and the extensions {@code strings}, {@code math},
 *       {@code lists}, {@code sets}, {@code encoders}, {@code regex} and {@code bindings}.
 *   <li>Reads: in every scope {@code headers} (texts by name, the last of equal names), {@code timestamp}, {@code stream},
 *       {@code origin.topic}, {@code origin.partition}, {@code origin.offset} and {@code origin.index}. Events: every column
 *       by its name; {@code contexts}, {@code derived_contexts} and {@code unstruct_event} as maps by the names that the
 *       analytics SDKs give to schemas, {@code contexts.com_acme_user_1[0].plan}. Bad rows: {@code type}, {@code schema} and
 *       {@code bad}, the whole row. JSON: {@code record}. Payloads: {@code size} in bytes.
 *   <li>Writes: nothing.
 *   <li>Missing values are null: an empty column, and whatever {@code .name} does not find, however deep. Null equals null
 *       only, so {@code ==} is false and {@code !=} is true for any other value; {@code in} is false; {@code has} tells
 *       whether a member is there.
 *   <li>Failures: all else that is asked of null (an order, a function, a sum, an index), an index or a key in brackets that
 *       is not there, a value of an unfit type, an overflow, more than 1000 steps of loops. Such an expression cannot be
 *       evaluated: a condition does not hold, a value is null, and it is counted. {@code ||} and {@code &&} need only
 *       one side that decides: {@code br_cookies || platform.startsWith('w')}.
 *   <li>Threads: one expression serves all.
 *   <li>Cost: see {@code docs/performance.md}; the first expression of a scope takes part of a second, which loads the
 *       language. Regular expressions take linear time; expressions have at most 20,000 characters and 60 levels.
 * </ul>
 */
@NullMarked
package dev.firn.topology.expression;

import org.jspecify.annotations.NullMarked;
