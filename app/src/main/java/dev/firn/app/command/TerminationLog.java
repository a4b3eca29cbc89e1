package dev.firn.app.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where Kubernetes looks for the reason of an end. */
final class TerminationLog {

    private static final Path FILE = Path.of("/dev/termination-log");

    private TerminationLog() {}

    /** Does nothing outside of Kubernetes. */
    static void write(String reason) {
        if (!Files.isWritable(FILE)) {
            return;
        }
        try {
            Files.writeString(FILE, reason);
        } catch (IOException e) {
            System.err.println("firn: " + FILE + " cannot be written: " + e.getMessage());
        }
    }
}
