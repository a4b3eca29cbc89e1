/**
 * A small HTTP server for a table of endpoints, and what they are asked and answer.
 *
 * <p><b>Configuration</b>: host and port, by whoever opens one.
 *
 * <p><b>Reads</b>: request line, query and {@code Accept}; never a body. <b>Writes</b>: what endpoints answer.
 *
 * <p><b>Contexts</b>: none; nothing here knows what is served.
 *
 * <p><b>Failures</b>: a port that cannot be bound is an exception; what an endpoint throws is logged and becomes a 500
 * without details, or, if it is about the request (IllegalArgumentException), a 400 with its message.
 *
 * <p><b>Threads</b>: at most eight for each server and one that guards their time; all are daemons.
 *
 * <p><b>Cost</b>: nothing while nobody asks. A client that sends slowly holds a thread for ten seconds at most, and for a
 * quarter of a second when others wait.
 */
@NullMarked
package dev.firn.app.http;

import org.jspecify.annotations.NullMarked;
