package dev.firn.enrichments.assets;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is in use of one file.
 *
 * @param owner whose it is: the enrichment's configuration name
 * @param label which of the owner's files
 * @param location where it comes from, without secrets
 * @param sha256 of the content in use, in hex
 * @param bytes of the content in use
 * @param lastModified when the content in use was made, as its place says
 * @param loadedAt when the state in use was made of it
 * @param lastChecked when it was last looked for, with or without success
 * @param lastRefusal why the newest look did not bring it up to date; null when it did
 */
public record AssetState(
        String owner,
        String label,
        String location,
        String sha256,
        long bytes,
        @Nullable Instant lastModified,
        Instant loadedAt,
        Instant lastChecked,
        @Nullable String lastRefusal) {}
