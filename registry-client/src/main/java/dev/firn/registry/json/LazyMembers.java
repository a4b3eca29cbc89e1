package dev.firn.registry.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.AbstractMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The members of an object that are read from its text when somebody asks for them: most objects that cross a topic or a
 * store are only written again. Two threads that ask at once both read, and find the same.
 */
final class LazyMembers extends AbstractMap<String, JsonNode> {

    private final WrittenText.Slice text;
    private volatile @Nullable Map<String, JsonNode> members;

    LazyMembers(WrittenText.Slice text) {
        this.text = text;
    }

    private Map<String, JsonNode> members() {
        Map<String, JsonNode> known = members;
        if (known == null) {
            known = read();
            members = known;
        }
        return known;
    }

    private Map<String, JsonNode> read() {
        try {
            return TreeReader.readOwn(text.utf8(), text.start(), text.end() - text.start());
        } catch (IOException e) {
            throw new IllegalStateException("not the text of an object that was written here", e);
        }
    }

    @Override
    public Set<Entry<String, JsonNode>> entrySet() {
        return members().entrySet();
    }

    @Override
    public @Nullable JsonNode get(Object key) {
        return members().get(key);
    }

    @Override
    public boolean containsKey(Object key) {
        return members().containsKey(key);
    }

    @Override
    public int size() {
        return members().size();
    }

    @Override
    public @Nullable JsonNode put(String key, JsonNode value) {
        return members().put(key, value);
    }

    @Override
    public @Nullable JsonNode remove(Object key) {
        return members().remove(key);
    }
}
