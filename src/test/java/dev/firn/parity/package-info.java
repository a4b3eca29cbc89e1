/**
 * Our outputs against those of another implementation, record by record, and the list of what differs on purpose.
 *
 * <p>{@link dev.firn.parity.GoldenTest} runs only in the Maven profile {@code golden}, because the recorded outputs are not
 * part of the repository. The list is {@link dev.firn.parity.KnownDifferences}; {@code docs/parity.md} says the same to
 * people.
 */
@NullMarked
package dev.firn.parity;

import org.jspecify.annotations.NullMarked;
