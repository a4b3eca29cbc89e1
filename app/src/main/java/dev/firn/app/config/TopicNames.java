package dev.firn.app.config;

import java.util.regex.Pattern;

/** Which names topics may have, and what else is named like them. */
final class TopicNames {

    static final String RULE = "1 to 249 letters, digits, dots, underscores and dashes";

    private static final Pattern NAME = Pattern.compile("(?!\\.{1,2}$)[a-zA-Z0-9._-]{1,249}");

    private TopicNames() {}

    static boolean isLegal(String name) {
        return NAME.matcher(name).matches();
    }

    /** Whether it is legal; if not, that is noted. An empty one is not legal, but somebody else's to note. */
    static boolean check(String key, String name, NativeKeys keys, Findings findings) {
        boolean legal = isLegal(name);
        if (!legal && !name.isEmpty()) {
            findings.error(key, keys.given(key), "[" + name + "] is not a legal name", RULE);
        }
        return legal;
    }
}
