package dev.firn.registry;

/** A schema as published: compared on a refresh, and written to snapshots. */
record SchemaText(SchemaKey key, String text) {}
