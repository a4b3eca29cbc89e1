package dev.firn.app.dev;

/** Prints how long a broker takes to start and to stop; the first start of a JVM is the one that a user waits for. */
final class StartTimes {

    private StartTimes() {}

    public static void main(String[] args) {
        for (String start : new String[] {"cold", "second", "third"}) {
            long begin = System.nanoTime();
            InProcessBroker broker = InProcessBroker.start();
            long started = System.nanoTime();
            broker.createTopic("topic", 4);
            long created = System.nanoTime();
            broker.close();
            long stopped = System.nanoTime();
            System.out.printf(
                    "%-6s start %5d ms, first topic %4d ms, stop %4d ms%n",
                    start, millis(begin, started), millis(started, created), millis(created, stopped));
        }
    }

    private static long millis(long from, long to) {
        return (to - from) / 1_000_000;
    }
}
