package dev.firn.serdes.badrow;

import com.fasterxml.jackson.databind.JsonNode;
import dev.firn.registry.IgluError;
import dev.firn.registry.LookupHistory;
import dev.firn.registry.ParseError;
import dev.firn.registry.RegistryError;
import dev.firn.registry.SchemaCriterion;
import dev.firn.registry.SchemaIssue;
import dev.firn.registry.SchemaKey;
import dev.firn.registry.SchemaVer;
import dev.firn.registry.ValidationReport;
import dev.firn.serdes.badrow.FailureMessage.CriterionMismatch;
import dev.firn.serdes.badrow.FailureMessage.IgluFailure;
import dev.firn.serdes.badrow.FailureMessage.InputData;
import dev.firn.serdes.badrow.FailureMessage.NotIglu;
import dev.firn.serdes.badrow.FailureMessage.NotJson;
import dev.firn.serdes.badrow.FailureMessage.SchemaMapping;
import dev.firn.serdes.badrow.FailureMessage.Simple;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Failure messages read back. They carry no tag: what a message is shows in the members it has. */
final class MessageReader {

    private MessageReader() {}

    static FailureMessage read(Members message) {
        if (message.has("payloadField")) {
            return inputData("payloadField", message);
        }
        if (message.has("field")) {
            return message.has("expectation") ? inputData("field", message) : notJson(message);
        }
        if (message.has("schemaKey")) {
            return message.has("schemaCriterion") ? criterionMismatch(message) : igluFailure(message);
        }
        if (message.has("expectedMapping")) {
            return schemaMapping(message);
        }
        return message.has("json")
                ? new NotIglu(message.any("json"), parseError(message.text("error")))
                : new Simple(message.text("error"));
    }

    private static InputData inputData(String fieldKey, Members message) {
        return new InputData(message.text(fieldKey), message.textOrNull("value"), message.text("expectation"));
    }

    private static NotJson notJson(Members message) {
        return new NotJson(message.text("field"), message.textOrNull("value"), message.text("error"));
    }

    private static ParseError parseError(String code) {
        for (ParseError error : ParseError.values()) {
            if (error.name().equals(code)) {
                return error;
            }
        }
        throw new UnreadableException("error does not fit: unknown code");
    }

    private static SchemaMapping schemaMapping(Members message) {
        Map<String, SchemaKey> expected = new LinkedHashMap<>();
        Members mapping = message.object("expectedMapping");
        mapping.json().fieldNames().forEachRemaining(type -> expected.put(type, mapping.schemaKey(type)));
        return new SchemaMapping(message.textOrNull("actual"), expected, message.text("expectation"));
    }

    private static CriterionMismatch criterionMismatch(Members message) {
        SchemaCriterion criterion = SchemaCriterion.parse(message.text("schemaCriterion"))
                .orElseThrow(() -> Members.unfit("schemaCriterion", message.any("schemaCriterion")));
        return new CriterionMismatch(message.schemaKey("schemaKey"), criterion);
    }

    private static IgluFailure igluFailure(Members message) {
        return new IgluFailure(message.schemaKey("schemaKey"), igluError(message.object("error")));
    }

    private static IgluError igluError(Members error) {
        if (error.text("error").equals("ResolutionError")) {
            return new IgluError.Resolution(error.objects("lookupHistory", MessageReader::lookupHistory));
        }
        return error.has("schemaIssues")
                ? new IgluError.InvalidSchema(
                        error.objects(
                                "schemaIssues", issue -> new SchemaIssue(issue.text("path"), issue.text("message"))),
                        supersededBy(error))
                : new IgluError.InvalidData(
                        error.objects("dataReports", MessageReader::validationReport), supersededBy(error));
    }

    private static ValidationReport validationReport(Members report) {
        return new ValidationReport(
                report.text("message"),
                report.textOrNull("path"),
                report.textOrNull("keyword"),
                report.texts("targets"));
    }

    private static @Nullable SchemaVer supersededBy(Members error) {
        String version = error.textOrNull("supersededBy");
        return version == null
                ? null
                : SchemaVer.parse(version).fold(v -> v, code -> {
                    throw Members.unfit("supersededBy", error.any("supersededBy"));
                });
    }

    private static LookupHistory lookupHistory(Members history) {
        return new LookupHistory(
                history.text("repository"),
                new LinkedHashSet<>(history.objects("errors", MessageReader::registryError)),
                history.integer("attempts"),
                history.instant("lastAttempt"));
    }

    private static RegistryError registryError(Members error) {
        JsonNode message = error.json().path("message");
        return switch (error.text("error")) {
            case "NotFound" -> new RegistryError.NotFound();
            case "RepoFailure" -> new RegistryError.RepoFailure(message.asText());
            case "ClientFailure" -> new RegistryError.ClientFailure(message.asText());
            default -> throw Members.unfit("error", error.any("error"));
        };
    }
}
