package dev.firn.enrichments.assets;

import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** Writes the body of a 200 to a target, and hangs up when it gets too long or cannot be written. */
final class FileBody implements HttpResponse.BodySubscriber<Boolean> {

    private final CompletableFuture<Boolean> whole = new CompletableFuture<>();
    private final OutputStream out;
    private Flow.@Nullable Subscription subscription;

    private FileBody(OutputStream out) {
        this.out = out;
    }

    static HttpResponse.BodyHandler<Boolean> into(AssetTarget target) {
        return response -> {
            if (response.statusCode() != 200) {
                return HttpResponse.BodySubscribers.replacing(false);
            }
            try {
                target.expect(
                        response.headers().firstValueAsLong("content-length").orElse(-1));
                return new FileBody(target.open());
            } catch (IOException e) {
                return new FileBody(OutputStream.nullOutputStream()).failed(e);
            }
        };
    }

    private FileBody failed(IOException e) {
        whole.completeExceptionally(e);
        return this;
    }

    @Override
    public CompletionStage<Boolean> getBody() {
        return whole;
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        subscription = given;
        if (whole.isDone()) {
            given.cancel();
        } else {
            given.request(Long.MAX_VALUE);
        }
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        if (whole.isDone()) {
            return;
        }
        try {
            for (ByteBuffer buffer : buffers) {
                byte[] chunk = new byte[buffer.remaining()];
                buffer.get(chunk);
                out.write(chunk);
            }
        } catch (IOException e) {
            if (subscription != null) {
                subscription.cancel();
            }
            end(e);
        }
    }

    @Override
    public void onError(Throwable error) {
        end(error);
    }

    @Override
    public void onComplete() {
        end(null);
    }

    private void end(@Nullable Throwable failure) {
        try {
            out.close();
        } catch (IOException e) {
            whole.completeExceptionally(e);
        }
        if (failure == null) {
            whole.complete(true);
        } else {
            whole.completeExceptionally(failure);
        }
    }
}
