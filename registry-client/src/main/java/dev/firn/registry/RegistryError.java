package dev.firn.registry;

/** Why one registry did not give a schema. Messages are at most 256 characters and hold no response bodies or secrets. */
public sealed interface RegistryError {

    /** The registry certainly lacks it. */
    record NotFound() implements RegistryError {}

    /** Transient: the registry is down, slow, or answers nonsense. */
    record RepoFailure(String message) implements RegistryError {
        public RepoFailure {
            message = cut(message);
        }
    }

    /** Configuration or authorisation. */
    record ClientFailure(String message) implements RegistryError {
        public ClientFailure {
            message = cut(message);
        }
    }

    private static String cut(String message) {
        return message.length() <= 256 ? message : message.substring(0, 256);
    }
}
