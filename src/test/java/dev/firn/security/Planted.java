package dev.firn.security;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A configuration with a secret in every place that can hold one, and a server for all that it calls, which fails most
 * calls: errors are what secrets leak by.
 */
final class Planted implements AutoCloseable {

    /** Every secret begins so. */
    static final String MARK = "PLANTED";

    private static final String REFERERS =
            "{\"search\":{\"Example\":{\"domains\":[\"search.example\"],\"parameters\":[\"q\"]}}}";

    private final Path folder;
    private final HttpServer server;
    private final Set<String> called = ConcurrentHashMap.newKeySet();

    Planted(Path folder) throws IOException {
        this.folder = folder;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String path = exchange.getRequestURI().getPath();
            called.add(path.split("/", -1)[1]);
            boolean file = path.startsWith("/files/");
            byte[] body = (file ? REFERERS : "refused " + path).getBytes(UTF_8);
            exchange.sendResponseHeaders(file ? 200 : 500, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    /** First parts of the paths that were called. */
    Set<String> called() {
        return called;
    }

    private String url(String user, String path) {
        return "http://" + user + "127.0.0.1:" + server.getAddress().getPort() + path;
    }

    private String secretFile(String name, String secret) {
        try {
            return Files.writeString(folder.resolve(name), secret).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path config(SecuredBroker broker, Application application) throws IOException {
        String jaas = SecuredBroker.jaas("plain.PlainLoginModule", SecuredBroker.USER, SecuredBroker.PASSWORD);
        return new Application(
                        application.name(),
                        folder,
                        """
                        kafka.bootstrap-servers = "%s"
                        streams {
                          "security.protocol" = SASL_PLAINTEXT
                          "sasl.mechanism" = PLAIN
                          "sasl.jaas.config" = { file = "%s" }
                          "ssl.truststore.password" = PLANTED-truststore
                          "ssl.keystore.password" = PLANTED-keystore
                          "ssl.key.password" = ${PLANTED_KEY}
                          "producer.sasl.oauthbearer.client.credentials.client.secret" = PLANTED-client
                        }
                        remote-adapters {
                          read-timeout = 2 seconds
                          services = [{ vendor = com.planted, version = v1, url = "%s" }]
                        }
                        assets { update-period = 1 second, folder = "%s" }
                        enrichments.settings { "some.api-key" = PLANTED-setting }
                        metrics.statsd { hostname = 127.0.0.1, port = 9, period = 1 second }
                        """
                                .formatted(
                                        broker.servers("OPEN_LOGIN"),
                                        secretFile("jaas", jaas),
                                        url("ann:PLANTED-adapter@", "/adapter?token=PLANTED-adapter-token"),
                                        folder.resolve("files")))
                .config();
    }

    Path resolver() throws IOException {
        return Files.writeString(
                folder.resolve("resolver.json"),
                """
                {"schema":"iglu:com.snowplowanalytics.iglu/resolver-config/jsonschema/1-0-3","data":{"cacheSize":10,"repositories":[
                  {"name":"Central","priority":2,"vendorPrefixes":["com.snowplowanalytics"],
                   "connection":{"embedded":{"path":"/iglu-central"}}},
                  {"name":"First","priority":0,"vendorPrefixes":["com.planted"],
                   "connection":{"http":{"uri":"%s","apikey":"0e0e0e0e-0000-4000-8000-PLANTED00001"}}},
                  {"name":"Second","priority":1,"vendorPrefixes":["com.planted"],
                   "connection":{"http":{"uri":"%s","apikey":{"file":"%s"}}}}]}}
                """
                        .formatted(
                                url("", "/registry"),
                                url("", "/second"),
                                secretFile("apikey", "PLANTED-apikey-of-file")));
    }

    Path enrichments() throws IOException {
        Path enrichments = Files.createDirectories(folder.resolve("enrichments"));
        enrichment(
                enrichments,
                "api_request_enrichment_config",
                "com.snowplowanalytics.snowplow.enrichments",
                """
                {"inputs":[{"key":"user","pojo":{"field":"app_id"}}],
                 "api":{"http":{"method":"GET","uri":"%s","timeout":2000,
                   "authentication":{"httpBasic":{"username":"PLANTED-api-user","password":{"file":"%s"}}}}},
                 "outputs":[{"schema":"iglu:com.planted/user/jsonschema/1-0-0","json":{"jsonPath":"$.record"}}],
                 "cache":{"size":10,"ttl":1}}
                """
                        .formatted(
                                url("", "/api/{{user}}?apikey=PLANTED-api-key"),
                                secretFile("api", "PLANTED-api-password")));
        enrichment(
                enrichments,
                "sql_query_enrichment_config",
                "com.snowplowanalytics.snowplow.enrichments",
                """
                {"inputs":[{"placeholder":1,"pojo":{"field":"user_id"}}],
                 "database":{"postgresql":{"host":"127.0.0.1","port":1,"sslMode":false,"username":"enrich",
                   "password":"PLANTED-sql","database":"users"}},
                 "query":{"sql":"SELECT segment FROM users WHERE id = ?"},
                 "output":{"expectedRows":"AT_MOST_ONE","json":{"schema":"iglu:com.planted/user/jsonschema/1-0-0",
                   "describes":"ALL_ROWS","propertyNames":"AS_IS"}},
                 "cache":{"size":10,"ttl":1}}
                """);
        enrichment(
                enrichments,
                "pii_enrichment_config",
                "com.snowplowanalytics.snowplow.enrichments",
                """
                {"pii":[{"pojo":{"field":"user_id"}}],
                 "strategy":{"pseudonymize":{"hashFunction":"SHA-256","salt":{"file":"%s"}}}}
                """
                        .formatted(secretFile("salt", "PLANTED-salt")),
                "\"emitEvent\":false,",
                "2-0-0");
        enrichment(
                enrichments,
                "referer_parser",
                "com.snowplowanalytics.snowplow",
                """
                {"database":"referers.json?sig=PLANTED-signature&token=PLANTED-token","uri":"%s","internalDomains":[]}
                """
                        .formatted(url("ann:PLANTED-files@", "/files")),
                "",
                "2-0-0");
        return enrichments;
    }

    private static void enrichment(Path folder, String name, String vendor, String parameters) throws IOException {
        enrichment(folder, name, vendor, parameters, "", "1-0-0");
    }

    private static void enrichment(
            Path folder, String name, String vendor, String parameters, String more, String version)
            throws IOException {
        Files.writeString(
                folder.resolve(name + ".json"),
                """
                {"schema":"iglu:%s/%s/jsonschema/%s","data":{"vendor":"%s","name":"%s","enabled":true,%s"parameters":%s}}
                """
                        .formatted(vendor, name, version, vendor, name, more, parameters));
    }

    /** All that our own loggers have to say is said. */
    Map<String, String> environment() {
        Map<String, String> environment = new TreeMap<>();
        environment.put("PLANTED_KEY", "PLANTED-key");
        environment.put("FIRN_LOG_LEVEL", "TRACE");
        environment.put("FIRN__streams__admin.ssl.keystore.password", "PLANTED-variable");
        environment.put("KAFKA_PRODUCER_SSL_TRUSTSTORE_PASSWORD", "PLANTED-kafka-variable");
        return environment;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
