package dev.firn.app.config;

import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.util.Locale;
import java.util.regex.Pattern;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigDef;

/** Knows what must not be shown, and how to show the rest. */
final class Secrets {

    /** Stands for what is not shown. */
    static final String MASK = "******";

    /** How the origin of a value begins that was read from a secret's own file: hidden, whatever its key is. */
    static final String FILE_ORIGIN = "secret file ";

    private static final Pattern KEY =
            Pattern.compile("password|secret|token|api[-_.]?key|salt|jaas|credential|private[-_.]?key");
    // A scheme, then all up to an @ that comes before the path.
    private static final Pattern USER_INFO = Pattern.compile("([a-zA-Z][a-zA-Z0-9+.-]*://)[^/?#\\s]*@");
    private static final Pattern ASSIGNMENT = Pattern.compile(
            "(?i)((?:password|secret|token|api[-_]?key|credential)[a-z_.-]*\\s*[=:]\\s*)(?:\"[^\"]*\"|'[^']*'|[^\\s&;,\"']+)");

    private Secrets() {}

    /** Whether a value under this key must be hidden. Any part of a dotted key counts. */
    static boolean hides(String key) {
        return KEY.matcher(key.toLowerCase(Locale.ROOT)).find() || isKafkaPassword(key);
    }

    /** Key stores given as text have names without any telling word, but Kafka declares them as passwords. */
    private static boolean isKafkaPassword(String key) {
        int ssl = key.lastIndexOf("ssl.");
        if (ssl < 0) {
            return false;
        }
        ConfigDef.ConfigKey known = ProducerConfig.configDef().configKeys().get(key.substring(ssl));
        return known != null && known.type == ConfigDef.Type.PASSWORD;
    }

    /** The value as text, fit to be shown. */
    static String mask(String key, ConfigValue value) {
        if (value.origin().description().startsWith(FILE_ORIGIN)) {
            return MASK;
        }
        return value.valueType() == ConfigValueType.STRING
                ? mask(key, String.valueOf(value.unwrapped()))
                : mask(key, value.render(ConfigRenderOptions.concise()));
    }

    /** The text, fit to be shown: all hidden under a telling key, else only what looks like a password inside it. */
    static String mask(String key, String value) {
        if (hides(key)) {
            return value.isEmpty() ? value : MASK;
        }
        String noUser = USER_INFO.matcher(value).replaceAll("$1" + MASK + "@");
        return ASSIGNMENT.matcher(noUser).replaceAll("$1" + MASK);
    }
}
