package dev.firn.image;

import java.util.Arrays;
import java.util.regex.Pattern;

/**
 * The native libraries in Firn's jar, which holds each for a dozen systems. Inside of the image they lie unpacked, for one system:
 * at run time nothing is extracted, so that a {@code /tmp} mounted {@code noexec} does, and the jar loses three quarters.
 *
 * <p>Each is found through {@code java.library.path}; Snappy needs {@code org.xerial.snappy.use.systemlib} for that.
 */
enum NativeLibrary {
    ROCKSDB("librocksdbjni-.*", "librocksdbjni-linux64.so", "librocksdbjni-linux-aarch64.so", "librocksdbjni.so"),
    ZSTD(
            "(?:aix|darwin|freebsd|linux|win)/[^/]+/libzstd-jni-.*",
            "linux/amd64/libzstd-jni-[0-9.-]+\\.so",
            "linux/aarch64/libzstd-jni-[0-9.-]+\\.so",
            ""),
    LZ4(
            "net/jpountz/util/.*",
            "net/jpountz/util/linux/amd64/liblz4-java.so",
            "net/jpountz/util/linux/aarch64/liblz4-java.so",
            "liblz4-java.so"),
    SNAPPY(
            "org/xerial/snappy/native/.*",
            "org/xerial/snappy/native/Linux/x86_64/libsnappyjava.so",
            "org/xerial/snappy/native/Linux/aarch64/libsnappyjava.so",
            "libsnappyjava.so");

    private static final Pattern NATIVE = Pattern.compile(".*\\.(?:so|dll|dylib|jnilib)");

    private final Pattern any;
    private final Pattern amd64;
    private final Pattern arm64;
    private final String fileName;

    NativeLibrary(String any, String amd64, String arm64, String fileName) {
        this.any = Pattern.compile(any);
        this.amd64 = Pattern.compile(amd64);
        this.arm64 = Pattern.compile(arm64);
        this.fileName = fileName;
    }

    /** Whether an entry of a jar is native code, of any library and system. */
    static boolean isNative(String entry) {
        return NATIVE.matcher(entry).matches();
    }

    /**
     * Whose the entry is.
     *
     * @throws IllegalStateException for a library that is not in this table, and so would be missing from the image
     */
    static NativeLibrary of(String entry) {
        return Arrays.stream(values())
                .filter(library -> library.any.matcher(entry).matches())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "native library " + entry + " in the jar is unknown: add it to NativeLibrary"));
    }

    /** Whether the entry is the one for this processor, on Linux with glibc. */
    boolean isFor(Architecture architecture, String entry) {
        return (architecture == Architecture.AMD64 ? amd64 : arm64)
                .matcher(entry)
                .matches();
    }

    /** What the loader of the library looks for. */
    String fileName(String entry) {
        return fileName.isEmpty() ? entry.substring(entry.lastIndexOf('/') + 1) : fileName;
    }
}
