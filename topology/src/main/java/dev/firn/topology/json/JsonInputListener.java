package dev.firn.topology.json;

import dev.firn.serdes.badrow.BadRow;
import dev.firn.topology.flow.Timed;

/**
 * Is told what becomes of the records of JSON inputs: by many threads at once, on the hot path. A transaction that is
 * aborted is counted, and so is its repetition.
 */
public interface JsonInputListener extends Timed {

    /** Listens to nothing. */
    JsonInputListener NONE = (input, what, times) -> {};

    /** What can become of a part of a record. */
    enum Fate {
        /** An object went on. */
        PASSED,
        /** A part was no JSON object, or one that must not be: a bad row. */
        BROKEN,
        /** Flattening or a migration refused an object: a bad row. */
        REJECTED,
        /** An object that would have passed is in a bad row of its whole record. */
        HELD_BACK,
        /** A record held nothing at all: no value, or only white space. It leaves no trace but this. */
        EMPTY,
        /** An object went on with the time of its record, as it has no time of its own that can be read. */
        WITHOUT_TIME
    }

    /**
     * @param input its name
     * @param times how often, at least once
     */
    void count(String input, Fate fate, long times);

    /** A bad row was made of a record, or of a part of one. */
    default void refused(BadRow row) {}
}
