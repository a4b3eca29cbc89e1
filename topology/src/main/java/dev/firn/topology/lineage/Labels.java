package dev.firn.topology.lineage;

import java.util.ArrayList;
import java.util.List;

/** What pictures write into a node: a line each. */
final class Labels {

    /** Of an output; other nodes show their names only. */
    private static final List<String> SHOWN = List.of("owner", "ticket", "filter", "sample", "format");

    private static final int LONGEST = 60;

    private Labels() {}

    static List<String> of(GraphNode node) {
        List<String> lines = new ArrayList<>();
        lines.add(clean(node.name()));
        if (node.kind() != GraphNode.Kind.OUTPUT) {
            lines.add(node.kind().text());
            return lines;
        }
        for (String name : SHOWN) {
            String value = node.facts().get(name);
            if (value != null) {
                lines.add(name + ": " + clean(value));
            }
        }
        return lines;
    }

    /** On one line, and not wider than a picture bears. */
    static String clean(String text) {
        StringBuilder clean = new StringBuilder();
        text.codePoints()
                .limit(LONGEST)
                .map(c -> Character.isISOControl(c) ? ' ' : c)
                .forEach(clean::appendCodePoint);
        return text.codePointCount(0, text.length()) > LONGEST
                ? clean.append('…').toString()
                : clean.toString();
    }
}
