package dev.firn.topology.adjoin;

/** A conversion, and what was said of it. */
record Conversion(AdEvent event, Standing standing) {}
