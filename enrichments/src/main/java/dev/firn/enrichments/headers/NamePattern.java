package dev.firn.enrichments.headers;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * A pattern of header names that remembers its verdicts, because names repeat with every request. Thread-safe.
 *
 * <p>The memory starts anew when {@value #CAPACITY} names are known: clients choose the names, so it must not grow with
 * them, and dropping all is as good as anything where a name is asked for again at once.
 */
final class NamePattern {

    /** Longer names never match: the pattern is the user's, and may backtrack badly on what a client sends. */
    static final int MAX_LENGTH = 256;

    private static final int CAPACITY = 1024;

    private final Pattern pattern;
    private final Map<String, Boolean> verdicts = new ConcurrentHashMap<>();

    NamePattern(Pattern pattern) {
        this.pattern = pattern;
    }

    Pattern pattern() {
        return pattern;
    }

    /** Whether the whole name fits. */
    boolean matches(String name) {
        if (name.length() > MAX_LENGTH) {
            return false;
        }
        Boolean known = verdicts.get(name);
        return known != null ? known : ask(name);
    }

    private boolean ask(String name) {
        boolean verdict = pattern.matcher(name).matches();
        if (verdicts.size() >= CAPACITY) {
            verdicts.clear();
        }
        verdicts.put(name, verdict);
        return verdict;
    }

    int remembered() {
        return verdicts.size();
    }
}
