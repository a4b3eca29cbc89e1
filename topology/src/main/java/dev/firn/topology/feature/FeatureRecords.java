package dev.firn.topology.feature;

import com.fasterxml.jackson.databind.JsonNode;
import dev.firn.registry.json.JsonText;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/** Tells features from what else may lie in their topic. Thread-safe. */
final class FeatureRecords {

    /** Contexts are written and read again on their way; parsers bound the depth, so features must stay well below. */
    private static final int MAX_DEPTH = 100;

    private final FeatureKeys keys;
    private final FeatureListener listener;

    FeatureRecords(FeatureKeys keys, FeatureListener listener) {
        this.keys = keys;
        this.listener = listener;
    }

    /** Whether a record can change anything; others are told to the listener. */
    boolean hasKey(byte @Nullable [] key, RecordMetadata place) {
        String mistake = keys.mistake(key);
        if (mistake != null) {
            refuse(place, mistake);
        }
        return mistake == null;
    }

    /** A feature's JSON; null for a tombstone and, after it was told to the listener, for what is no feature. */
    byte @Nullable [] feature(byte @Nullable [] value, RecordMetadata place) {
        if (value == null) {
            return null;
        }
        String mistake = JsonText.parse(value).fold(FeatureRecords::mistake, message -> message);
        if (mistake.isEmpty()) {
            return value;
        }
        refuse(place, mistake);
        return null;
    }

    private static String mistake(JsonNode feature) {
        if (!feature.isObject()) {
            return "not a JSON object";
        }
        return isShallow(feature, MAX_DEPTH) ? "" : "more than " + MAX_DEPTH + " containers inside each other";
    }

    /** Whether there are no more than that many containers inside each other. */
    private static boolean isShallow(JsonNode node, int containers) {
        if (!node.isContainerNode()) {
            return true;
        }
        if (containers == 0) {
            return false;
        }
        for (JsonNode child : node) {
            if (!isShallow(child, containers - 1)) {
                return false;
            }
        }
        return true;
    }

    private void refuse(RecordMetadata place, String reason) {
        listener.count(FeatureListener.Fate.MALFORMED);
        listener.malformed(place.topic(), place.partition(), place.offset(), reason);
    }
}
