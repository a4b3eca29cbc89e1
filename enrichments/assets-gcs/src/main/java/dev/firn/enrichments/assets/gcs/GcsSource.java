package dev.firn.enrichments.assets.gcs;

import com.google.cloud.BaseServiceException;
import com.google.cloud.ReadChannel;
import com.google.cloud.storage.Blob;
import com.google.cloud.storage.BlobId;
import com.google.cloud.storage.Storage;
import com.google.cloud.storage.Storage.BlobField;
import com.google.cloud.storage.Storage.BlobGetOption;
import com.google.cloud.storage.Storage.BlobSourceOption;
import com.google.cloud.storage.StorageOptions;
import dev.firn.enrichments.assets.AssetSource;
import dev.firn.enrichments.assets.AssetTarget;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;
import org.jspecify.annotations.Nullable;

/** Objects of Google Cloud Storage. The client is made when the first one is wanted. */
public final class GcsSource implements AssetSource {

    private final UnaryOperator<StorageOptions.Builder> options;
    private @Nullable Storage client;

    /** With all that the client finds by itself. */
    public GcsSource() {
        this(builder -> builder);
    }

    /** @param options has the last word on the client, such as credentials and host */
    public GcsSource(UnaryOperator<StorageOptions.Builder> options) {
        this.options = options;
    }

    @Override
    public Set<String> schemes() {
        return Set.of("gs");
    }

    @Override
    public Fetch fetch(URI location, AssetTarget target, @Nullable String known) throws IOException {
        String bucket = location.getRawAuthority();
        String path = location.getPath();
        if (bucket == null || path == null || path.length() < 2 || location.getRawQuery() != null) {
            throw new IOException("expected gs://BUCKET/OBJECT");
        }
        try {
            return fetch(BlobId.of(bucket, path.substring(1)), target, known);
        } catch (BaseServiceException e) {
            throw new IOException((e.getCode() == 0 ? "" : "status " + e.getCode() + ": ") + e.getMessage(), e);
        }
    }

    private Fetch fetch(BlobId object, AssetTarget target, @Nullable String known) throws IOException {
        Blob found = client().get(
                        object,
                        BlobGetOption.fields(
                                BlobField.GENERATION, BlobField.SIZE, BlobField.UPDATED, BlobField.CRC32C));
        if (found == null) {
            throw new IOException("status 404: there is no such object");
        }
        String version = String.valueOf(found.getGeneration());
        if (version.equals(known)) {
            return new Fetch.Unchanged();
        }
        receive(found, target);
        OffsetDateTime updated = found.getUpdateTimeOffsetDateTime();
        return new Fetch.Fetched(version, updated == null ? null : updated.toInstant());
    }

    /** Of just that generation, as it is stored: an object that is replaced meanwhile must not become a mix. */
    private void receive(Blob found, AssetTarget target) throws IOException {
        CRC32C sum = new CRC32C();
        Long size = found.getSize();
        target.expect(size == null ? -1 : size);
        try (ReadChannel channel = client().reader(
                                BlobId.of(found.getBucket(), found.getName(), found.getGeneration()),
                                BlobSourceOption.shouldReturnRawInputStream(true));
                InputStream content = new CheckedInputStream(Channels.newInputStream(channel), sum)) {
            target.receive(content, size == null ? -1 : size);
        }
        String expected = found.getCrc32c();
        byte[] received = ByteBuffer.allocate(4).putInt((int) sum.getValue()).array();
        if (expected != null && !expected.equals(Base64.getEncoder().encodeToString(received))) {
            throw new IOException("the checksum of what was received is wrong");
        }
    }

    private synchronized Storage client() {
        if (client == null) {
            client = options.apply(StorageOptions.newBuilder()).build().getService();
        }
        return client;
    }

    @Override
    public synchronized void close() {
        if (client != null) {
            try {
                client.close();
            } catch (Exception e) {
                throw new IllegalStateException("cannot close the client of Google Cloud Storage", e);
            }
        }
    }
}
