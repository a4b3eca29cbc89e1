package dev.firn.enrichments.http;

import dev.firn.registry.json.Utf8Text;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * Reads a body up to a limit, and hangs up on a longer one: of a 2xx that is a failure, of anything else the beginning is
 * enough.
 */
final class BodyLimit implements HttpResponse.BodySubscriber<Utf8Text> {

    /** The answer is longer than we want to hold. */
    static final class TooLarge extends IOException {
        private static final long serialVersionUID = 1L;

        TooLarge(int limit) {
            super("response larger than " + limit + " bytes");
        }
    }

    private final CompletableFuture<Utf8Text> body = new CompletableFuture<>();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final boolean succeeded;
    private final int limit;
    private Flow.@Nullable Subscription subscription;

    private BodyLimit(boolean succeeded, int limit) {
        this.succeeded = succeeded;
        this.limit = limit;
    }

    static HttpResponse.BodyHandler<Utf8Text> of(int limit) {
        return response -> new BodyLimit(response.statusCode() / 100 == 2, limit);
    }

    @Override
    public CompletionStage<Utf8Text> getBody() {
        return body;
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        subscription = given;
        given.request(Long.MAX_VALUE);
    }

    /** Copies: keeping the buffers would keep whole network buffers for a few bytes of each. */
    @Override
    public void onNext(List<ByteBuffer> buffers) {
        for (ByteBuffer buffer : buffers) {
            if (body.isDone()) {
                return;
            }
            byte[] part = new byte[Math.min(buffer.remaining(), limit - bytes.size())];
            boolean fits = part.length == buffer.remaining();
            buffer.get(part);
            bytes.writeBytes(part);
            if (!fits) {
                hangUp();
            }
        }
    }

    private void hangUp() {
        if (subscription != null) {
            subscription.cancel();
        }
        if (succeeded) {
            body.completeExceptionally(new TooLarge(limit));
        } else {
            onComplete();
        }
    }

    @Override
    public void onError(Throwable error) {
        body.completeExceptionally(error);
    }

    @Override
    public void onComplete() {
        body.complete(Utf8Text.of(bytes.toByteArray(), 0, bytes.size()));
    }
}
