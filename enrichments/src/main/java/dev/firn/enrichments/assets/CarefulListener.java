package dev.firn.enrichments.assets;

import java.time.Duration;
import java.util.List;

/** Keeps a faulty listener from standing between a new file and its use. */
record CarefulListener(AssetListener listener) implements AssetListener {

    @Override
    public void loaded(String owner, List<String> locations, long bytes, Duration duration) {
        carefully(() -> listener.loaded(owner, locations, bytes, duration));
    }

    @Override
    public void unchanged(String owner, List<String> locations) {
        carefully(() -> listener.unchanged(owner, locations));
    }

    @Override
    public void refused(String owner, String location, String reason) {
        carefully(() -> listener.refused(owner, location, reason));
    }

    private static void carefully(Runnable call) {
        try {
            call.run();
        } catch (RuntimeException e) {
            // Nobody is left to be told.
        }
    }
}
