package dev.firn.app;

import dev.firn.app.command.FirnCommand;

/** Starts the command line. */
public final class Main {

    private Main() {}

    public static void main(String[] args) {
        System.exit(FirnCommand.execute(args));
    }
}
