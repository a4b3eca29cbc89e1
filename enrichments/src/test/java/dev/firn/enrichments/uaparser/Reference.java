package dev.firn.enrichments.uaparser;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import ua_parser.Client;
import ua_parser.Parser;

/** The ten facts of a user agent, as uap-java gives them and as our rules do. */
final class Reference {

    private static final int AGENT = 4;
    private static final int SYSTEM = 5;
    private static final int DEVICE = 1;

    private Reference() {}

    static List<@Nullable String> of(Parser parser, String agent) {
        Client client = parser.parse(agent);
        return Arrays.asList(
                client.userAgent.family,
                client.userAgent.major,
                client.userAgent.minor,
                client.userAgent.patch,
                client.os.family,
                client.os.major,
                client.os.minor,
                client.os.patch,
                client.os.patchMinor,
                client.device.family);
    }

    static List<@Nullable String> of(RulesFile rules, String agent) {
        RulesFile.Facts parsed = rules.parse(new MeteredText(agent, UaParserConfig.MAX_STEPS));
        List<@Nullable String> facts = new ArrayList<>(AGENT + SYSTEM + DEVICE);
        facts.addAll(padded(parsed.agent, AGENT));
        facts.addAll(padded(parsed.system, SYSTEM));
        facts.addAll(padded(parsed.device, DEVICE));
        return facts;
    }

    private static List<@Nullable String> padded(@Nullable String[] parts, int length) {
        return Arrays.asList(Arrays.copyOf(parts, length));
    }
}
