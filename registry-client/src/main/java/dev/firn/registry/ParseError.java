package dev.firn.registry;

/** Why a text or JSON value is no Iglu entity; the constant's name is the code that bad rows carry. */
public enum ParseError {
    INVALID_SCHEMAVER("schema version"),
    INVALID_IGLUURI("Iglu URI"),
    INVALID_DATA_PAYLOAD("data payload"),
    INVALID_SCHEMA("schema"),
    /** Never part of a bad row: the bad-row schemas do not list it. */
    INVALID_METASCHEMA("metaschema");

    private final String thing;

    ParseError(String thing) {
        this.thing = thing;
    }

    /** Text for people: {@code Invalid Iglu URI: iglu:x, code: INVALID_IGLUURI}. */
    public String message(String input) {
        return "Invalid " + thing + ": " + input + ", code: " + name();
    }
}
