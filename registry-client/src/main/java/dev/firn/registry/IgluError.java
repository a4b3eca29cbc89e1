package dev.firn.registry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Why data could not be shown to fit its schema. {@link #toJson} is the object that bad rows embed. */
public sealed interface IgluError {

    /** No registry gave the schema; sorted by repository name. */
    record Resolution(List<LookupHistory> lookupHistory) implements IgluError {
        public Resolution {
            lookupHistory = lookupHistory.stream()
                    .sorted(Comparator.comparing(LookupHistory::repository))
                    .toList();
        }

        /**
         * Whether every registry says for certain that it lacks the schema. Otherwise one of them may have it, and a
         * later try can turn out better.
         */
        public boolean isOnlyNotFound() {
            return lookupHistory.stream()
                    .flatMap(history -> history.errors().stream())
                    .allMatch(RegistryError.NotFound.class::isInstance);
        }
    }

    /** The data violates the schema. */
    record InvalidData(List<ValidationReport> reports, @Nullable SchemaVer supersededBy) implements IgluError {
        public InvalidData {
            reports = List.copyOf(reports);
        }
    }

    /** The schema is unusable. */
    record InvalidSchema(List<SchemaIssue> issues, @Nullable SchemaVer supersededBy) implements IgluError {
        public InvalidSchema {
            issues = List.copyOf(issues);
        }
    }

    default ObjectNode toJson() {
        return IgluErrorJson.write(this);
    }
}
