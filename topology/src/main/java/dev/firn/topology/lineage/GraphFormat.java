package dev.firn.topology.lineage;

import java.util.Locale;

/** How a graph is written. */
public enum GraphFormat {
    /** For people, a line for each part. */
    TEXT("text/plain"),
    /** Everything, for programs; see {@code docs/lineage.md}. */
    JSON("application/json"),
    /** For Graphviz; without columns. */
    DOT("text/vnd.graphviz"),
    /** For Mermaid, a flowchart; without columns. */
    MERMAID("text/vnd.mermaid");

    private final String mediaType;

    GraphFormat(String mediaType) {
        this.mediaType = mediaType;
    }

    /** All are UTF-8. */
    public String contentType() {
        return mediaType + "; charset=utf-8";
    }

    /**
     * By its name, in any letter case.
     *
     * @throws IllegalArgumentException for any other text
     */
    public static GraphFormat of(String text) {
        for (GraphFormat format : values()) {
            if (format.text().equalsIgnoreCase(text)) {
                return format;
            }
        }
        throw new IllegalArgumentException("format = " + text + ", expected text, json, dot or mermaid");
    }

    String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
