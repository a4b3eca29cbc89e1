package dev.firn.enrichments.loader;

import dev.firn.enrichments.url.QueryString;
import dev.firn.registry.SchemaCriterion;
import dev.firn.registry.SchemaKey;
import dev.firn.serdes.badrow.FailureMessage;
import dev.firn.serdes.badrow.FailureMessage.InputData;
import dev.firn.serdes.payload.CollectorPayload;
import dev.firn.serdes.payload.DecodedRecord;
import dev.firn.serdes.payload.LenientBase64;
import dev.firn.serdes.payload.NormalizedPayload;
import dev.firn.serdes.payload.NormalizedPayload.Parameter;
import dev.firn.serdes.payload.RawEvent.Api;
import dev.firn.serdes.payload.RawEvent.RequestContext;
import dev.firn.serdes.payload.RawEvent.Source;
import dev.firn.serdes.payload.ThriftCodec;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * First step of every record: its bytes to a {@link NormalizedPayload}, or to the reasons why not. The body is not looked
 * at here.
 *
 * <p>Never throws for data. Immutable and thread-safe.
 */
public final class PayloadLoader {

    private static final SchemaCriterion SUPPORTED =
            SchemaCriterion.of("iglu:com.snowplowanalytics.snowplow/CollectorPayload/thrift/1-0-*");

    private final Options options;

    public PayloadLoader(Options options) {
        this.options = options;
    }

    /** Reads one record; does not keep or change the array. */
    public Loaded load(byte[] record) {
        DecodedRecord decoded = ThriftCodec.decode(record);
        if (options.tryBase64Decoding() && decoded instanceof DecodedRecord.NotThrift) {
            decoded = ThriftCodec.decode(LenientBase64.decode(record));
        }
        return decoded.fold(this::current, legacy -> normalize(legacy, RequestPath.PIXEL), PayloadLoader::undecodable);
    }

    private Loaded current(CollectorPayload payload) {
        String schema = payload.schema();
        if (!CollectorPayload.SCHEMA.equals(schema)) {
            Loaded refusal = refusal(String.valueOf(schema));
            if (refusal != null) {
                return refusal;
            }
        }
        String path = payload.path();
        return normalize(payload, path == null ? null : RequestPath.api(path));
    }

    private static @Nullable Loaded refusal(String schema) {
        return SchemaKey.parse(schema)
                .fold(
                        key -> SUPPORTED.matches(key)
                                ? null
                                : unloadable("verifying record as " + SUPPORTED + " failed: found " + key),
                        code -> unloadable("could not parse schema: " + code));
    }

    private Loaded normalize(CollectorPayload payload, @Nullable Api api) {
        Charset charset;
        try {
            charset = charset(payload.encoding());
        } catch (IllegalArgumentException e) {
            return undecodable(e.getMessage());
        }
        List<FailureMessage> failures = new ArrayList<>(0);
        String raw = payload.querystring();
        List<Parameter> querystring = QueryString.parseRequest(raw, charset).fold(pairs -> pairs, message -> {
            failures.add(new InputData(
                    "querystring",
                    raw,
                    "could not extract name-value pairs from querystring with encoding " + charset.name() + ": "
                            + message));
            return List.of();
        });
        if (api == null) {
            failures.add(pathFailure(payload.path()));
        }
        UUID userId = userId(payload.networkUserId(), failures);
        return api == null || !failures.isEmpty()
                ? new Loaded.Unloadable(failures)
                : new Loaded.Payload(new NormalizedPayload(
                        api,
                        querystring,
                        payload.contentType(),
                        payload.body(),
                        new Source(payload.collector(), charset, payload.hostname()),
                        context(payload, userId)));
    }

    private static FailureMessage pathFailure(@Nullable String path) {
        String expectation = path == null
                ? "request does not contain a path"
                : "path does not match (/)vendor/version(/) nor is a legacy /i(ce.png) request";
        return new InputData("path", path, expectation);
    }

    private static Charset charset(@Nullable String name) {
        if (name == null) {
            throw new IllegalArgumentException("Null charset name");
        }
        return name.equals("UTF-8") ? StandardCharsets.UTF_8 : Charset.forName(name);
    }

    private RequestContext context(CollectorPayload payload, @Nullable UUID userId) {
        List<String> headers = payload.headers() == null ? List.of() : payload.headers();
        String address = ClientAddress.find(headers, options.forwardedHeaderQuirk());
        return new RequestContext(
                payload.timestamp(),
                address == null ? payload.ipAddress() : address,
                payload.userAgent(),
                payload.refererUri(),
                headers,
                userId);
    }

    /** The JDK's reading, which takes {@code 1-1-1-1-1} too. */
    private static @Nullable UUID userId(@Nullable String text, List<FailureMessage> failures) {
        try {
            return text == null ? null : UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            failures.add(new InputData("networkUserId", text, "not valid UUID"));
            return null;
        }
    }

    private static Loaded undecodable(@Nullable String message) {
        return unloadable("error deserializing raw event: " + message);
    }

    private static Loaded unloadable(String message) {
        return new Loaded.Unloadable(List.of(new FailureMessage.Simple(message)));
    }

    /** What became of a record. */
    public sealed interface Loaded {

        /** The record is a request that an adapter can look at. */
        record Payload(NormalizedPayload payload) implements Loaded {}

        /** It is not; every one of the failures (there is at least one) is a bad row of its own. */
        record Unloadable(List<FailureMessage> failures) implements Loaded {
            public Unloadable {
                failures = List.copyOf(failures);
            }
        }
    }

    /**
     * How records are read.
     *
     * @param tryBase64Decoding whether a record that is no Thrift is tried again as base64 of one
     * @param forwardedHeaderQuirk whether a {@code Forwarded} header is forgotten as soon as another header follows it, as
     *     Snowplow Enrich 3.9.0 does; otherwise the first such header counts, wherever it stands
     */
    public record Options(boolean tryBase64Decoding, boolean forwardedHeaderQuirk) {

        /** As Snowplow Enrich 3.9.0 does out of the box. */
        public static Options defaults() {
            return new Options(false, true);
        }
    }
}
