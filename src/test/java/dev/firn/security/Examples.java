package dev.firn.security;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** The examples of configurations in docs/security.md, by the comment that each begins with. */
final class Examples {

    static final Path ROOT = Path.of(System.getProperty("firn.root", "."));
    private static final Path PAGE = ROOT.resolve("docs/security.md");
    private static final Pattern BLOCK = Pattern.compile("```hocon\\R# ([^\\n]+)\\n(.*?)```", Pattern.DOTALL);
    private static final Pattern ANY_BLOCK = Pattern.compile("```hocon");
    private static final String SECRETS = "/etc/firn/kafka";

    private Examples() {}

    /** All of the page. */
    static Map<String, String> all() throws IOException {
        String page = Files.readString(PAGE);
        Map<String, String> examples = new LinkedHashMap<>();
        BLOCK.matcher(page).results().forEach(block -> examples.put(block.group(1), block.group(2)));
        if (examples.size() != ANY_BLOCK.matcher(page).results().count()) {
            throw new AssertionError(PAGE + " has an example without a title, or two of one title");
        }
        return examples;
    }

    /** One of them, with folders, servers and URLs of the tests. */
    static String here(String title, SecuredBroker broker, String listener) throws IOException {
        String example = all().get(title);
        if (example == null) {
            throw new AssertionError("no example " + title + " in " + PAGE);
        }
        return example.replace(SECRETS, broker.folder().toString())
                .replaceFirst("(kafka.bootstrap-servers = )\"[^\"]+\"", "$1\"" + broker.servers(listener) + "\"")
                .replace("https://login.example.com/token", broker.tokens().url());
    }
}
