package dev.firn.registry;

import com.fasterxml.jackson.databind.JsonNode;
import dev.firn.registry.ResolverConfig.Additions;
import dev.firn.registry.ResolverConfig.Repository;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a {@link ResolverConfig} and gathers what an operator should be told about it. Used once. */
final class ResolverConfigReader {

    private static final Set<String> ADDITIONS =
            Set.of("negativeTtl", "staleIfError", "strictSelf", "preload", "snapshot", "offline");
    private static final Set<String> HTTP_ADDITIONS =
            Set.of("connectTimeout", "requestTimeout", "maxResponseBytes", "retries", "headers");
    private static final Pattern UUID = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    private final List<String> warnings = new ArrayList<>();

    static ResolverConfig read(JsonNode json) {
        SelfDescribingJson document = SelfDescribingJson.of(json).fold(some -> some, code -> {
            throw new ResolverConfigException("resolver config: expected a self-describing JSON, code: " + code.name());
        });
        if (!ResolverConfig.CRITERION.matches(document.schema())) {
            throw new ResolverConfigException(
                    "Schema " + document.schema() + " does not match criterion " + ResolverConfig.CRITERION);
        }
        return new ResolverConfigReader().config(ConfigMembers.of("data", document.data()));
    }

    private ResolverConfig config(ConfigMembers data) {
        int cacheSize = data.integer("cacheSize");
        Duration cacheTtl = data.has("cacheTtl") ? Duration.ofSeconds(data.integer("cacheTtl", 0, 0)) : null;
        List<Repository> repositories = new ArrayList<>();
        for (ConfigMembers members : data.objects("repositories")) {
            repositories.add(repository(members));
        }
        Additions additions = additions(data.optionalMembers("firn"));
        refuseDoubleNames(repositories);
        warn(cacheSize, cacheTtl, repositories, additions);
        return new ResolverConfig(cacheSize, cacheTtl, repositories, additions, warnings);
    }

    private Repository repository(ConfigMembers members) {
        Registry.Config config =
                new Registry.Config(members.text("name"), members.integer("priority"), members.texts("vendorPrefixes"));
        ConfigMembers connection = members.members("connection");
        if (connection.has("embedded")) {
            return new Repository(config, connection.members("embedded").text("path"), null);
        }
        if (!connection.has("http")) {
            throw members.refusal("connection", "an object with \"embedded\" or \"http\"");
        }
        return new Repository(config, null, http(connection.members("http"), members.optionalMembers("firn")));
    }

    private HttpSettings http(ConfigMembers http, ConfigMembers additions) {
        warnUnknown(additions, HTTP_ADDITIONS);
        HttpSettings settings = at(http);
        Duration connect = additions.duration("connectTimeout");
        Duration request = additions.duration("requestTimeout");
        try {
            return settings.withApikey(apikey(http))
                    .withHeaders(additions.textsByName("headers"))
                    .withTimeouts(
                            connect == null ? settings.connectTimeout() : connect,
                            request == null ? settings.requestTimeout() : request)
                    .withRetries(additions.integer("retries", settings.retries(), 0))
                    .withMaxResponseBytes(additions.integer("maxResponseBytes", settings.maxResponseBytes(), 1));
        } catch (IllegalArgumentException e) {
            // The JDK's words quote a bad header, which may be a secret.
            throw new ResolverConfigException("resolver config: " + http.path("apikey") + " or a header or timeout in "
                    + additions.path("*") + " is unusable, expected positive times and header values of one line");
        }
    }

    /** A blank key is what a variable set to nothing leaves behind. */
    private static @Nullable String apikey(ConfigMembers http) {
        String key = http.optionalText("apikey");
        return key == null || key.isBlank() ? null : key.strip();
    }

    private static HttpSettings at(ConfigMembers http) {
        String uri = http.text("uri");
        try {
            return HttpSettings.at(new URI(uri));
        } catch (URISyntaxException | IllegalArgumentException e) {
            throw http.refusal("uri", "an absolute http or https URI with a host, without query and fragment");
        }
    }

    private Additions additions(ConfigMembers firn) {
        warnUnknown(firn, ADDITIONS);
        List<SchemaCriterion> preload = new ArrayList<>();
        for (String text : firn.has("preload") ? firn.texts("preload") : List.<String>of()) {
            preload.add(SchemaCriterion.parse(text)
                    .orElseThrow(
                            () -> firn.refusal("preload", "an array of Iglu URIs or criteria (iglu:v/n/f/1-0-*)")));
        }
        return new Additions(
                firn.duration("negativeTtl"),
                firn.flag("staleIfError", true),
                firn.flag("strictSelf", false),
                preload,
                firn.optionalPath("snapshot"),
                firn.flag("offline", false));
    }

    private static void refuseDoubleNames(List<Repository> repositories) {
        Map<String, Integer> count = new LinkedHashMap<>();
        repositories.forEach(repository -> count.merge(repository.config().name(), 1, Integer::sum));
        count.forEach((name, times) -> {
            if (times > 1) {
                throw new ResolverConfigException(
                        "Repository names must be unique, " + name + " encountered " + times + " times");
            }
            if (name.equals(Registries.EMBEDDED_NAME) || name.equals(ResolverConfig.SNAPSHOT_NAME)) {
                throw new ResolverConfigException("Repository names must be unique, " + name + " is built in");
            }
        });
    }

    private void warn(int cacheSize, @Nullable Duration cacheTtl, List<Repository> repositories, Additions additions) {
        if (cacheSize <= 0 || (cacheTtl != null && cacheTtl.isZero())) {
            warnings.add("cacheSize or cacheTtl of 0 turns caching off: every event asks the registries");
        }
        if (cacheTtl == null) {
            warnings.add("cacheTtl is absent: a schema changed in a registry is seen only after a restart");
        }
        if (additions.offline() && Registries.igluCentralSnapshot().isEmpty()) {
            warnings.add("firn.offline is set but firn-iglu-central is not on the class path");
        }
        Set<URI> uris = new HashSet<>();
        for (Repository repository : repositories) {
            String name = repository.config().name();
            if (repository.http() != null) {
                warn(name, repository.http(), uris);
            } else if (repository.embeddedPath() != null && !Registries.isEmbedded(repository.embeddedPath())) {
                warnings.add("repository " + name + ": " + repository.embeddedPath()
                        + " is neither a directory nor on the class path, so nothing is found there");
            }
        }
    }

    private void warn(String name, HttpSettings http, Set<URI> uris) {
        if (!uris.add(http.uri())) {
            warnings.add("repository " + name + " has the same uri as another one");
        }
        if (http.uri().getRawUserInfo() != null) {
            warnings.add("repository " + name + ": user and password in the uri are not sent");
        }
        if (http.apikey() != null && "http".equalsIgnoreCase(http.uri().getScheme())) {
            warnings.add("repository " + name + " sends its apikey over plain http");
        }
        if (http.apikey() != null && !UUID.matcher(http.apikey()).matches()) {
            warnings.add("repository " + name + ": apikey is not a UUID, which registry servers refuse");
        }
    }

    private void warnUnknown(ConfigMembers members, Set<String> known) {
        members.beyond(known).forEach(path -> warnings.add(path + " is not known and ignored"));
    }
}
