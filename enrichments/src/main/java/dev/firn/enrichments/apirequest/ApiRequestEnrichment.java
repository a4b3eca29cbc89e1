package dev.firn.enrichments.apirequest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.firn.enrichments.http.HttpLookups;
import dev.firn.enrichments.http.HttpResult;
import dev.firn.enrichments.http.LookupLimits;
import dev.firn.enrichments.http.Secrets;
import dev.firn.enrichments.http.SingleFlight;
import dev.firn.enrichments.lookup.Answer;
import dev.firn.enrichments.lookup.CachingEvaluator;
import dev.firn.enrichments.lookup.TextKey;
import dev.firn.enrichments.spi.Derivation;
import dev.firn.enrichments.spi.Enrichment;
import dev.firn.enrichments.spi.EnrichmentResult;
import dev.firn.enrichments.spi.EventPart;
import dev.firn.enrichments.spi.EventView;
import dev.firn.enrichments.spi.Resources;
import dev.firn.registry.SelfDescribingJson;
import dev.firn.registry.json.JsonText;
import dev.firn.serdes.badrow.FailureMessage;
import dev.firn.serdes.event.AtomicField;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/**
 * Asks about an event, or remembers the answer.
 *
 * <p>What is remembered of an answer is what becomes of it: all outputs of one question have the same answer, so they are
 * made once, and the rest of the answer need not be kept.
 */
final class ApiRequestEnrichment implements Enrichment {

    private static final String NAME = "api-request";
    private static final int LONGEST_TEXT = 512;

    private final ApiRequestConfig config;
    private final Secrets secrets;
    private final HttpLookups http;
    private final CachingEvaluator<TextKey, EnrichmentResult> answers;
    private final SingleFlight<TextKey, Answer<EnrichmentResult>> flights = new SingleFlight<>();

    ApiRequestEnrichment(ApiRequestConfig config, Resources resources) {
        this.config = config;
        this.secrets = config.secrets();
        HttpLookups.Builder lookups = HttpLookups.builder(
                        resources, LookupLimits.of(config.timeout(), resources.settings()))
                .header("Content-Type", "application/json")
                .header("Accept", "*/*")
                .secrets(secrets)
                .listener(resources.watch().lookups(NAME));
        String authorization = config.authorization();
        http = (authorization == null ? lookups : lookups.header("Authorization", authorization)).build();
        answers = new CachingEvaluator<>(
                config.cacheSize(),
                config.cacheTime(),
                resources.clock(),
                resources.watch().cache(NAME));
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Set<AtomicField> writes() {
        return Set.of();
    }

    @Override
    public List<Derivation> derivations() {
        return List.of(Derivation.of(config.outputs().stream()
                        .map(output -> EventPart.derivedContexts(output.schema()))
                        .toList())
                .from(config.inputs().parts()));
    }

    @Override
    public EnrichmentResult enrich(EventView event) {
        String[] values = config.inputs().values(event);
        if (values == null) {
            return EnrichmentResult.unchanged();
        }
        EnrichmentResult result = result(values);
        return config.ignoreOnError() && result instanceof EnrichmentResult.Failed
                ? EnrichmentResult.unchanged()
                : result;
    }

    private EnrichmentResult result(String[] values) {
        String url = config.url().expand(values);
        if (config.url().isMisled(url)) {
            return failed(notValid(url, "a value leads out of its folder"));
        }
        Question question = new Question(
                url, config.method().equals("GET") ? null : config.inputs().body(values));
        Answer<EnrichmentResult> answer = answers.get(question.key(), key -> shared(key, question));
        return answer instanceof Answer.Ok<EnrichmentResult> ok
                ? ok.value()
                : failed(((Answer.Error<EnrichmentResult>) answer).texts().get(0));
    }

    /** Whoever switched the cache off wants every event to be asked about. */
    private Answer<EnrichmentResult> shared(TextKey key, Question question) {
        return config.cacheSize() == 0 ? ask(question) : flights.share(key, () -> ask(question));
    }

    private Answer<EnrichmentResult> ask(Question question) {
        URI uri;
        try {
            uri = URI.create(question.url());
        } catch (IllegalArgumentException e) {
            return Answer.error(notValid(question.url(), String.valueOf(e.getMessage())));
        }
        HttpResult result = http.send(config.method(), uri, question.body());
        if (result instanceof HttpResult.Failure failure) {
            return failure.kind().isPassing() ? Answer.passing(failure.text()) : Answer.error(failure.text());
        }
        HttpResult.Answer answer = (HttpResult.Answer) result;
        return answer.succeeded()
                ? answer.body()
                        .parse()
                        .fold(
                                json -> Answer.ok(outputs(json)),
                                error -> Answer.error(secrets.mask(error, LONGEST_TEXT)))
                : Answer.error(answer.statusFailure().text());
    }

    /** All of them or none. */
    private EnrichmentResult outputs(JsonNode answer) {
        List<SelfDescribingJson> contexts = new ArrayList<>(config.outputs().size());
        List<FailureMessage> failures = new ArrayList<>(0);
        for (Output output : config.outputs()) {
            SelfDescribingJson context = output.of(answer);
            if (context != null) {
                contexts.add(context);
            } else {
                failures.add(new FailureMessage.Simple(secrets.mask(
                        "Error: no values were found by JSON Path [" + output.path() + "] in [" + JsonText.write(answer)
                                + "]",
                        LONGEST_TEXT)));
            }
        }
        return failures.isEmpty()
                ? EnrichmentResult.contexts(List.copyOf(contexts))
                : new EnrichmentResult.Failed(failures);
    }

    private String notValid(String url, String reason) {
        return secrets.mask("uri [" + url + "] is not valid: " + reason, LONGEST_TEXT);
    }

    /** Without an answer every output fails. */
    private EnrichmentResult failed(String text) {
        return new EnrichmentResult.Failed(
                Collections.nCopies(config.outputs().size(), new FailureMessage.Simple(text)));
    }
}
