package dev.firn.app.command;

import dev.firn.app.run.Build;
import picocli.CommandLine.IVersionProvider;

/** The version of the build, from the jar's manifest. */
public final class Version implements IVersionProvider {

    public static String current() {
        return Build.current().version();
    }

    @Override
    public String[] getVersion() {
        return new String[] {"firn " + current()};
    }
}
