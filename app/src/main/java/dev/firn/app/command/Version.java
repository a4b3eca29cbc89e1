package dev.firn.app.command;

import picocli.CommandLine.IVersionProvider;

/** The version of the build, from the jar's manifest. */
public final class Version implements IVersionProvider {

    /** What a build outside of a jar is called. */
    private static final String DEVELOPMENT = "0.1.0-SNAPSHOT";

    public static String current() {
        String version = Version.class.getPackage().getImplementationVersion();
        return version == null ? DEVELOPMENT : version;
    }

    @Override
    public String[] getVersion() {
        return new String[] {"firn " + current()};
    }
}
