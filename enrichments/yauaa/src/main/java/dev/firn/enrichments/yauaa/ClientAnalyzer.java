package dev.firn.enrichments.yauaa;

import java.util.LinkedHashMap;
import java.util.Map;
import nl.basjes.parse.useragent.UserAgent;
import nl.basjes.parse.useragent.UserAgentAnalyzer;

/**
 * The library, with all its rules loaded. Thread-safe; it works for one thread at a time.
 *
 * <p>It is not told which fields are wanted: that saves next to nothing, as nearly all are, but makes it fill in the wanted
 * ones that it knows nothing about, which would change what contexts hold.
 */
final class ClientAnalyzer {

    private final UserAgentAnalyzer analyzer = UserAgentAnalyzer.newBuilder()
            .withoutCache()
            .hideMatcherLoadStats()
            .showMinimalVersion()
            .dropTests()
            .immediateInitialization()
            .build();

    /** The fields it knows something about. */
    Map<String, String> fields(Client client) {
        UserAgent agent = analyzer.parse(client.headers());
        Map<String, String> fields = new LinkedHashMap<>();
        for (String field : agent.getAvailableFieldNamesSorted()) {
            fields.put(field, agent.getValue(field));
        }
        return fields;
    }
}
