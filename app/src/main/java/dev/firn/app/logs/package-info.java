/**
 * Lines of the log: as JSON for machines, and what every line tells of its process.
 *
 * <p><b>Configuration</b>: {@code FIRN_LOG_FORMAT} (text or json), {@code FIRN_LOG_LEVEL}, {@code FIRN_KAFKA_LOG_LEVEL}, in
 * the environment, because the first lines come before any file is read; {@code logback.xml} names what is here.
 *
 * <p><b>Reads</b>: what is logged. <b>Writes</b>: one line for each, to standard error. <b>Contexts</b>: application,
 * instance and configuration of the process, its thread, and the task where Kafka tells it.
 *
 * <p><b>Failures</b>: none. <b>Threads</b>: whoever logs. <b>Cost</b>: some microseconds a line; nothing is logged for each
 * event.
 */
@NullMarked
package dev.firn.app.logs;

import org.jspecify.annotations.NullMarked;
