package dev.firn.registry;

import com.fasterxml.jackson.databind.JsonNode;
import dev.firn.registry.RegistrySource.Reply;
import dev.firn.registry.json.JsonText;
import java.time.Duration;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Asks one registry for one document and reads it as JSON; every way to fail becomes a {@link RegistryError}. */
final class Documents {

    private final RegistryListener listener;
    private final boolean strictSelf;

    Documents(RegistryListener listener, boolean strictSelf) {
        this.listener = listener;
        this.strictSelf = strictSelf;
    }

    /** A document as published, and read. */
    record Document(SchemaKey key, String text, JsonNode json) {}

    Reply<Document> schema(Registry registry, SchemaKey key, Budget budget) {
        Reply<Document> reply = ask(
                registry, budget, left -> registry.schema(key, left), (text, json) -> new Document(key, text, json));
        return reply instanceof Reply.Found<Document> found ? labelled(registry, found) : reply;
    }

    Reply<JsonNode> list(Registry registry, ListQuery query, Budget budget) {
        return ask(
                registry,
                budget,
                left -> registry.list(query.vendor(), query.name(), query.model(), left),
                (text, json) -> json);
    }

    private <T> Reply<T> ask(
            Registry registry,
            Budget budget,
            Function<Duration, Registry.Answer> question,
            BiFunction<String, JsonNode, T> reading) {
        long start = System.nanoTime();
        Reply<T> reply = read(answer(budget, question), reading);
        listener.asked(registry.config().name(), outcome(reply), System.nanoTime() - start);
        return reply;
    }

    /** A registry of the user's own that throws is a registry in trouble, not the end of the stream. */
    private static Registry.Answer answer(Budget budget, Function<Duration, Registry.Answer> question) {
        Duration left = budget.left();
        if (left.isZero()) {
            return Registry.Answer.failed(new RegistryError.RepoFailure("No time left for this lookup"));
        }
        try {
            return question.apply(left);
        } catch (RuntimeException e) {
            return Registry.Answer.failed(new RegistryError.RepoFailure(
                    "Registry threw " + e.getClass().getSimpleName()));
        }
    }

    private static <T> Reply<T> read(Registry.Answer answer, BiFunction<String, JsonNode, T> reading) {
        return answer instanceof Registry.Answer.Text text
                ? JsonText.parse(text.text())
                        .fold(
                                json -> Reply.found(reading.apply(text.text(), json)),
                                // The parser's words quote the document, and bad rows are no place for it.
                                notJson -> Reply.repoFailure("Response is not JSON"))
                : Reply.failed(((Registry.Answer.Failed) answer).error());
    }

    private Reply<Document> labelled(Registry registry, Reply.Found<Document> found) {
        SchemaKey key = found.value().key();
        Decoded<SchemaKey> self = SelfDescribingSchema.self(found.value().json());
        if (self instanceof Decoded.Ok<SchemaKey> claim && claim.value().equals(key)) {
            return found;
        }
        listener.mislabelled(key, registry.config().name());
        return strictSelf ? Reply.clientFailure("The schema's self is not " + key) : found;
    }

    private static RegistryListener.Outcome outcome(Reply<?> reply) {
        if (reply instanceof Reply.Failed<?> failed) {
            RegistryError error = failed.error();
            if (error instanceof RegistryError.NotFound) {
                return RegistryListener.Outcome.NOT_FOUND;
            }
            return error instanceof RegistryError.RepoFailure
                    ? RegistryListener.Outcome.REPO_FAILURE
                    : RegistryListener.Outcome.CLIENT_FAILURE;
        }
        return RegistryListener.Outcome.FOUND;
    }
}
