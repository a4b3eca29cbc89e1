package dev.firn.enrichments;

import dev.firn.enrichments.spi.EventView.Header;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The headers of a request, split when first asked for and then shared by its events. Lives on one thread. */
final class RequestHeaders {

    private final List<String> lines;
    private @Nullable List<Header> split;

    RequestHeaders(List<String> lines) {
        this.lines = lines;
    }

    List<Header> split() {
        if (split == null) {
            List<Header> headers = new ArrayList<>(lines.size());
            for (String line : lines) {
                int colon = line.indexOf(':');
                if (colon >= 0) {
                    headers.add(new Header(line.substring(0, colon), line.substring(colon + 1)));
                }
            }
            split = Collections.unmodifiableList(headers);
        }
        return split;
    }

    boolean isOf(List<String> other) {
        return lines == other;
    }
}
