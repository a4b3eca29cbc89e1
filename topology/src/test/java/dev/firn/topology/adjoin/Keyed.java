package dev.firn.topology.adjoin;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.firn.topology.flow.Origin;

/** An ad event of a key. */
record Keyed(String key, AdEvent event) {

    static Keyed impression(String id, long time) {
        return of(AdKind.IMPRESSION, id, time);
    }

    static Keyed click(String id, long time) {
        return of(AdKind.CLICK, id, time);
    }

    static Keyed conversion(String id, long time) {
        return of(AdKind.CONVERSION, id, time);
    }

    private static Keyed of(AdKind kind, String id, long time) {
        Origin origin = kind == AdKind.CONVERSION ? new Origin("in", 1, time, 0) : null;
        return new Keyed("anna", new AdEvent(kind, id, time, null, new byte[0], origin));
    }

    Keyed by(String otherKey) {
        return new Keyed(otherKey, event);
    }

    Keyed linkedTo(String link) {
        return new Keyed(
                key, new AdEvent(event.kind(), event.id(), event.time(), link, event.fields(), event.origin()));
    }

    Keyed at(long time) {
        return new Keyed(
                key, new AdEvent(event.kind(), event.id(), time, event.link(), event.fields(), event.origin()));
    }

    Keyed with(String json) {
        return new Keyed(
                key,
                new AdEvent(
                        event.kind(), event.id(), event.time(), event.link(), json.getBytes(UTF_8), event.origin()));
    }

    @Override
    public String toString() {
        return key
                + ' '
                + event.kind()
                + ' '
                + event.id()
                + '@'
                + event.time()
                + (event.link() == null ? "" : "->" + event.link());
    }
}
