package dev.firn.image;

import java.util.Arrays;

/** A processor that images are made for: that of the building machine, as its libraries are copied. */
enum Architecture {
    AMD64("amd64", "x86_64-linux-gnu"),
    ARM64("aarch64", "aarch64-linux-gnu");

    private final String osArch;
    private final String triplet;

    Architecture(String osArch, String triplet) {
        this.osArch = osArch;
        this.triplet = triplet;
    }

    /** Debian's name of the folder of its libraries. */
    String triplet() {
        return triplet;
    }

    static Architecture here() {
        String osArch = System.getProperty("os.arch");
        return Arrays.stream(values())
                .filter(value -> value.osArch.equals(osArch))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no image is made for processor " + osArch));
    }
}
