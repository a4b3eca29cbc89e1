package dev.firn.enrichments.asn;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Reads the first column of a CSV text (RFC 4180) with a header row; the other columns are notes for people. A quoted field
 * may hold line breaks, so rows are not lines.
 */
final class BotNetworksFile {

    private static final long LARGEST = 0xFFFF_FFFFL;

    private final String text;
    private int at;
    private int line = 1;

    private BotNetworksFile(String text) {
        this.text = text;
    }

    /** @throws IllegalArgumentException naming the line of a row that does not begin with a number */
    static BotNetworks read(String csv) {
        BotNetworksFile file = new BotNetworksFile(csv);
        List<Integer> numbers = new ArrayList<>();
        file.row();
        while (file.at < csv.length()) {
            int line = file.line;
            Row row = file.row();
            if (!row.isBlank()) {
                long number = number(row.first().trim(), line);
                // Contexts cannot carry larger ones, so these are never asked for.
                if (number <= Integer.MAX_VALUE) {
                    numbers.add((int) number);
                }
            }
        }
        return BotNetworks.of(numbers);
    }

    private static long number(String field, int line) {
        String digits = field.toUpperCase(Locale.ROOT).startsWith("AS") ? field.substring(2) : field;
        boolean fits = !digits.isEmpty() && digits.length() <= 10;
        for (int i = 0; i < digits.length(); i++) {
            fits &= digits.charAt(i) >= '0' && digits.charAt(i) <= '9';
        }
        long number = fits ? Long.parseLong(digits) : -1;
        if (number < 0 || number > LARGEST) {
            throw new IllegalArgumentException("line " + line
                    + " does not begin with the number of an autonomous system (0 to 4294967295, or AS and that)");
        }
        return number;
    }

    private record Row(String first, int fields) {
        boolean isBlank() {
            return fields == 1 && first.isBlank();
        }
    }

    private Row row() {
        String first = field();
        int fields = 1;
        while (at < text.length() && text.charAt(at) == ',') {
            at++;
            field();
            fields++;
        }
        at += text.startsWith("\r\n", at) ? 2 : 1;
        line++;
        return new Row(first, fields);
    }

    /** Stops in front of the comma or line break behind the field. */
    private String field() {
        if (at < text.length() && text.charAt(at) == '"') {
            return quotedField();
        }
        int start = at;
        toFieldEnd();
        return text.substring(start, at);
    }

    private String quotedField() {
        int start = line;
        StringBuilder field = new StringBuilder();
        for (at++; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '"' && !text.startsWith("\"\"", at)) {
                toFieldEnd();
                return field.toString();
            }
            at += c == '"' ? 1 : 0;
            line += c == '\n' ? 1 : 0;
            field.append(c);
        }
        throw new IllegalArgumentException("line " + start + " has a quote that is never closed");
    }

    private void toFieldEnd() {
        while (at < text.length() && ",\r\n".indexOf(text.charAt(at)) < 0) {
            at++;
        }
    }
}
