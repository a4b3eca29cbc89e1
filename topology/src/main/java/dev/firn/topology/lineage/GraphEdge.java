package dev.firn.topology.lineage;

/**
 * What flows from one node to another.
 *
 * @param from id of a node
 * @param to id of a node
 * @param label the streams of results that flow, or empty where that goes without saying
 */
public record GraphEdge(String from, String to, String label) {}
