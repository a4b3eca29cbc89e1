package dev.firn.e2e;

import dev.firn.app.dev.InProcessBroker;

/** The broker of these tests. */
final class Brokers {

    static final int PARTITIONS = 4;

    private Brokers() {}

    /** One that lets go of dead clients sooner than brokers usually allow. */
    static InProcessBroker start() {
        return InProcessBroker.builder()
                .property("group.min.session.timeout.ms", "1000")
                .property("transaction.abort.timed.out.transaction.cleanup.interval.ms", "500")
                .start();
    }

    static void createTopics(InProcessBroker broker, Deployment deployment) {
        broker.createTopic(deployment.raw(), PARTITIONS);
        broker.createTopic(deployment.good(), PARTITIONS);
        broker.createTopic(deployment.bad(), PARTITIONS);
    }
}
