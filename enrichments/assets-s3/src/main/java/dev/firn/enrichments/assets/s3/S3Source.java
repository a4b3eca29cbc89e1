package dev.firn.enrichments.assets.s3;

import dev.firn.enrichments.assets.AssetSource;
import dev.firn.enrichments.assets.AssetTarget;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.RetryableException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Objects of S3. The client is made when the first one is wanted. */
public final class S3Source implements AssetSource {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);
    private static final Duration SILENCE = Duration.ofSeconds(30);
    private static final int NOT_MODIFIED = 304;

    private final UnaryOperator<S3ClientBuilder> options;
    private @Nullable S3Client client;

    /** With all that the SDK finds by itself. */
    public S3Source() {
        this(builder -> builder);
    }

    /** @param options has the last word on the client, such as credentials and endpoint */
    public S3Source(UnaryOperator<S3ClientBuilder> options) {
        this.options = options;
    }

    @Override
    public Set<String> schemes() {
        return Set.of("s3");
    }

    @Override
    public Fetch fetch(URI location, AssetTarget target, @Nullable String known)
            throws IOException, InterruptedException {
        GetObjectRequest request = request(location, known);
        try {
            GetObjectResponse response = client().getObject(request, into(target));
            return new Fetch.Fetched(response.eTag(), response.lastModified());
        } catch (AbortedException e) {
            throw new InterruptedException();
        } catch (S3Exception e) {
            if (e.statusCode() == NOT_MODIFIED) {
                return new Fetch.Unchanged();
            }
            throw new IOException(reason(e), e);
        } catch (SdkException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private static GetObjectRequest request(URI location, @Nullable String known) throws IOException {
        String bucket = location.getRawAuthority();
        String path = location.getPath();
        if (bucket == null || path == null || path.length() < 2 || location.getRawQuery() != null) {
            throw new IOException("expected s3://BUCKET/KEY");
        }
        return GetObjectRequest.builder()
                .bucket(bucket)
                .key(path.substring(1))
                .ifNoneMatch(known)
                .build();
    }

    private static ResponseTransformer<GetObjectResponse, GetObjectResponse> into(AssetTarget target) {
        return (response, body) -> {
            Long length = response.contentLength();
            try {
                target.receive(body, length == null ? -1 : length);
            } catch (AssetTarget.TooLarge e) {
                body.abort(); // Closing it would read the rest.
                throw e;
            } catch (IOException e) {
                throw RetryableException.create(String.valueOf(e.getMessage()), e);
            }
            return response;
        };
    }

    private static String reason(S3Exception e) {
        AwsErrorDetails details = e.awsErrorDetails();
        String code = details == null ? null : details.errorCode();
        return "status " + e.statusCode() + (code == null || code.isEmpty() ? "" : ": " + code);
    }

    private synchronized S3Client client() {
        if (client == null) {
            boolean elsewhere = Endpoint.isConfigured();
            S3ClientBuilder builder = S3Client.builder()
                    .httpClientBuilder(UrlConnectionHttpClient.builder()
                            .connectionTimeout(CONNECT_TIMEOUT)
                            .socketTimeout(SILENCE))
                    .forcePathStyle(elsewhere)
                    .crossRegionAccessEnabled(!elsewhere);
            client = options.apply(builder).build();
        }
        return client;
    }

    @Override
    public synchronized void close() {
        if (client != null) {
            client.close();
        }
    }
}
