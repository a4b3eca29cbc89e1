package dev.firn.enrichments.iplookups;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Writes small IPv4 databases in MaxMind's format, version 2.0, with records of 24 bits. */
final class MmdbFile {

    private static final int EMPTY = -1;

    private final List<int[]> nodes = new ArrayList<>();
    private final ByteArrayOutputStream data = new ByteArrayOutputStream();
    private final String type;

    MmdbFile(String type) {
        this.type = type;
        nodes.add(new int[] {EMPTY, EMPTY});
    }

    /** @param record texts, numbers, maps and lists; bytes are written as they are */
    MmdbFile with(String address, int prefix, Object record) {
        int offset = data.size();
        encode(record, data);
        int bits = 0;
        for (String octet : address.split("\\.")) {
            bits = bits << 8 | Integer.parseInt(octet);
        }
        int node = 0;
        for (int i = 0; i < prefix - 1; i++) {
            int side = bits >>> (31 - i) & 1;
            if (nodes.get(node)[side] == EMPTY) {
                nodes.get(node)[side] = nodes.size();
                nodes.add(new int[] {EMPTY, EMPTY});
            }
            node = nodes.get(node)[side];
        }
        nodes.get(node)[bits >>> (32 - prefix) & 1] = -2 - offset;
        return this;
    }

    Path write(Path file) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int[] node : nodes) {
            for (int target : node) {
                int pointer = target == EMPTY ? nodes.size() : target >= 0 ? target : nodes.size() + 16 - 2 - target;
                bytes.write(pointer >>> 16);
                bytes.write(pointer >>> 8);
                bytes.write(pointer);
            }
        }
        bytes.writeBytes(new byte[16]);
        bytes.writeBytes(data.toByteArray());
        bytes.writeBytes("\u00AB\u00CD\u00EFMaxMind.com".getBytes(StandardCharsets.ISO_8859_1));
        encode(
                Map.of(
                        "node_count", nodes.size(),
                        "record_size", 24,
                        "ip_version", 4,
                        "database_type", type,
                        "languages", List.of(),
                        "binary_format_major_version", 2,
                        "binary_format_minor_version", 0,
                        "build_epoch", 1767323045,
                        "description", Map.of()),
                bytes);
        return Files.write(file, bytes.toByteArray());
    }

    private static void encode(Object value, ByteArrayOutputStream out) {
        if (value instanceof byte[] raw) {
            out.writeBytes(raw);
        } else if (value instanceof String text) {
            byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
            control(2, utf8.length, out);
            out.writeBytes(utf8);
        } else if (value instanceof Double number) {
            control(3, 8, out);
            out.writeBytes(ByteBuffer.allocate(8).putDouble(number).array());
        } else if (value instanceof Float number) {
            control(15, 4, out);
            out.writeBytes(ByteBuffer.allocate(4).putFloat(number).array());
        } else if (value instanceof Number number) {
            control(6, 4, out);
            out.writeBytes(
                    ByteBuffer.allocate(4).putInt((int) number.longValue()).array());
        } else if (value instanceof List<?> items) {
            control(11, items.size(), out);
            items.forEach(item -> encode(item, out));
        } else if (value instanceof Map<?, ?> members) {
            control(7, members.size(), out);
            members.forEach((name, member) -> {
                encode(name, out);
                encode(member, out);
            });
        } else {
            throw new IllegalArgumentException("no type for " + value);
        }
    }

    private static void control(int type, int size, ByteArrayOutputStream out) {
        int small = Math.min(size, 29);
        out.write(type < 8 ? type << 5 | small : small);
        if (type >= 8) {
            out.write(type - 7);
        }
        if (size >= 29) {
            out.write(size - 29);
        }
    }
}
