/**
 * The configuration of the application, as data.
 *
 * <p>A text (file or Base64) becomes a tree, its dialect is told by its root keys, a table of that dialect moves every key
 * to its native place, the native keys are read into a {@link dev.firn.app.config.FirnConfig}, and that gives the
 * properties of Kafka Streams. Every step only notes what it finds, so one run reports all that is wrong. Nothing here
 * starts anything: the only side effect is reading the files that were named.
 */
@NullMarked
package dev.firn.app.config;

import org.jspecify.annotations.NullMarked;
