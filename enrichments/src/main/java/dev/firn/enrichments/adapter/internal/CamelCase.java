package dev.firn.enrichments.adapter.internal;

/** Names as the schemas of some webhooks have them: {@code page_name} and {@code Page-name} are {@code pageName}. */
final class CamelCase {

    private CamelCase() {}

    /** The first character small; after that a dash or underscore goes, and what follows it grows. */
    static String of(String name) {
        int length = name.length();
        StringBuilder out = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            char c = name.charAt(i);
            if ((c == '_' || c == '-') && i + 1 < length && isWord(name.charAt(i + 1))) {
                out.append(upper(name.charAt(++i)));
            } else {
                out.append(i == 0 ? Character.toLowerCase(c) : c);
            }
        }
        return out.toString();
    }

    private static boolean isWord(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_';
    }

    private static char upper(char word) {
        return word >= 'a' && word <= 'z' ? (char) (word - ('a' - 'A')) : word;
    }
}
