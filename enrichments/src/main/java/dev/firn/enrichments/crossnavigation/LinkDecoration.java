package dev.firn.enrichments.crossnavigation;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.firn.enrichments.transform.WarehouseTime;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Base64;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What trackers add to links after user and time: {@code user.time.session.userId.sourceId.platform.reason}, each of the
 * last five possibly empty or cut off. Those that visitors could have written are URL-safe base64 of UTF-8. What is not of
 * its form is left out: a link that somebody tampered with must not cost an event.
 */
record LinkDecoration(
        @Nullable String sessionId,
        @Nullable String userId,
        @Nullable String sourceId,
        @Nullable String sourcePlatform,
        @Nullable String reason) {

    private static final int PARTS = 7;
    private static final int LONGEST = 4096;
    private static final Set<String> PLATFORMS =
            Set.of("web", "mob", "pc", "srv", "app", "tv", "cnsl", "iot", "headset");
    private static final Pattern UUID =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

    /** @param link the parameter's value, decoded once */
    static LinkDecoration of(String link) {
        String[] parts = link.split("\\.", PARTS + 1); // what is beyond the last part stays in one piece, unread
        String session = part(parts, 2);
        String platform = part(parts, 5);
        return new LinkDecoration(
                UUID.matcher(session).matches() ? session : null,
                decoded(part(parts, 3)),
                decoded(part(parts, 4)),
                PLATFORMS.contains(platform) ? platform : null,
                decoded(part(parts, 6)));
    }

    private static String part(String[] parts, int index) {
        return index < parts.length ? parts[index] : "";
    }

    private static @Nullable String decoded(String base64) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(base64);
            String text = UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            return text.isEmpty() || text.codePointCount(0, text.length()) > LONGEST ? null : text;
        } catch (IllegalArgumentException | CharacterCodingException e) {
            return null;
        }
    }

    ObjectNode toJson(String domainUserId, long time) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("domain_user_id", domainUserId)
                .put("timestamp", WarehouseTime.iso(time))
                .put("session_id", sessionId)
                .put("user_id", userId)
                .put("source_id", sourceId)
                .put("source_platform", sourcePlatform)
                .put("reason", reason);
    }
}
