package dev.firn.enrichments.loader;

/**
 * How {@link PayloadLoader} reads records.
 *
 * @param tryBase64Decoding whether a record that is no Thrift is tried again as base64 of one
 * @param forwardedHeaderQuirk whether a {@code Forwarded} header is forgotten as soon as another header follows it, as
 *     Snowplow Enrich 3.9.0 does; otherwise the first such header counts, wherever it stands
 */
public record LoaderOptions(boolean tryBase64Decoding, boolean forwardedHeaderQuirk) {

    /** As Snowplow Enrich 3.9.0 is configured out of the box. */
    public static final LoaderOptions DEFAULT = new LoaderOptions(false, true);
}
