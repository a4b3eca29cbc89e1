package dev.firn.app.dev;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Where text goes that Kafka's tools print for a person at a terminal. */
final class Silence {

    static final PrintStream STREAM = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);

    private Silence() {}
}
