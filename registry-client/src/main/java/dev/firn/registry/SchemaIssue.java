package dev.firn.registry;

/** Why a schema itself is unusable: where ({@code $} when no better place is known) and what. */
public record SchemaIssue(String path, String message) {}
