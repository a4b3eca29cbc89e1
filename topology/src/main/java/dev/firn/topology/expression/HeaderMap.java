package dev.firn.topology.expression;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cel.common.values.NullValue;
import java.util.LinkedHashSet;
import java.util.Set;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** A record's headers as texts; of several with the same name, the last one. */
@SuppressWarnings("Immutable") // nobody changes an item's content while it is evaluated
final class HeaderMap extends MapView {

    private final Headers headers;

    HeaderMap(Headers headers) {
        this.headers = headers;
    }

    @Override
    @Nullable
    Object member(String name) {
        Header header = headers.lastHeader(name);
        if (header == null) {
            return null;
        }
        byte[] value = header.value();
        return value == null ? NullValue.NULL_VALUE : new String(value, UTF_8);
    }

    @Override
    Iterable<String> names() {
        Set<String> names = new LinkedHashSet<>();
        headers.forEach(header -> names.add(header.key()));
        return names;
    }
}
