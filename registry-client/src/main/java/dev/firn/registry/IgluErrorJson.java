package dev.firn.registry;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** JSON of {@link IgluError}, in the member order of the bad-row schemas' examples. */
final class IgluErrorJson {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private IgluErrorJson() {}

    static ObjectNode write(IgluError error) {
        if (error instanceof IgluError.Resolution resolution) {
            return resolution(resolution);
        }
        return error instanceof IgluError.InvalidData data ? data(data) : schema((IgluError.InvalidSchema) error);
    }

    private static ObjectNode resolution(IgluError.Resolution error) {
        ObjectNode json = NODES.objectNode().put("error", "ResolutionError");
        ArrayNode histories = json.putArray("lookupHistory");
        for (LookupHistory history : error.lookupHistory()) {
            ObjectNode one = histories.addObject().put("repository", history.repository());
            ArrayNode errors = one.putArray("errors");
            history.errors().forEach(e -> errors.add(registryError(e)));
            one.put("attempts", history.attempts());
            one.put("lastAttempt", history.lastAttempt().toString());
        }
        return json;
    }

    private static ObjectNode registryError(RegistryError error) {
        ObjectNode json = NODES.objectNode().put("error", error.getClass().getSimpleName());
        if (error instanceof RegistryError.RepoFailure failure) {
            json.put("message", failure.message());
        } else if (error instanceof RegistryError.ClientFailure failure) {
            json.put("message", failure.message());
        }
        return json;
    }

    private static ObjectNode data(IgluError.InvalidData error) {
        ObjectNode json = validationError(error.supersededBy());
        ArrayNode reports = json.putArray("dataReports");
        for (ValidationReport report : error.reports()) {
            ObjectNode one = reports.addObject()
                    .put("message", report.message())
                    .put("path", report.path())
                    .put("keyword", report.keyword());
            ArrayNode targets = one.putArray("targets");
            report.targets().forEach(targets::add);
        }
        return json;
    }

    private static ObjectNode schema(IgluError.InvalidSchema error) {
        ObjectNode json = validationError(error.supersededBy());
        ArrayNode issues = json.putArray("schemaIssues");
        error.issues()
                .forEach(issue -> issues.addObject().put("path", issue.path()).put("message", issue.message()));
        return json;
    }

    private static ObjectNode validationError(@Nullable SchemaVer supersededBy) {
        ObjectNode json = NODES.objectNode();
        if (supersededBy != null) {
            json.put("supersededBy", supersededBy.toString());
        }
        return json.put("error", "ValidationError");
    }
}
