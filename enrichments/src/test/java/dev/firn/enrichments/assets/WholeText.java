package dev.firn.enrichments.assets;

import dev.firn.enrichments.spi.Assets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A loader of texts, each fit when it ends in {@code .}; the texts follow each other in the order of their labels. */
final class WholeText implements Assets.Loader<String> {

    final AtomicInteger loads = new AtomicInteger();

    @Override
    public String load(Map<String, Path> files) throws IOException {
        loads.incrementAndGet();
        StringBuilder all = new StringBuilder();
        for (Path file : new TreeMap<>(files).values()) {
            String text = Files.readString(file);
            if (!text.endsWith(".")) {
                throw new IllegalArgumentException("ends too early");
            }
            all.append(text);
        }
        return all.toString();
    }
}
