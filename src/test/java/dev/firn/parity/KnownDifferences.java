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
    record Value(String payload, String path, String reference, String ours, String reason) {}

    /**
     * A payload of which the reference makes another number of events or bad rows. Its records are not compared.
     *
     * @param good how many events the reference makes
     * @param bad how many bad rows
     */
    record Outcomes(String payload, int good, int bad, String reason) {}

    private static final String COOKIE = "{\"schema\":\"iglu:org.ietf/http_cookie/jsonschema/1-0-0\",\"data\":";
    private static final String COOKIES_OF_REFERENCE = COOKIE + "{\"name\":\"sp\",\"value\":\"a=b=c\"}}";

    private static final String URI_FRAME = "\"Provided URI [http://[bad] could not be parsed, neither by Java parsing"
            + " (error: [Expected closing bracket for IPv6 address at index 11: http://[bad]) nor by Scala parsing (error: [";

    static final List<Value> VALUES = List.of(
            new Value(
                    "refr_bad",
                    ".data.failure.messages[].message.error",
                    URI_FRAME + "Invalid URL could not be parsed. Error(11, NonEmptyList(Fail(11)))]).\"",
                    URI_FRAME + "Expected closing bracket for IPv6 address at index 11: http://[bad]).\"",
                    "the second parser is our own; the frame of the text is the same"),
            new Value(
                    "ip_v6port",
                    "user_ipaddress",
                    "[2001:480:10::1]:x:x:x",
                    "2001:480:10:0:0:x:x:x",
                    "the reference takes the port for a segment and shows the whole address"),
            new Value(
                    "ip_v4in6",
                    "user_ipaddress",
                    "::ffff:81.2.69.x",
                    "::FFFF:81.2.69.x",
                    "one spelling of the prefix, so that the number of masked octets holds for all of them"),
            new Value(
                    "cookies",
                    "derived_contexts.data[#]",
                    "[" + COOKIES_OF_REFERENCE + "]",
                    "[" + COOKIES_OF_REFERENCE + "," + COOKIE + "{\"name\":\"sp\",\"value\":\"lower\"}}," + COOKIE
                            + "{\"name\":\"sp\",\"value\":\"twice\"}}]",
                    "HTTP/2 sends header names in lower case, so the name `Cookie` counts in any case"));

    static final List<Outcomes> OUTCOMES =
            List.of(new Outcomes("webhook_sendgrid", 1, 0, "the adapters of vendors' webhooks are not built yet"));

    private KnownDifferences() {}

    static Optional<Value> value(String payload, Difference difference) {
        return VALUES.stream()
                .filter(known -> known.payload.equals(payload)
                        && known.path.equals(difference.path())
                        && known.reference.equals(difference.expected())
                        && known.ours.equals(difference.actual()))
                .findFirst();
    }

    static Optional<Outcomes> outcomes(String payload) {
        return OUTCOMES.stream().filter(known -> known.payload.equals(payload)).findFirst();
    }
}
