/**
 * Plugins: jars beside Firn's own, with enrichments of users, JDBC drivers, and clients of object stores.
 *
 * <p>Each jar in the plugin folder is one plugin, and so is each of its subfolders with all the jars in it. A plugin has a class
 * loader of its own, so that its libraries meet neither Firn's nor another plugin's: classes come from the plugin first, except
 * those that it shares with Firn, which are Java's, Firn's, Jackson's ({@code com.fasterxml.jackson}), Kafka's
 * ({@code org.apache.kafka}), SLF4J's and JSpecify's.
 *
 * <p>A plugin that cannot be used is an error, as events would silently lack what it adds; one that has nothing Firn looks for is
 * a warning.
 */
@NullMarked
package dev.firn.app.plugins;

import org.jspecify.annotations.NullMarked;
