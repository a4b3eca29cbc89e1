package dev.firn.parity;

import java.util.List;
import java.util.Optional;

/**
 * All differences from the reference's outputs that are meant; each is a row of the first table in {@code docs/parity.md}.
 * One that no longer shows is to be deleted here and there.
 */
final class KnownDifferences {

    /**
     * A value that differs.
     *
     * @param payload by name
     * @param path of the value in the payload's records
     * @param reference the value that the reference writes, as text
     * @param ours the value that we write
     * @param reason as in the documentation
     */
    record Value(String payload, String path, String reference, String ours, String reason) {

        /** A star at the end stands for anything. */
        private boolean isAbout(String name) {
            return payload.endsWith("*")
                    ? name.startsWith(payload.substring(0, payload.length() - 1))
                    : payload.equals(name);
        }
    }

    /**
     * A payload of which the reference makes another number of events or bad rows. Its records are not compared.
     *
     * @param good how many events the reference makes
     * @param bad how many bad rows
     */
    record Outcomes(String payload, int good, int bad, String reason) {}

    private static final String V6_PORT = "the reference takes the port for a segment and shows the whole address";
    private static final String V4_IN_V6 =
            "one spelling of the prefix, so that the number of masked octets holds for all of them";
    private static final String URI_FRAME = "\"Provided URI [http://[bad] could not be parsed, neither by Java parsing"
            + " (error: [Expected closing bracket for IPv6 address at index 11: http://[bad]) nor by Scala parsing (error: [";

    static final List<Value> VALUES = List.of(
            new Value(
                    "refr_bad",
                    ".data.failure.messages[].message.error",
                    URI_FRAME + "Invalid URL could not be parsed. Error(11, NonEmptyList(Fail(11)))]).\"",
                    URI_FRAME + "Expected closing bracket for IPv6 address at index 11: http://[bad]).\"",
                    "the second parser is our own; the frame of the text is the same"),
            new Value("ip_v6port", "user_ipaddress", "[2001:480:10::1]:x:x:x", "2001:480:10:0:0:x:x:x", V6_PORT),
            new Value("ip_v4in6", "user_ipaddress", "::ffff:81.2.69.x", "::FFFF:81.2.69.x", V4_IN_V6),
            new Value(
                    "ip_v6port",
                    "user_ipaddress",
                    "87845cef8d5c1c621f13ec0a986083adad1a8a261ab15a075ea0d1372ac58083",
                    "df04d734fba4bd909726de2b86e69654674f4eb457f6cb93dd22ce92cbc79f64",
                    V6_PORT),
            new Value(
                    "ip_v4in6",
                    "user_ipaddress",
                    "59c30e2b40457f982f6312ff16c9060fb0ed0e8e4facb2fc951110e38af28e32",
                    "981cdf486b3f21dee4e4ce7e1e37438ae3041d48cd0db380c4d2eecac5706135",
                    V4_IN_V6),
            new Value(
                    "webhook_sendgrid",
                    "event_fingerprint",
                    "251da7aa75400bc9178fc0fab6fc912c",
                    "1e95362d64995da9944798b96157effe",
                    "members keep the order in which they were sent; the reference writes more than four in that of a hash"),
            cookie("lower"),
            cookie("twice"),
            agent("agentName", "Chromium", "Edge"),
            agent("agentVersion", "156", "126"),
            agent("agentVersionMajor", "156", "126"),
            agent("agentNameVersion", "Chromium 156", "Edge 126"),
            agent("agentNameVersionMajor", "Chromium 156", "Edge 126"));

    /** Payloads of which the reference makes another number of records; none at present. */
    static final List<Outcomes> OUTCOMES = List.of();

    private KnownDifferences() {}

    private static Value cookie(String value) {
        return new Value(
                "cookies",
                "derived_contexts.data[#]",
                "<absent>",
                "{\"schema\":\"iglu:org.ietf/http_cookie/jsonschema/1-0-0\",\"data\":{\"name\":\"sp\",\"value\":\""
                        + value + "\"}}",
                "HTTP/2 sends header names in lower case, so the name `Cookie` counts in any case");
    }

    private static Value agent(String key, String reference, String ours) {
        return new Value(
                "capture *",
                "derived_contexts.data[].data." + key,
                "\"" + reference + "\"",
                "\"" + ours + "\"",
                "YAUAA from 7.26 on believes a user agent that says Edge against client hints that say Chromium; the reference's does not");
    }

    static Optional<Value> value(String payload, Difference difference) {
        return VALUES.stream()
                .filter(known -> known.isAbout(payload)
                        && known.path.equals(difference.path())
                        && known.reference.equals(difference.expected())
                        && known.ours.equals(difference.actual()))
                .findFirst();
    }

    static Optional<Outcomes> outcomes(String payload) {
        return OUTCOMES.stream().filter(known -> known.payload.equals(payload)).findFirst();
    }
}
