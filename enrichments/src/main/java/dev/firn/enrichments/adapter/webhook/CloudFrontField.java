package dev.firn.enrichments.adapter.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The fields of an access log's line after date and time, in their order; older logs end earlier.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/AccessLogs.html">Access logs</a>
 */
enum CloudFrontField {
    X_EDGE_LOCATION("xEdgeLocation", CloudFrontField::text),
    SC_BYTES("scBytes", CloudFrontField::integer),
    C_IP("cIp", CloudFrontField::text),
    CS_METHOD("csMethod", CloudFrontField::text),
    CS_HOST("csHost", CloudFrontField::text),
    CS_URI_STEM("csUriStem", CloudFrontField::text),
    SC_STATUS("scStatus", CloudFrontField::text),
    CS_REFERER("csReferer", CloudFrontField::decoded),
    CS_USER_AGENT("csUserAgent", CloudFrontField::decoded),
    CS_URI_QUERY("csUriQuery", query -> text(singleEscapes(query))),
    CS_COOKIE("csCookie", CloudFrontField::text),
    X_EDGE_RESULT_TYPE("xEdgeResultType", CloudFrontField::text),
    X_EDGE_REQUEST_ID("xEdgeRequestId", CloudFrontField::text),
    X_HOST_HEADER("xHostHeader", CloudFrontField::text),
    CS_PROTOCOL("csProtocol", CloudFrontField::text),
    CS_BYTES("csBytes", CloudFrontField::integer),
    TIME_TAKEN("timeTaken", CloudFrontField::number),
    X_FORWARDED_FOR("xForwardedFor", CloudFrontField::text),
    SSL_PROTOCOL("sslProtocol", CloudFrontField::text),
    SSL_CIPHER("sslCipher", CloudFrontField::text),
    X_EDGE_RESPONSE_RESULT_TYPE("xEdgeResponseResultType", CloudFrontField::text),
    CS_PROTOCOL_VERSION("csProtocolVersion", CloudFrontField::text),
    FLE_STATUS("fleStatus", CloudFrontField::text),
    FLE_ENCRYPTED_FIELDS("fleEncryptedFields", CloudFrontField::text);

    private static final CloudFrontField[] FIELDS = values();

    /** Date and time. */
    private static final int COLUMNS_BEFORE = 2;

    private final String label;
    private final Function<String, Converted> conversion;

    CloudFrontField(String label, Function<String, Converted> conversion) {
        this.label = label;
        this.conversion = conversion;
    }

    /** Either a value or what is wrong with the text. */
    record Converted(JsonNode value, @Nullable String problem) {}

    /** Of a column after date and time. */
    static CloudFrontField ofColumn(int column) {
        return FIELDS[column - COLUMNS_BEFORE];
    }

    /** The name in the event. */
    String label() {
        return label;
    }

    /** The text in a line that has this field. */
    String of(String[] line) {
        return line[ordinal() + COLUMNS_BEFORE];
    }

    Converted convert(String text) {
        return text.isEmpty() ? new Converted(NullNode.instance, null) : conversion.apply(text);
    }

    /** CloudFront escapes what was escaped already: {@code %2520} is {@code %20} again. */
    static String singleEscapes(String text) {
        if (!text.contains("%25")) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            out.append(text.charAt(i));
            if (text.startsWith("%25", i) && isHex(text, i + 3) && isHex(text, i + 4)) {
                out.append(text, i + 3, i + 5);
                i += 4;
            }
        }
        return out.toString();
    }

    private static boolean isHex(String text, int i) {
        return i < text.length() && Character.digit(text.charAt(i), 16) >= 0 && text.charAt(i) < 0x80;
    }

    private static Converted text(String text) {
        return new Converted(JsonNodeFactory.instance.textNode(text), null);
    }

    private static Converted decoded(String text) {
        try {
            String decoded = URLDecoder.decode(singleEscapes(text), StandardCharsets.UTF_8);
            return text(decoded.replace("\n", "").replace("\r", "").replace("\t", "    "));
        } catch (IllegalArgumentException malformed) {
            return refused("cannot be URL-decoded"); // in which words depends on the Java version
        }
    }

    private static Converted integer(String text) {
        try {
            return new Converted(JsonNodeFactory.instance.numberNode(Integer.parseInt(text)), null);
        } catch (NumberFormatException noInteger) {
            return refused("cannot be converted to Int");
        }
    }

    private static Converted number(String text) {
        String problem = "cannot be converted to Double";
        try {
            double number = Double.parseDouble(text);
            return Double.isFinite(number)
                    ? new Converted(JsonNodeFactory.instance.numberNode(number), null)
                    : refused(problem);
        } catch (NumberFormatException noNumber) {
            return refused(problem);
        }
    }

    private static Converted refused(String problem) {
        return new Converted(NullNode.instance, problem);
    }
}
