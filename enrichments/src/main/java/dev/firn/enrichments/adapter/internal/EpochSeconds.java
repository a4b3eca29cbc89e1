package dev.firn.enrichments.adapter.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes date-times of the epoch seconds in an event, as texts or numbers, and drops the member that told its type.
 *
 * @param names of the members that hold seconds, at any depth
 * @param typeName of the member to drop, at any depth, where its value is {@code type}
 */
public record EpochSeconds(Set<String> names, String typeName, String type) {

    /** Edits the tree and returns it. */
    public JsonNode edit(JsonNode json) {
        JsonEdits.eachObjectAndInArrays(json, this::editObject);
        return json;
    }

    private void editObject(ObjectNode object) {
        for (Iterator<Map.Entry<String, JsonNode>> members = object.properties().iterator(); members.hasNext(); ) {
            Map.Entry<String, JsonNode> member = members.next();
            if (names.contains(member.getKey())) {
                String time = dateTime(member.getValue());
                if (time != null) {
                    member.setValue(object.textNode(time));
                }
            }
            if (typeName.equals(member.getKey())
                    && type.equals(member.getValue().textValue())) {
                members.remove();
            }
        }
    }

    private static @Nullable String dateTime(JsonNode value) {
        Long seconds = value.isTextual() ? parse(value.textValue()) : WholeNumber.of(value);
        return seconds == null ? null : DateTimes.ofEpochSeconds(seconds);
    }

    private static @Nullable Long parse(String text) {
        try {
            return Long.valueOf(text);
        } catch (NumberFormatException noLong) {
            return null;
        }
    }
}
