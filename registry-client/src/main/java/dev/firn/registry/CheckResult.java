package dev.firn.registry;

import org.jspecify.annotations.Nullable;

/** What {@link IgluClient#check} found. */
public sealed interface CheckResult {

    /**
     * The data fits.
     *
     * @param supersededBy the version it was validated with instead, or null when with its own
     */
    record Valid(@Nullable SchemaVer supersededBy) implements CheckResult {
        static final Valid AS_DECLARED = new Valid(null);
    }

    /** The data does not fit, or nobody can tell. */
    record Invalid(IgluError error) implements CheckResult {}
}
