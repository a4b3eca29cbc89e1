/**
 * Data files in S3 and what speaks its language: {@code s3://BUCKET/KEY}.
 *
 * <p>Credentials, region and endpoint come from where the AWS SDK looks by default: {@code AWS_ACCESS_KEY_ID} and its like,
 * profiles, web identity (roles of Kubernetes service accounts), container and instance roles; {@code AWS_REGION};
 * {@code AWS_ENDPOINT_URL_S3} or {@code AWS_ENDPOINT_URL} for other servers, to which buckets are named in the path. Needs
 * the right {@code s3:GetObject}.
 *
 * <ul>
 *   <li>Cost: one request per look; an object that did not change is not sent again (its ETag is asked with).
 *   <li>Failures: {@code status N: code} as S3 names it, or what the SDK says. What may pass is tried by the SDK, three times
 *       in all.
 *   <li>Threads: none of its own.
 * </ul>
 *
 * @see <a href="https://docs.aws.amazon.com/sdkref/latest/guide/standardized-credentials.html">AWS credentials</a>
 */
@NullMarked
package dev.firn.enrichments.assets.s3;

import org.jspecify.annotations.NullMarked;
