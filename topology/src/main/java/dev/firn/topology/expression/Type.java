package dev.firn.topology.expression;

/** What an expression is wanted for; checked when it is compiled. */
public enum Type {
    /** True or false: filters. */
    BOOLEAN,
    /** Whatever has a text form: keys, topics, headers. Lists and maps have none. */
    TEXT,
    /** A number. */
    NUMBER,
    /** Any value: computed fields. */
    ANY,
    /** A moment. */
    TIMESTAMP
}
