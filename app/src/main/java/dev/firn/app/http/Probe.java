package dev.firn.app.http;

/**
 * Answer of a probe.
 *
 * @param ok 200 when true, 503 when not
 * @param detail one line for whoever looks; no payloads, no secrets
 */
public record Probe(boolean ok, String detail) {

    public static Probe ok(String detail) {
        return new Probe(true, detail);
    }

    public static Probe no(String detail) {
        return new Probe(false, detail);
    }
}
