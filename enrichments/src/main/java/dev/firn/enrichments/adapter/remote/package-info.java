/**
 * Requests that another service turns into events.
 *
 * <p>The service gets a POST of {@code {"contentType": …, "queryString": {…}, "headers": […], "body": …}} and answers with
 * {@code {"events": [{name: text, …}, …]}}: tracker parameters, one object for each event. It must answer with a 2xx within
 * the limits; see {@link dev.firn.enrichments.http}. The stream thread waits for it.
 */
@NullMarked
package dev.firn.enrichments.adapter.remote;

import org.jspecify.annotations.NullMarked;
