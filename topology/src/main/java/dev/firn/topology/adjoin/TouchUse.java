package dev.firn.topology.adjoin;

/** How many conversions one touch may be credited with. */
public enum TouchUse {
    /** Any number: who clicked once and bought twice was won by that click twice. */
    SHARED,
    /** One: the first conversion, in the order of time and id, that can have it. */
    ONCE
}
