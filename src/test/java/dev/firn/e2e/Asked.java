package dev.firn.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The endpoints of a running process, as an operator asks them. */
final class Asked {

    private static final Pattern PROBES = Pattern.compile("probes on port (\\d+)");
    private static final Pattern ADMIN = Pattern.compile("admin functions on 127\\.0\\.0\\.1:(\\d+)");
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();

    private final FirnProcess process;

    Asked(FirnProcess process) {
        this.process = process;
    }

    /** An answer of the public port. */
    HttpResponse<String> get(String path) {
        return send(HttpRequest.newBuilder(uri(PROBES, path)).build());
    }

    /** An answer of the admin port. */
    HttpResponse<String> post(String path) {
        return send(HttpRequest.newBuilder(uri(ADMIN, path))
                .POST(BodyPublishers.noBody())
                .build());
    }

    /** The answer to {@code GET path} or {@code POST path}, which must be JSON and well. */
    JsonNode json(String methodAndPath) {
        String path = methodAndPath.substring(methodAndPath.indexOf(' ') + 1);
        HttpResponse<String> answer = methodAndPath.startsWith("POST ") ? post(path) : get(path);
        try {
            if (answer.statusCode() == 200) {
                return JSON.readTree(answer.body());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(methodAndPath + ": " + answer.body(), e);
        }
        throw new AssertionError(methodAndPath + ": " + answer.statusCode() + " " + answer.body());
    }

    private URI uri(Pattern port, String path) {
        Matcher found = port.matcher(process.err());
        if (!found.find()) {
            throw new AssertionError("no port: " + process.tail());
        }
        return URI.create("http://127.0.0.1:" + found.group(1) + path);
    }

    private static HttpResponse<String> send(HttpRequest request) {
        try {
            return HTTP.send(
                    HttpRequest.newBuilder(request, (name, value) -> true)
                            .timeout(Duration.ofSeconds(30))
                            .build(),
                    BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }
}
