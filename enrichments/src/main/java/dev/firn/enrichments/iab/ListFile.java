package dev.firn.enrichments.iab;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads the lists: ISO-8859-1, one record a line, fields between pipes. A field may be in double quotes; then it may hold
 * pipes, and double quotes twice. Blank lines and lines that begin with {@code #} are left out.
 */
final class ListFile {

    /** @param where list and line number, for messages */
    record Line(String where, String text) {

        /** What goes wrong with the line, with its place in front. */
        IllegalArgumentException unfit(@Nullable String reason) {
            return new IllegalArgumentException(where + ": " + reason);
        }
    }

    private ListFile() {}

    /** @throws IllegalArgumentException naming list and line, when a record cannot be read */
    static <T> List<T> read(String list, Map<String, Path> files, Function<List<String>, T> record) throws IOException {
        List<T> records = new ArrayList<>();
        for (Line line : readLines(list, files)) {
            try {
                records.add(record.apply(fields(line.text())));
            } catch (IllegalArgumentException e) {
                throw line.unfit(e.getMessage());
            }
        }
        return records;
    }

    static List<Line> readLines(String list, Map<String, Path> files) throws IOException {
        List<String> texts = Files.readAllLines(requireNonNull(files.get(list)), StandardCharsets.ISO_8859_1);
        List<Line> lines = new ArrayList<>(texts.size());
        for (int i = 0; i < texts.size(); i++) {
            String text = texts.get(i).trim();
            if (!text.isEmpty() && !text.startsWith("#")) {
                lines.add(new Line(list + ", line " + (i + 1), text));
            }
        }
        return lines;
    }

    static List<String> fields(String line) {
        List<String> fields = new ArrayList<>(8);
        int at = 0;
        while (at <= line.length()) {
            int start = skipBlanks(line, at);
            if (start < line.length() && line.charAt(start) == '"') {
                at = quoted(line, start + 1, fields);
            } else {
                int end = line.indexOf('|', at);
                end = end < 0 ? line.length() : end;
                fields.add(line.substring(at, end).trim());
                at = end + 1;
            }
        }
        return fields;
    }

    /** Adds the field that begins behind the opening quote; the place behind the pipe that ends it. */
    private static int quoted(String line, int from, List<String> fields) {
        StringBuilder field = new StringBuilder();
        int at = from;
        while (true) {
            int quote = line.indexOf('"', at);
            if (quote < 0) {
                throw new IllegalArgumentException("a quoted field has no end");
            }
            field.append(line, at, quote);
            at = quote + 1;
            if (at == line.length() || line.charAt(at) != '"') {
                break;
            }
            field.append('"');
            at++;
        }
        int end = skipBlanks(line, at);
        if (end < line.length() && line.charAt(end) != '|') {
            throw new IllegalArgumentException("there is text between a quoted field and the next pipe");
        }
        fields.add(field.toString().trim());
        return end + 1;
    }

    private static int skipBlanks(String line, int from) {
        int at = from;
        while (at < line.length() && line.charAt(at) <= ' ') {
            at++;
        }
        return at;
    }
}
