package dev.firn.enrichments.assets.azure;

import com.azure.core.util.Context;
import com.azure.storage.blob.models.BlobDownloadHeaders;
import com.azure.storage.blob.models.BlobRequestConditions;
import com.azure.storage.blob.models.BlobStorageException;
import dev.firn.enrichments.assets.AssetSource;
import dev.firn.enrichments.assets.AssetTarget;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Blobs of Azure. Clients are made when the first one is wanted. */
public final class AzureBlobSource implements AssetSource {

    private static final int NOT_MODIFIED = 304;

    private final BlobAccess access;

    /** With what this process's environment holds. */
    public AzureBlobSource() {
        this(System.getenv());
    }

    /** @param environment names and values as the environment would hold them */
    public AzureBlobSource(Map<String, String> environment) {
        this.access = new BlobAccess(environment);
    }

    @Override
    public Set<String> schemes() {
        return Set.of("https", "az", "wasb", "wasbs", "abfs", "abfss");
    }

    @Override
    public boolean accepts(URI location) {
        if (!"https".equalsIgnoreCase(location.getScheme())) {
            return true;
        }
        String host = location.getHost();
        return host != null && BlobPlace.isAccount(host) && location.getRawQuery() == null && access.isKnown();
    }

    @Override
    public Fetch fetch(URI location, AssetTarget target, @Nullable String known)
            throws IOException, InterruptedException {
        try {
            return fetched(download(BlobPlace.of(location), target, known), target);
        } catch (BlobStorageException e) {
            if (e.getStatusCode() == NOT_MODIFIED) {
                return new Fetch.Unchanged();
            }
            String code = e.getErrorCode() == null ? "" : ": " + e.getErrorCode();
            throw new IOException("status " + e.getStatusCode() + code, e);
        } catch (RuntimeException e) {
            if (e.getCause() instanceof InterruptedException interrupted) {
                throw interrupted;
            }
            throw e;
        }
    }

    private BlobDownloadHeaders download(BlobPlace place, AssetTarget target, @Nullable String known)
            throws IOException {
        BlobRequestConditions conditions = new BlobRequestConditions().setIfNoneMatch(known);
        try (OutputStream out = target.open()) {
            return access.client(place)
                    .downloadStreamWithResponse(out, null, null, conditions, false, null, Context.NONE)
                    .getDeserializedHeaders();
        }
    }

    /** As HTTP wants it; the SDK takes the quotes off. */
    private static @Nullable String quoted(@Nullable String tag) {
        return tag == null || tag.endsWith("\"") ? tag : '"' + tag + '"';
    }

    private static Fetch fetched(BlobDownloadHeaders headers, AssetTarget target) throws IOException {
        Long length = headers.getContentLength();
        target.complete(length == null ? -1 : length);
        OffsetDateTime modified = headers.getLastModified();
        return new Fetch.Fetched(quoted(headers.getETag()), modified == null ? null : modified.toInstant());
    }
}
