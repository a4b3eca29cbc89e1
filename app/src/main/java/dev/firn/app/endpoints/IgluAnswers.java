package dev.firn.app.endpoints;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.firn.app.http.Answer;
import dev.firn.app.http.Request;
import dev.firn.app.run.Prepared;
import dev.firn.registry.IgluClient;
import dev.firn.registry.IgluError;
import dev.firn.registry.Lookup;
import dev.firn.registry.SchemaKey;
import dev.firn.registry.SchemaVer;

/** What registries have, and what they do not. */
final class IgluAnswers {

    private static final String PATH = "/iglu/";
    private static final String HISTORY = "lookupHistory";

    private IgluAnswers() {}

    /** The schemas that events name and no registry gave when last asked. */
    static Answer unresolved(Prepared prepared, Request request) {
        IgluClient iglu = prepared.assembly().iglu();
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ArrayNode all = json.putArray("unresolved");
        if (iglu != null) {
            iglu.unresolved().forEach((key, error) -> all.add(failed(key, error)));
        }
        return Answer.json(200, json);
    }

    /** Asks registries, unless they were asked lately. */
    static Answer lookup(Prepared prepared, Request request) {
        IgluClient iglu = prepared.assembly().iglu();
        return SchemaKey.parsePath(request.path().substring(PATH.length()))
                .fold(
                        key -> iglu == null ? Answer.text(503, "no registries") : Answer.json(200, found(key, iglu)),
                        code -> Answer.text(
                                400,
                                code + ": expected " + PATH + "VENDOR/NAME/FORMAT/VERSION, the version as in 1-0-0"));
    }

    private static ObjectNode found(SchemaKey key, IgluClient iglu) {
        Lookup lookup = iglu.lookup(key);
        return lookup.fold(found -> resolved(key, found), error -> failed(key, error));
    }

    private static ObjectNode resolved(SchemaKey key, Lookup.Found found) {
        SchemaVer superseding = found.supersededBy();
        return JsonNodeFactory.instance
                .objectNode()
                .put("schema", key.toString())
                .put("resolved", true)
                .put("registry", found.registry())
                .put("supersededBy", superseding == null ? null : superseding.toString());
    }

    private static ObjectNode failed(SchemaKey key, IgluError.Resolution error) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("schema", key.toString())
                .put("resolved", false);
        json.set(HISTORY, error.toJson().path(HISTORY));
        return json;
    }
}
