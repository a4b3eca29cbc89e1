package dev.firn.enrichments.assets;

import java.util.regex.Pattern;

/** Hides what must not be read in messages: passwords and keys in URIs, and in texts that quote URIs. */
final class Secrets {

    private static final String PARTS =
            "app_?id|api_?key|access_?key|license_?key|token|passw|secret|signature|credential";

    private static final Pattern PARAMETER = Pattern.compile(
            "([\\w.%-]*(?:" + PARTS + ")[\\w.%-]*|\\b(?:sig|key|pwd|auth))=[^&;#\\s\"'<>]*", Pattern.CASE_INSENSITIVE);

    private static final Pattern USER = Pattern.compile("(?<=://)[^/?#\\s@]*(:[^/?#\\s]*)@");

    private Secrets() {}

    static String hide(String text) {
        return USER.matcher(PARAMETER.matcher(text).replaceAll("$1=***")).replaceAll("***@");
    }
}
