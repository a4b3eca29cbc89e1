package dev.firn.operations;

import java.util.List;
import java.util.Locale;

/** The samples as curves below each other, in SVG. */
final class Graph {

    private static final int WIDTH = 760;
    private static final int LEFT = 70;
    private static final int RIGHT = 20;
    private static final int PANEL = 78;
    private static final int CURVE = 50;
    private static final int TOP = 34;

    private Graph() {}

    static String of(String title, List<Sample> samples) {
        int height = TOP + PANEL * Sample.COLUMNS.size() + 24;
        StringBuilder svg = new StringBuilder();
        svg.append(
                """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" font-family="sans-serif" font-size="11">
                <rect width="100%%" height="100%%" fill="#fff"/>
                <text x="%d" y="20" font-size="13">%s</text>
                """
                        .formatted(
                                WIDTH, height, LEFT, title.replace("&", "&amp;").replace("<", "&lt;")));
        double end = samples.isEmpty() ? 1 : samples.get(samples.size() - 1).seconds();
        for (int i = 0; i < Sample.COLUMNS.size(); i++) {
            panel(svg, TOP + i * PANEL, Sample.COLUMNS.get(i), samples, end);
        }
        int below = TOP + PANEL * Sample.COLUMNS.size() + 8;
        svg.append(text(LEFT, below, "start", "0"));
        svg.append(text(WIDTH - RIGHT, below, "end", String.format(Locale.ROOT, "%.0f min", end / 60)));
        return svg.append("</svg>\n").toString();
    }

    /** From zero, so that what looks flat is flat. */
    private static void panel(StringBuilder svg, int top, Sample.Column column, List<Sample> samples, double end) {
        double most = samples.stream()
                .mapToDouble(column.value())
                .filter(value -> !Double.isNaN(value))
                .max()
                .orElse(1);
        double scale = most <= 0 ? 1 : most;
        int base = top + PANEL - 14;
        svg.append(text(LEFT, base - CURVE - 4, "start", column.title()));
        svg.append(text(LEFT - 6, base - CURVE + 8, "end", Sample.number(most)));
        svg.append(text(LEFT - 6, base, "end", "0"));
        svg.append("<line x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\" stroke=\"#bbb\"/>\n"
                .formatted(LEFT, base, WIDTH - RIGHT, base));
        StringBuilder points = new StringBuilder();
        for (Sample sample : samples) {
            double value = column.value().applyAsDouble(sample);
            if (!Double.isNaN(value)) {
                points.append(String.format(
                        Locale.ROOT,
                        "%.1f,%.1f ",
                        LEFT + sample.seconds() / end * (WIDTH - LEFT - RIGHT),
                        base - value / scale * CURVE));
            }
        }
        svg.append("<polyline fill=\"none\" stroke=\"#1f5fa8\" points=\"")
                .append(points.toString().trim())
                .append("\"/>\n");
    }

    private static String text(int x, int y, String anchor, String content) {
        return "<text x=\"%d\" y=\"%d\" text-anchor=\"%s\">%s</text>\n".formatted(x, y, anchor, content);
    }
}
