package dev.firn.app.config;

/**
 * The port of admin functions as it is written: a number, or one of two words. Immutable.
 *
 * @param port {@link #OFF}, {@link #AUTO}, or a number of a port, 0 meaning any free one
 */
record AdminPort(int port) {

    private static final int OFF = -1;
    private static final int AUTO = -2;

    /** @throws IllegalArgumentException when it is none */
    static AdminPort of(String text) {
        int port =
                switch (text) {
                    case "off" -> OFF;
                    case "auto" -> AUTO;
                    default -> number(text);
                };
        return new AdminPort(port);
    }

    private static int number(String text) {
        try {
            int port = Integer.parseInt(text);
            if (port >= 0 && port <= 65535) {
                return port;
            }
        } catch (NumberFormatException e) {
            // Told below.
        }
        throw new IllegalArgumentException("no port, expected 0 to 65535, auto or off");
    }

    boolean isOff() {
        return port == OFF;
    }

    /** The port, next to that of probes if it was left to us: several processes on one machine then do not meet. */
    int beside(int healthPort) {
        if (port != AUTO) {
            return port;
        }
        return healthPort == 0 || healthPort == 65535 ? 0 : healthPort + 1;
    }
}
