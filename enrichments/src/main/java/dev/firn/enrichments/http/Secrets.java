package dev.firn.enrichments.http;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.firn.registry.json.JsonText;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes secrets out of texts that leave the system: those it was told of wherever they stand, as they are, as in a URL and as in JSON,
 * and what looks like one by the name in front of it. Immutable and thread-safe.
 */
public final class Secrets {

    private static final String MASK = "***";
    private static final Pattern PARAMETER = Pattern.compile(
            "(appid|app_id|api_?key|token|password|secret)((?:=|%3D)[^&\\s#\\]\"';,)]*)", Pattern.CASE_INSENSITIVE);
    private static final Pattern AUTHORIZATION = Pattern.compile(
            "(authorization[\"']?\\s?[:=]\\s?[\"']?)((?:basic |bearer )?[^\\s\"',]+)", Pattern.CASE_INSENSITIVE);
    private static final Pattern USER_INFO = Pattern.compile("(://)([^/?#\\s@]{1,500}@)");

    private final List<String> literals;

    private Secrets(List<String> literals) {
        this.literals = literals;
    }

    public static Secrets none() {
        return new Secrets(List.of());
    }

    /** Masks these and whatever looks like a secret. Empty texts are none. */
    public static Secrets of(Collection<String> secrets) {
        Set<String> all = new LinkedHashSet<>();
        for (String secret : secrets) {
            if (!secret.isEmpty()) {
                all.add(secret);
                all.add(URLEncoder.encode(secret, StandardCharsets.UTF_8));
                String json = JsonText.write(TextNode.valueOf(secret));
                all.add(json.substring(1, json.length() - 1));
            }
        }
        // Longest first: one may be a part of another.
        return new Secrets(all.stream()
                .sorted(Comparator.comparing(String::length).reversed())
                .toList());
    }

    /** The values in a URL's text that are secret by the names of their parameters, and user information. */
    public static Set<String> in(String url) {
        Set<String> found = new LinkedHashSet<>();
        Matcher parameters = PARAMETER.matcher(url);
        while (parameters.find()) {
            found.add(parameters.group(2).replaceFirst("(?i)^(=|%3D)", ""));
        }
        Matcher users = USER_INFO.matcher(url);
        while (users.find()) {
            String user = users.group(2);
            found.add(user.substring(0, user.length() - 1));
        }
        found.remove("");
        return found;
    }

    /** The text with every secret as {@code ***}. */
    public String mask(String text) {
        String masked = text;
        for (String literal : literals) {
            masked = masked.replace(literal, MASK);
        }
        masked = AUTHORIZATION.matcher(masked).replaceAll("$1" + MASK);
        masked = USER_INFO.matcher(masked).replaceAll("$1" + MASK + "@");
        return PARAMETER.matcher(masked).replaceAll("$1=" + MASK);
    }

    /** The masked text, of at most so many characters. */
    public String mask(String text, int longest) {
        String masked = mask(text);
        return masked.length() <= longest ? masked : masked.substring(0, longest);
    }

    @Override
    public String toString() {
        return "Secrets[" + literals.size() + "]";
    }
}
