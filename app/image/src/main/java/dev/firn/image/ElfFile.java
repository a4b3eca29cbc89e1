package dev.firn.image;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a 64-bit little-endian ELF file says that it needs, as the ELF specification lays it out. Immutable.
 *
 * @param machine 62 is x86-64, 183 is AArch64
 * @param needed names of shared libraries, in order
 * @param interpreter path of the program that loads it; programs have one, libraries mostly not
 */
record ElfFile(int machine, List<String> needed, Optional<String> interpreter) {

    private static final int HEADER = 64;
    private static final int MAGIC = 0x464c457f;
    private static final byte CLASS_64 = 2;
    private static final byte LITTLE_ENDIAN = 1;

    private static final int PT_LOAD = 1;
    private static final int PT_DYNAMIC = 2;
    private static final int PT_INTERP = 3;
    private static final long DT_NULL = 0;
    private static final long DT_NEEDED = 1;
    private static final long DT_STRTAB = 5;

    ElfFile {
        needed = List.copyOf(needed);
    }

    /** Whether the file begins as one that {@link #read} understands. */
    static boolean isElf(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            return isElf(ByteBuffer.wrap(in.readNBytes(HEADER)).order(ByteOrder.LITTLE_ENDIAN));
        }
    }

    private static boolean isElf(ByteBuffer bytes) {
        return bytes.limit() >= HEADER
                && bytes.getInt(0) == MAGIC
                && bytes.get(4) == CLASS_64
                && bytes.get(5) == LITTLE_ENDIAN;
    }

    /** @throws IllegalArgumentException for any other kind of file */
    static ElfFile read(Path file) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        if (!isElf(bytes)) {
            throw new IllegalArgumentException(file + " is no 64-bit little-endian ELF file");
        }
        List<Segment> segments = segments(bytes);
        Optional<String> interpreter = segments.stream()
                .filter(segment -> segment.type == PT_INTERP)
                .map(segment -> text(bytes, segment.offset))
                .findFirst();
        List<String> needed = new ArrayList<>();
        for (Segment segment : segments) {
            if (segment.type == PT_DYNAMIC) {
                needed.addAll(needed(bytes, segment, segments));
            }
        }
        return new ElfFile(bytes.getShort(18), needed, interpreter);
    }

    private static List<Segment> segments(ByteBuffer bytes) {
        int at = Math.toIntExact(bytes.getLong(32));
        int size = bytes.getShort(54);
        int count = bytes.getShort(56);
        List<Segment> segments = new ArrayList<>();
        for (int i = 0; i < count; i++, at += size) {
            segments.add(new Segment(
                    bytes.getInt(at),
                    Math.toIntExact(bytes.getLong(at + 8)),
                    bytes.getLong(at + 16),
                    bytes.getLong(at + 32)));
        }
        return segments;
    }

    private static List<String> needed(ByteBuffer bytes, Segment dynamic, List<Segment> segments) {
        List<Long> names = new ArrayList<>();
        int table = -1;
        for (int at = dynamic.offset; bytes.getLong(at) != DT_NULL; at += 16) {
            long tag = bytes.getLong(at);
            long value = bytes.getLong(at + 8);
            if (tag == DT_NEEDED) {
                names.add(value);
            } else if (tag == DT_STRTAB) {
                table = fileOffset(value, segments);
            }
        }
        List<String> needed = new ArrayList<>();
        for (long name : names) {
            needed.add(text(bytes, table + Math.toIntExact(name)));
        }
        return needed;
    }

    private static int fileOffset(long address, List<Segment> segments) {
        return segments.stream()
                .filter(segment -> segment.type == PT_LOAD
                        && address >= segment.address
                        && address < segment.address + segment.size)
                .map(segment -> Math.toIntExact(address - segment.address + segment.offset))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no segment has address " + address));
    }

    private static String text(ByteBuffer bytes, int from) {
        int to = from;
        while (bytes.get(to) != 0) {
            to++;
        }
        byte[] text = new byte[to - from];
        bytes.get(from, text);
        return new String(text, StandardCharsets.UTF_8);
    }

    private record Segment(int type, int offset, long address, long size) {}
}
