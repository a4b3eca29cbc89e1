package dev.firn.enrichments.assets.azure;

import com.azure.core.credential.TokenCredential;
import com.azure.core.http.HttpClient;
import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.identity.DefaultAzureCredentialBuilder;
import com.azure.storage.blob.BlobClient;
import com.azure.storage.blob.BlobClientBuilder;
import com.azure.storage.common.StorageSharedKeyCredential;
import com.azure.storage.common.policy.RequestRetryOptions;
import com.azure.storage.common.policy.RetryPolicyType;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Who we are at Azure, by the environment. */
final class BlobAccess {

    private static final String CONNECTION = "AZURE_STORAGE_CONNECTION_STRING";
    private static final String ACCOUNT = "AZURE_STORAGE_ACCOUNT";
    private static final String KEY = "AZURE_STORAGE_KEY";
    private static final String SAS = "AZURE_STORAGE_SAS_TOKEN";

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);
    private static final Duration SILENCE = Duration.ofSeconds(30);
    private static final RequestRetryOptions RETRIES = new RequestRetryOptions(
            RetryPolicyType.EXPONENTIAL, 4, (Duration) null, Duration.ofMillis(1500), Duration.ofSeconds(30), null);

    private final Map<String, String> environment;
    private @Nullable HttpClient http;
    private @Nullable TokenCredential identity;

    BlobAccess(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    /** Whether there is anything that the SDK could show. A virtual machine's own identity leaves no trace here. */
    boolean isKnown() {
        return Stream.of(
                        CONNECTION,
                        KEY,
                        SAS,
                        "AZURE_CLIENT_ID",
                        "AZURE_FEDERATED_TOKEN_FILE",
                        "IDENTITY_ENDPOINT",
                        "MSI_ENDPOINT")
                .anyMatch(environment::containsKey);
    }

    /** @throws IllegalArgumentException when the environment does not say which account is meant */
    BlobClient client(BlobPlace place) {
        BlobClientBuilder builder = new BlobClientBuilder()
                .httpClient(http())
                .retryOptions(RETRIES)
                .containerName(place.container())
                .blobName(place.blob());
        String connection = environment.get(CONNECTION);
        if (connection != null && isOurs(place, accountOf(connection))) {
            return builder.connectionString(connection).buildClient();
        }
        String account = environment.get(ACCOUNT);
        String host = place.host() != null ? place.host() : account == null ? null : account + ".blob.core.windows.net";
        if (host == null) {
            throw new IllegalArgumentException(
                    "az:// needs " + CONNECTION + " or " + ACCOUNT + " in the environment, to know the account");
        }
        builder.endpoint("https://" + host);
        String key = environment.get(KEY);
        String sas = environment.get(SAS);
        if (key != null && account != null && isOurs(place, account)) {
            builder.credential(new StorageSharedKeyCredential(account, key));
        } else if (sas != null && account != null && isOurs(place, account)) {
            builder.sasToken(sas);
        } else {
            builder.credential(identity());
        }
        return builder.buildClient();
    }

    private static boolean isOurs(BlobPlace place, @Nullable String account) {
        return place.host() == null || account != null && account.equalsIgnoreCase(place.account());
    }

    private static @Nullable String accountOf(String connection) {
        for (String part : connection.split(";", -1)) {
            if (part.toLowerCase(Locale.ROOT).startsWith("accountname=")) {
                return part.substring("accountname=".length()).trim();
            }
        }
        return null;
    }

    private synchronized HttpClient http() {
        if (http == null) {
            http = new RepeatableErrors(new JdkHttpClientBuilder()
                    .connectionTimeout(CONNECT_TIMEOUT)
                    .responseTimeout(SILENCE)
                    .readTimeout(SILENCE)
                    .build());
        }
        return http;
    }

    private synchronized TokenCredential identity() {
        if (identity == null) {
            identity = new DefaultAzureCredentialBuilder().httpClient(http()).build();
        }
        return identity;
    }
}
