package dev.firn.enrichments.yauaa;

import dev.firn.enrichments.spi.EventView;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** All that the analysis of a client depends on: the user agent and the client hints. Immutable, equal by all of them. */
final class Client {

    private static final String HINT = "Sec-CH-UA";
    /** What follows {@link #HINT} in the names of the headers that the library knows. */
    private static final List<String> HINTS = List.of(
            "",
            "-Arch",
            "-Bitness",
            "-Form-Factors",
            "-Full-Version",
            "-Full-Version-List",
            "-Mobile",
            "-Model",
            "-Platform",
            "-Platform-Version",
            "-WoW64");

    /**
     * What is longer no browser sends, and the library's time grows with its square: a second for 40,000 characters, during
     * which it works for nobody else.
     */
    static final int LONGEST_HINT = 1024;

    private static final @Nullable String[] NO_HINTS = {};

    private final String userAgent;
    /** In the order of {@link #HINTS}; null for one that was not sent. Empty when none was. */
    private final @Nullable String[] hints;

    private final int hash;

    private Client(String userAgent, @Nullable String[] hints) {
        this.userAgent = userAgent;
        this.hints = hints;
        this.hash = 31 * userAgent.hashCode() + Arrays.hashCode(hints);
    }

    /** Of a header that is repeated the last one counts; longer ones than any browser's do not. */
    static Client of(String userAgent, List<EventView.Header> headers) {
        @Nullable String[] hints = NO_HINTS;
        for (EventView.Header header : headers) {
            int hint = hint(header.name());
            if (hint >= 0 && header.value().length() <= LONGEST_HINT) {
                hints = hints.length == 0 ? new @Nullable String[HINTS.size()] : hints;
                hints[hint] = header.value().strip();
            }
        }
        return new Client(userAgent, hints);
    }

    /** The index of a header's name, in any case; -1 for other headers. */
    private static int hint(String name) {
        if (!name.regionMatches(true, 0, HINT, 0, HINT.length())) {
            return -1;
        }
        for (int i = 0; i < HINTS.size(); i++) {
            String rest = HINTS.get(i);
            if (name.length() == HINT.length() + rest.length()
                    && name.regionMatches(true, HINT.length(), rest, 0, rest.length())) {
                return i;
            }
        }
        return -1;
    }

    /** Of all headers that count. */
    static List<String> hintNames() {
        return HINTS.stream().map(rest -> HINT + rest).toList();
    }

    /** As the library wants them. */
    Map<String, String> headers() {
        Map<String, String> headers = new TreeMap<>();
        headers.put("User-Agent", userAgent);
        for (int i = 0; i < hints.length; i++) {
            String value = hints[i];
            if (value != null) {
                headers.put(HINT + HINTS.get(i), value);
            }
        }
        return headers;
    }

    /** How many characters it holds. */
    int size() {
        int size = userAgent.length();
        for (String hint : hints) {
            size += hint == null ? 0 : hint.length();
        }
        return size;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Client that
                && hash == that.hash
                && userAgent.equals(that.userAgent)
                && Arrays.equals(hints, that.hints);
    }

    @Override
    public int hashCode() {
        return hash;
    }
}
