/**
 * Data files in Google Cloud Storage: {@code gs://BUCKET/OBJECT}.
 *
 * <p>Credentials come from where Google's client looks by default (application default credentials):
 * {@code GOOGLE_APPLICATION_CREDENTIALS}, the user's own login, the metadata server (workload identity). Where there are none,
 * public objects can be had. {@code STORAGE_EMULATOR_HOST} names another server. Needs the right {@code storage.objects.get}.
 *
 * <ul>
 *   <li>Cost: one small request per look, and one more when the object's generation is another.
 *   <li>Failures: {@code status N: why} as the service says. What may pass is tried again by the client, for up to 50 s.
 *   <li>Threads: none of its own.
 * </ul>
 *
 * @see <a href="https://cloud.google.com/docs/authentication/application-default-credentials">Application default
 *     credentials</a>
 */
@NullMarked
package dev.firn.enrichments.assets.gcs;

import org.jspecify.annotations.NullMarked;
