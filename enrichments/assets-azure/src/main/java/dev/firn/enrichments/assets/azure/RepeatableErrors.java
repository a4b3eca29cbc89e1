package dev.firn.enrichments.assets.azure;

import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.util.Context;
import reactor.core.publisher.Mono;

/**
 * Holds bodies of errors, so that they can be read twice. The SDK does so when it tries again, but the JDK's client gives
 * each body once: without this the second try fails with "This publisher has already one subscriber".
 */
record RepeatableErrors(HttpClient client) implements HttpClient {

    private static final int FIRST_ERROR = 400;

    @Override
    public Mono<HttpResponse> send(HttpRequest request) {
        return send(request, Context.NONE);
    }

    @Override
    public Mono<HttpResponse> send(HttpRequest request, Context context) {
        return client.send(request, context)
                .map(response -> response.getStatusCode() < FIRST_ERROR ? response : response.buffer());
    }
}
