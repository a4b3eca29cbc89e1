package dev.firn.registry;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * Reads a body as UTF-8 up to a limit and hangs up beyond it. The body of anything but a 2xx is read only so that the
 * connection can serve again, and thrown away.
 */
final class BoundedBody implements HttpResponse.BodySubscriber<String> {

    /** The answer is longer than we want to hold. */
    static final class TooLong extends IOException {
        TooLong(int limit) {
            super("Response exceeds " + limit + " bytes");
        }
    }

    private static final int DISCARDED = 64 * 1024;

    private final CompletableFuture<String> text = new CompletableFuture<>();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final boolean wanted;
    private final int limit;
    private int size;
    private Flow.@Nullable Subscription subscription;

    private BoundedBody(boolean wanted, int limit) {
        this.wanted = wanted;
        this.limit = limit;
    }

    static HttpResponse.BodyHandler<String> upTo(int limit) {
        return response -> {
            boolean wanted = response.statusCode() / 100 == 2;
            return new BoundedBody(wanted, wanted ? limit : DISCARDED);
        };
    }

    @Override
    public CompletionStage<String> getBody() {
        return text;
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        subscription = given;
        given.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        for (ByteBuffer buffer : buffers) {
            take(buffer);
        }
    }

    private void take(ByteBuffer buffer) {
        size += buffer.remaining();
        if (size > limit) {
            if (subscription != null) {
                subscription.cancel();
            }
            if (wanted) {
                text.completeExceptionally(new TooLong(limit));
            } else {
                text.complete("");
            }
        } else if (wanted) {
            byte[] chunk = new byte[buffer.remaining()];
            buffer.get(chunk);
            bytes.writeBytes(chunk);
        }
    }

    @Override
    public void onError(Throwable error) {
        text.completeExceptionally(error);
    }

    @Override
    public void onComplete() {
        text.complete(bytes.toString(StandardCharsets.UTF_8));
    }
}
