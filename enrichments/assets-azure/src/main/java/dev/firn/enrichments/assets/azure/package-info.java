/**
 * Data files in Azure Blob Storage.
 *
 * <table>
 * <caption>Locations</caption>
 * <tr><td>{@code wasbs://CONTAINER@ACCOUNT.blob.core.windows.net/BLOB}</td><td>also {@code wasb}, {@code abfs} and
 *     {@code abfss}, the latter two with {@code dfs} in the place of {@code blob}</td></tr>
 * <tr><td>{@code az://CONTAINER/BLOB}</td><td>of the account that the environment names</td></tr>
 * <tr><td>{@code https://ACCOUNT.blob.core.windows.net/CONTAINER/BLOB}</td><td>if the environment holds credentials and the
 *     URL has no signature of its own; otherwise it is an ordinary download</td></tr>
 * </table>
 *
 * <p>Credentials are the first of these that the environment holds: {@code AZURE_STORAGE_CONNECTION_STRING};
 * {@code AZURE_STORAGE_ACCOUNT} with {@code AZURE_STORAGE_KEY} or {@code AZURE_STORAGE_SAS_TOKEN}, these all for their own
 * account only; and for whatever account the default chain of the Azure SDK (workload identity, managed identity,
 * {@code AZURE_CLIENT_ID} and its like). Reading takes the role Storage Blob Data Reader.
 *
 * <ul>
 *   <li>Cost: one request per look; a blob that did not change is not sent again (its ETag is asked with).
 *   <li>Failures: {@code status N: code} as the service names it. What may pass is tried by the SDK, four times in all.
 *   <li>Threads: those of one HTTP client and of Reactor, daemons.
 * </ul>
 *
 * @see <a href="https://learn.microsoft.com/azure/developer/java/sdk/authentication/credential-chains">Chains of
 *     credentials</a>
 */
@NullMarked
package dev.firn.enrichments.assets.azure;

import org.jspecify.annotations.NullMarked;
