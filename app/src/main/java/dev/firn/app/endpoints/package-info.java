/**
 * What a running process shows and lets be done over HTTP: two tables of endpoints, and who makes their answers.
 *
 * <p><b>Configuration</b>: {@code health.host}, {@code health.port}, {@code admin.host}, {@code admin.port}.
 *
 * <p><b>Reads</b>: {@link dev.firn.app.run.RunState}, and through it configuration, assembly and streams. <b>Writes</b>:
 * nothing but what an operator asks for through an admin endpoint.
 *
 * <p><b>Contexts</b>: no answer holds anything of an event, or a secret. {@code docs/endpoints.md} has an example of each.
 *
 * <p><b>Failures</b>: what is not there yet is a 503 that names the step the process is at; what is asked wrongly, a 400.
 *
 * <p><b>Threads</b>: those of {@link dev.firn.app.http.EndpointServer}. <b>Cost</b>: no answer asks brokers; one that asks
 * registries is made for two callers at a time.
 */
@NullMarked
package dev.firn.app.endpoints;

import org.jspecify.annotations.NullMarked;
