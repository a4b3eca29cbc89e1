/**
 * The commands. Each turns arguments into objects, lets them work, and turns what happened into an exit code
 * ({@link dev.firn.app.command.ExitCode}).
 */
@NullMarked
package dev.firn.app.command;

import org.jspecify.annotations.NullMarked;
