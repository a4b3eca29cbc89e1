package dev.firn.enrichments.assets;

import dev.firn.enrichments.assets.AssetSource.Fetch;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A file that is downloaded into the work folder, where nobody else changes it. */
final class RemoteFile implements TrackedFile {

    private final Location location;
    private final URI uri;
    private final AssetSource source;
    private final WorkFolder work;
    private final String name;
    private final Limits limits;
    private final @Nullable Download kept;
    private @Nullable Download newest;
    private @Nullable Download settled;

    /** Of one download. */
    record Limits(long bytes, Duration patience) {}

    /** @param version as its source calls it */
    record Download(FileCopy copy, @Nullable String version) {}

    RemoteFile(Location location, URI uri, AssetSource source, WorkFolder work, Limits limits) {
        this.location = location;
        this.uri = uri;
        this.source = source;
        this.work = work;
        this.limits = limits;
        this.name = WorkFolder.nameOf(location);
        this.kept = work.kept(name);
        this.newest = kept;
    }

    @Override
    public Location location() {
        return location;
    }

    @Override
    public FileCopy look() throws IOException, InterruptedException {
        try {
            newest = download();
            return newest.copy();
        } catch (RuntimeException | LinkageError e) {
            throw new IOException(Reason.of(e), e);
        }
    }

    private Download download() throws IOException, InterruptedException {
        Path part = work.part();
        try {
            String known = newest == null || !Files.exists(newest.copy().path()) ? null : newest.version();
            Fetch fetch = source.fetch(uri, new AssetTarget(part, limits.bytes(), limits.patience()), known);
            if (fetch instanceof Fetch.Fetched fetched) {
                return taken(FileCopy.of(part, fetched.lastModified()), fetched.version());
            }
            if (newest == null || known == null) {
                throw new IOException("unchanged, says the server, but it was not asked so");
            }
            return newest;
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private Download taken(FileCopy part, @Nullable String version) throws IOException {
        if (part.bytes() == 0) {
            throw new IOException("is empty");
        }
        if (newest != null
                && part.sameContent(newest.copy())
                && Files.exists(newest.copy().path())) {
            return new Download(newest.copy().modified(part.lastModified()), version);
        }
        Download adopted = new Download(work.adopt(name, part), version);
        drop(newest, adopted);
        return adopted;
    }

    /** What is neither in use by a later start nor the newest is needed no more. */
    private void drop(@Nullable Download old, Download adopted) throws IOException {
        if (old != null
                && !old.equals(kept)
                && !old.equals(settled)
                && !old.copy().path().equals(adopted.copy().path())) {
            Files.deleteIfExists(old.copy().path());
        }
    }

    /** What was there before this process looked, if downloads are kept. */
    @Nullable
    FileCopy kept() {
        return kept == null ? null : kept.copy();
    }

    /** After a look that failed. */
    @Nullable
    FileCopy newest() {
        return newest == null ? null : newest.copy();
    }

    /** The newest content is in use everywhere: it may serve a later start, and what came before it is not needed. */
    void settle() throws IOException {
        if (newest != null && !newest.equals(settled)) {
            work.settle(name, newest);
            settled = newest;
        }
    }

    @Override
    public boolean holds(FileCopy copy) {
        return true;
    }
}
