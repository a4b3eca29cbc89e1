package dev.firn.docs;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Code blocks of Markdown that say where they come from, in a comment on the line above the fence:
 * {@code <!-- snippet: path/from/the/root.java#tag -->}. In the file {@code // tag::tag[]} and {@code // end::tag[]} mark
 * the region.
 */
final class Snippets {

    /**
     * @param file relative to the root of the repository
     * @param code the block's lines
     */
    record Snippet(String file, String tag, String code) {}

    private static final Pattern MARKED_BLOCK =
            Pattern.compile("<!-- snippet: (\\S+)#(\\S+) -->\\R```\\w*\\R(.*?)```", Pattern.DOTALL);

    private Snippets() {}

    static List<Snippet> in(String markdown) {
        List<Snippet> snippets = new ArrayList<>();
        Matcher blocks = MARKED_BLOCK.matcher(markdown);
        while (blocks.find()) {
            snippets.add(new Snippet(blocks.group(1), blocks.group(2), blocks.group(3)));
        }
        return snippets;
    }

    /** The region's lines without their common indentation. */
    static String region(String source, String tag) {
        int start = source.indexOf("// tag::" + tag + "[]");
        int end = source.indexOf("// end::" + tag + "[]");
        if (start < 0 || end < start) {
            throw new IllegalArgumentException("no region " + tag);
        }
        String lines = source.substring(source.indexOf('\n', start) + 1, source.lastIndexOf('\n', end) + 1);
        // Strips with regard to the last line too, which is blank and must not count.
        return lines.stripTrailing().stripIndent() + "\n";
    }
}
