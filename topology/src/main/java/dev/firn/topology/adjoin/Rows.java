package dev.firn.topology.adjoin;

/** Where a journey keeps its events. */
interface Rows {

    void put(AdEvent touch);

    void put(Conversion conversion);

    /** What is not there need not be removed. */
    void remove(AdEvent event);
}
