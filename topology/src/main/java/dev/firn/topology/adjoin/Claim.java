package dev.firn.topology.adjoin;

/** A touch that a conversion was credited to, so that no other one can have it. */
record Claim(AdKind kind, String id) {}
