package dev.firn.topology.expression;

import dev.firn.registry.SchemaKey;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Names of schemas as the analytics SDKs spell them, {@code com_acme_user_1}; the first ten thousand are remembered. */
final class EntityNames {

    private static final int MOST = 10_000;
    private static final int LONGEST = 300;
    private static final Map<String, String> NAMES = new ConcurrentHashMap<>();

    private EntityNames() {}

    /** Null for what is no schema. */
    static @Nullable String of(String uri) {
        String known = NAMES.get(uri);
        if (known != null) {
            return known;
        }
        String name = SchemaKey.parse(uri).fold(EntityNames::name, error -> null);
        if (name != null && uri.length() <= LONGEST && NAMES.size() < MOST) {
            NAMES.put(uri, name);
        }
        return name;
    }

    private static String name(SchemaKey schema) {
        return schema.vendorSnake()
                + '_'
                + schema.nameSnake()
                + '_'
                + schema.version().model();
    }
}
