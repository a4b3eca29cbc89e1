package dev.firn.registry.validation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Schemas made of schemas. */
final class Combined {

    private Combined() {}

    static Check all(List<Check> parts) {
        Check[] checks = parts.toArray(new Check[0]);
        return value -> {
            for (Check check : checks) {
                if (!check.accepts(value)) {
                    return false;
                }
            }
            return true;
        };
    }

    static Check any(List<Check> parts) {
        Check[] checks = parts.toArray(new Check[0]);
        return value -> {
            for (Check check : checks) {
                if (check.accepts(value)) {
                    return true;
                }
            }
            return false;
        };
    }

    static Check exactlyOne(List<Check> parts) {
        Check[] checks = parts.toArray(new Check[0]);
        return value -> {
            int accepted = 0;
            for (Check check : checks) {
                if (check.accepts(value) && ++accepted > 1) {
                    return false;
                }
            }
            return accepted == 1;
        };
    }

    static Check not(Check part) {
        return value -> !part.accepts(value);
    }

    /** If an object has the member, the whole object must also satisfy the check. */
    static Check dependency(String member, Check then) {
        return object -> !object.has(member) || then.accepts(object);
    }

    static Check has(String member) {
        return object -> object.has(member);
    }

    /** Stands for a schema that is still being compiled, because it contains itself. */
    static final class Forward implements Check {

        private @Nullable Check target;

        void resolve(Check check) {
            target = check;
        }

        @Override
        public boolean accepts(JsonNode value) {
            return Objects.requireNonNull(target).accepts(value);
        }
    }
}
