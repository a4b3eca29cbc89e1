package dev.firn.enrichments.adapter;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.firn.enrichments.url.ParsedQuery;
import dev.firn.enrichments.url.QueryString;
import dev.firn.serdes.payload.NormalizedPayload;
import dev.firn.serdes.payload.RawEvent.Api;
import java.util.Comparator;
import java.util.List;

/**
 * Any request has an answer. Replays the seeds in the normal build; {@code JAZZER_FUZZ=1} looks for more. An input is three
 * lines: querystring, content type ({@code -} for none) and body, which may have more.
 */
class AdapterFuzzTest {

    private static final List<Api> PATHS = new AdapterRegistry()
            .paths().stream()
                    .sorted(Comparator.comparing(Api::vendor).thenComparing(Api::version))
                    .toList();

    @FuzzTest(maxDuration = "1m")
    void anyRequestIsAnswered(byte[] input) {
        String[] lines = new String(input, UTF_8).split("\n", 3);
        String querystring = lines[0];
        if (QueryString.parseRequest(querystring, UTF_8) instanceof ParsedQuery.Illegal) {
            return; // the loader lets none of those come this far
        }
        String contentType = lines.length < 2 || lines[1].equals("-") ? null : lines[1];
        String body = lines.length < 3 ? null : lines[2];
        for (Api api : PATHS) {
            NormalizedPayload request =
                    Requests.request(api.vendor() + "/" + api.version(), querystring, contentType, body);
            AdapterPromises.keep(request);
        }
    }
}
