package dev.firn.registry;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** A registry that answers what the test says, and remembers what it was asked. */
final class ScriptedRegistry implements Registry {

    static final Answer NOT_FOUND = Answer.notFound();
    static final Answer DOWN = Answer.failed(new RegistryError.RepoFailure("down"));
    static final Answer FORBIDDEN = Answer.failed(new RegistryError.ClientFailure("Unexpected response code: 403"));

    final List<String> asked = Collections.synchronizedList(new ArrayList<>());
    private final Map<String, Answer> answers = new HashMap<>();
    private final Config config;
    private final Kind kind;
    private Function<String, Answer> otherwise = path -> NOT_FOUND;

    ScriptedRegistry(String name) {
        this(Config.named(name), Kind.HTTP);
    }

    ScriptedRegistry(Config config, Kind kind) {
        this.config = config;
        this.kind = kind;
    }

    ScriptedRegistry answers(String path, Answer answer) {
        answers.put(path, answer);
        return this;
    }

    ScriptedRegistry has(String uri, String... required) {
        return answers(SchemaKey.of(uri).path(), Answer.text(Schemas.text(uri, required)));
    }

    ScriptedRegistry otherwise(Answer answer) {
        return otherwise(path -> answer);
    }

    ScriptedRegistry otherwise(Function<String, Answer> answer) {
        answers.clear();
        otherwise = answer;
        return this;
    }

    @Override
    public Config config() {
        return config;
    }

    @Override
    public Kind kind() {
        return kind;
    }

    @Override
    public Answer schema(SchemaKey key, Duration budget) {
        return answer(key.path());
    }

    @Override
    public Answer list(String vendor, String name, int model, Duration budget) {
        return answer(vendor + '/' + name + "/jsonschema/" + model);
    }

    private Answer answer(String path) {
        asked.add(path);
        Answer answer = answers.get(path);
        return answer == null ? otherwise.apply(path) : answer;
    }
}
