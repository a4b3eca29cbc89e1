package dev.firn.enrichments.assets;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;

/** Two listeners as one. */
record AssetListeners(AssetListener first, AssetListener second) implements AssetListener {

    AssetListeners {
        requireNonNull(first, "first");
        requireNonNull(second, "second");
    }

    @Override
    public void loaded(String owner, List<String> locations, long bytes, Duration duration) {
        first.loaded(owner, locations, bytes, duration);
        second.loaded(owner, locations, bytes, duration);
    }

    @Override
    public void unchanged(String owner, List<String> locations) {
        first.unchanged(owner, locations);
        second.unchanged(owner, locations);
    }

    @Override
    public void refused(String owner, String location, String reason) {
        first.refused(owner, location, reason);
        second.refused(owner, location, reason);
    }
}
