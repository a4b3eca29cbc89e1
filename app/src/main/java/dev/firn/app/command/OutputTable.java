package dev.firn.app.command;

import dev.firn.topology.output.Output;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.IntStream;

/** Prints what is written where, a line for each output. */
final class OutputTable {

    private static final List<String> HEAD = List.of("output", "source", "topic", "format", "owner", "ticket");
    private static final String GAP = "  ";

    private OutputTable() {}

    static void print(List<Output> outputs, PrintWriter out) {
        List<List<String>> rows = new ArrayList<>(List.of(HEAD));
        outputs.forEach(output -> rows.add(row(output)));
        int[] widths = IntStream.range(0, HEAD.size())
                .map(column -> rows.stream()
                        .mapToInt(row -> row.get(column).length())
                        .max()
                        .orElse(0))
                .toArray();
        rows.forEach(row -> out.println(line(row, widths)));
    }

    private static List<String> row(Output output) {
        return List.of(
                output.name(),
                output.source().toString(),
                output.topic(),
                output.format().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                Objects.requireNonNullElse(output.owner(), ""),
                Objects.requireNonNullElse(output.ticket(), ""));
    }

    private static String line(List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < widths.length; column++) {
            String cell = row.get(column);
            line.append(cell).append(" ".repeat(widths[column] - cell.length())).append(GAP);
        }
        return line.toString().stripTrailing();
    }
}
