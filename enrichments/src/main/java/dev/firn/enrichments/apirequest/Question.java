package dev.firn.enrichments.apirequest;

import dev.firn.enrichments.lookup.TextKey;
import org.jspecify.annotations.Nullable;

/** What is asked of the service. */
record Question(String url, @Nullable String body) {

    /** Equal for equal questions only. */
    TextKey key() {
        return TextKey.of(body == null ? url : url + '\n' + body);
    }

    @Override
    public String toString() {
        return "Question[" + (body == null ? "without" : "with") + " body]"; // the URL may hold secrets
    }
}
