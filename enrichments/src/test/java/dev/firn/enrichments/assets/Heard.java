package dev.firn.enrichments.assets;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Remembers what a listener was told, a line each. */
final class Heard implements AssetListener {

    final List<String> lines = new CopyOnWriteArrayList<>();

    @Override
    public void loaded(String owner, List<String> locations, long bytes, Duration duration) {
        lines.add("loaded " + owner + " " + bytes + " bytes");
    }

    @Override
    public void unchanged(String owner, List<String> locations) {
        lines.add("unchanged " + owner);
    }

    @Override
    public void refused(String owner, String location, String reason) {
        lines.add("refused " + owner + " " + location + ": " + reason);
    }

    /** What was told since the last call. */
    List<String> news() {
        List<String> news = List.copyOf(lines);
        lines.clear();
        return news;
    }
}
