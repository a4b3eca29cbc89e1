package dev.firn.enrichments.assets.s3;

import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;

/** Whether the SDK is told to use another server than Amazon's. Few of those know buckets by host names. */
final class Endpoint {

    private Endpoint() {}

    static boolean isConfigured() {
        return isConfigured(System.getenv(), System.getProperties());
    }

    /** By the names that the SDK itself reads. */
    static boolean isConfigured(Map<String, String> environment, Properties properties) {
        return Stream.of("AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL").anyMatch(environment::containsKey)
                || Stream.of("aws.endpointUrlS3", "aws.endpointUrl").anyMatch(properties::containsKey);
    }
}
