package dev.firn.topology.feature;

import org.apache.kafka.streams.kstream.Named;

/** Names of what a join adds to the topology; they stay as they are, or state would be lost with an upgrade. */
record FeatureNames(String join) {

    /** The store of features, and the topic by which items travel to them. */
    String table() {
        return "firn-features-" + join;
    }

    String waiting() {
        return table() + "-waiting";
    }

    /** For the outputs of what leaves before. */
    String stage() {
        return "features-" + join;
    }

    String node(String part) {
        return table() + '-' + part;
    }

    Named named(String part) {
        return Named.as(node(part));
    }
}
