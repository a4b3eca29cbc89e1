package dev.firn.app.config;

/**
 * What was read from an object of a list, and where that stands.
 *
 * @param <T> what was read
 */
record Placed<T>(Members place, T made) {}
