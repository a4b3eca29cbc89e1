package dev.firn.app.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigSyntax;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A text that an argument stands for: Base64 of it, or the path of the file that holds it (plain or as {@code file:PATH}).
 *
 * @param name where it is from, for messages
 * @param text as it stands there
 * @param file where relative includes are looked for; null for Base64
 */
record Document(String name, String text, @Nullable Path file) {

    private static final String BASE64 = "base64";
    private static final Pattern BLANKS = Pattern.compile("\\s+");
    private static final Pattern FILE_SCHEME = Pattern.compile("file:(//)?");

    /** An argument that decodes as Base64 to a text that parses is taken as such; any other is a path. */
    static Loaded<Document> of(String argument) {
        Loaded<Document> base64 = ofBase64(argument);
        // Few texts that were not meant as Base64 decode to UTF-8, but a path can: then the file decides.
        boolean usable = base64 instanceof Loaded.Ok || !Files.exists(path(argument));
        return base64 != null && usable ? base64 : ofFile(argument);
    }

    /** The text behind the Base64; null when the argument is no Base64 of a text. */
    static @Nullable Loaded<Document> ofBase64(String argument) {
        String decoded = decoded(argument);
        if (decoded == null) {
            return null;
        }
        Document document = new Document(BASE64, decoded, null);
        try {
            document.parse();
            return Loaded.ok(document);
        } catch (ConfigException e) {
            return Loaded.failed(document.unparsable(e.getMessage()));
        }
    }

    static Loaded<Document> ofFile(String argument) {
        String bare = withoutScheme(argument);
        try {
            Path path = Path.of(bare);
            return Loaded.ok(new Document(bare, Files.readString(path), path));
        } catch (IOException | InvalidPathException e) {
            return Loaded.failed("Cannot read file: " + bare + " (" + reason(e) + ")");
        }
    }

    /** The path that the argument names; the empty one when it can name none. */
    static Path path(String argument) {
        try {
            return Path.of(withoutScheme(argument));
        } catch (InvalidPathException e) {
            return Path.of("");
        }
    }

    static String withoutScheme(String argument) {
        var scheme = FILE_SCHEME.matcher(argument);
        return scheme.lookingAt() ? argument.substring(scheme.end()) : argument;
    }

    /** Messages of the file classes are mostly the bare path; the class says what happened. */
    static String reason(Exception e) {
        if (e instanceof NoSuchFileException) {
            return "no such file";
        }
        if (e instanceof AccessDeniedException) {
            return "access denied";
        }
        return e instanceof MalformedInputException ? "not UTF-8" : String.valueOf(e.getMessage());
    }

    /** The text behind the Base64, or null when it is none, or empty, or no UTF-8. */
    private static @Nullable String decoded(String argument) {
        try {
            byte[] bytes = Base64.getDecoder().decode(BLANKS.matcher(argument).replaceAll(""));
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.isBlank() ? null : text;
        } catch (IllegalArgumentException | CharacterCodingException e) {
            return null;
        }
    }

    /** What to say when the text is not what it should be. */
    String unparsable(@Nullable String why) {
        return (file == null ? "Cannot parse base64 encoded hocon: " : "Cannot parse file " + name + ": ") + why;
    }

    /** The tree, substitutions still in it. HOCON whatever the name ends in, for JSON is HOCON. */
    Config parse() {
        ConfigParseOptions options =
                ConfigParseOptions.defaults().setSyntax(ConfigSyntax.CONF).setAllowMissing(false);
        return file == null
                ? ConfigFactory.parseString(text, options.setOriginDescription(name))
                : ConfigFactory.parseFile(file.toFile(), options);
    }
}
