package dev.firn.app.endpoints;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.firn.app.assembly.Assembly;
import dev.firn.app.config.Dialect;
import dev.firn.app.run.Build;
import dev.firn.app.run.Prepared;
import dev.firn.app.run.RunState;
import dev.firn.enrichments.assets.AssetState;
import dev.firn.registry.IgluClient;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Properties;
import org.apache.kafka.common.utils.AppInfoParser;
import org.apache.kafka.streams.StreamsConfig;
import org.jspecify.annotations.Nullable;

/** Who this process is, and what it works with. */
final class Info {

    private final RunState state;
    private final InstantSource clock;

    Info(RunState state, InstantSource clock) {
        this.state = state;
        this.clock = clock;
    }

    ObjectNode json() {
        Build build = Build.current();
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("version", build.version())
                .put("commit", build.commit())
                .put("java", Runtime.version().toString())
                .put("kafka", AppInfoParser.getVersion())
                .put("applicationId", state.identity().application())
                .put("instance", state.identity().instance())
                .put(
                        "dialect",
                        state.report()
                                .dialect()
                                .map(Dialect::name)
                                .map(name -> name.toLowerCase(Locale.ROOT).replace('_', '-'))
                                .orElse(null))
                .put("configuration", state.identity().configuration())
                .put("startedAt", state.born().toString())
                .put("step", state.step());
        state.report().streams().ifPresent(streams -> addStreams(json, streams.properties()));
        ArrayNode enrichments = json.putArray("enrichments");
        ArrayNode assets = json.putArray("assets");
        ArrayNode registries = json.putArray("registries");
        ArrayNode outputs = json.putArray("outputs");
        state.prepared().ifPresent(prepared -> {
            addEnrichments(enrichments, prepared.assembly());
            prepared.assembly().assets().forEach(asset -> addAsset(assets, asset));
            IgluClient iglu = prepared.assembly().iglu();
            if (iglu != null) {
                iglu.registryNames().forEach(registries::add);
            }
            addOutputs(outputs, prepared);
        });
        return json;
    }

    private static void addStreams(ObjectNode json, Properties streams) {
        json.put("groupProtocol", streams.getProperty(StreamsConfig.GROUP_PROTOCOL_CONFIG, "classic"));
        json.put("processingGuarantee", streams.getProperty(StreamsConfig.PROCESSING_GUARANTEE_CONFIG));
    }

    private static void addEnrichments(ArrayNode enrichments, Assembly assembly) {
        assembly.configured().forEach(one -> enrichments
                .addObject()
                .put("name", one.name())
                .put("version", one.version())
                .put("enabled", one.enabled()));
    }

    private void addAsset(ArrayNode assets, AssetState asset) {
        assets.addObject()
                .put("enrichment", asset.owner())
                .put("file", asset.label())
                .put("location", asset.location())
                .put("sha256", asset.sha256())
                .put("bytes", asset.bytes())
                .put("lastModified", text(asset.lastModified()))
                .put("loadedAt", text(asset.loadedAt()))
                .put("ageSeconds", age(asset))
                .put("lastChecked", text(asset.lastChecked()))
                .put("lastRefusal", asset.lastRefusal());
    }

    /** Since the content was made, or if that is not known, since it was loaded. */
    private long age(AssetState asset) {
        Instant made = asset.lastModified() == null ? asset.loadedAt() : asset.lastModified();
        return Duration.between(made, clock.instant()).toSeconds();
    }

    private static void addOutputs(ArrayNode outputs, Prepared prepared) {
        prepared.outputs().forEach(output -> outputs.addObject()
                .put("name", output.name())
                .put("source", output.source().toString())
                .put("topic", output.topic())
                .put("format", output.format().toString())
                .put("owner", output.owner())
                .put("ticket", output.ticket()));
    }

    private static @Nullable String text(@Nullable Instant time) {
        return time == null ? null : time.toString();
    }
}
