package dev.firn.app.run;

import dev.firn.app.config.ConfigReport;
import dev.firn.app.config.StreamsSettings;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.streams.StreamsConfig;

/**
 * What tells one process, and one configuration, from others: in every line of the log, in {@code /info}.
 *
 * @param application the application id
 * @param instance the static member's name, or else the host's, which is the pod's on Kubernetes
 * @param configuration the beginning of a hash over the effective configuration, secrets masked: equal ones mean that
 *     nothing but secrets differs
 */
public record Identity(String application, String instance, String configuration) {

    private static final int HASH_DIGITS = 8;
    private static final String UNKNOWN = "-";

    /** @param environment variables of the process */
    public static Identity of(ConfigReport report, Map<String, String> environment) {
        String effective = report.effective();
        return new Identity(
                report.config().map(config -> config.applicationId()).orElse(UNKNOWN),
                report.streams()
                        .map(streams -> instance(streams, environment))
                        .orElse(environment.getOrDefault("HOSTNAME", UNKNOWN)),
                hash(effective));
    }

    private static String instance(StreamsSettings streams, Map<String, String> environment) {
        String member = streams.properties()
                .getProperty(StreamsConfig.mainConsumerPrefix(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG));
        return member == null ? environment.getOrDefault("HOSTNAME", UNKNOWN) : member;
    }

    private static String hash(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash).substring(0, HASH_DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every JVM has it
        }
    }
}
