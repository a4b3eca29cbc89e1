package dev.firn.app.config;

import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import com.typesafe.config.ConfigValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/** The examples that reference.conf has in comments, of what lists of objects hold. */
final class ListedExamples {

    private ListedExamples() {}

    /** Key of the list to its example. */
    static Map<String, ConfigList> all() {
        Map<String, ConfigList> examples = new TreeMap<>();
        NativeKeys.REFERENCE.forEach((key, value) -> {
            String start = key.substring(key.lastIndexOf('.') + 1) + " = [";
            List<String> lines = value.origin().comments();
            for (int i = 0; i < lines.size(); i++) {
                if (lines.get(i).strip().equals(start)) {
                    String text = lines.stream().skip(i).collect(Collectors.joining("\n"));
                    examples.put(key, (ConfigList) ConfigFactory.parseString(text)
                            .root()
                            .values()
                            .iterator()
                            .next());
                }
            }
        });
        return examples;
    }

    /** All members, in the form in which {@link NativeKeys#read} tells them; what is inside of an open one is not told. */
    static Set<String> members(String key, ConfigList example, Set<String> read) {
        Set<String> members = new TreeSet<>();
        collect(key, example, read, members);
        return members;
    }

    private static void collect(String shape, ConfigValue value, Set<String> read, Set<String> members) {
        members.add(shape);
        if (value instanceof ConfigObject object && read.stream().anyMatch(one -> one.startsWith(shape + "."))) {
            object.forEach((name, member) -> collect(shape + "." + name, member, read, members));
        }
        if (value instanceof ConfigList list && list.stream().allMatch(ConfigObject.class::isInstance)) {
            list.forEach(item -> ((ConfigObject) item)
                    .forEach((name, member) -> collect(shape + "[]." + name, member, read, members)));
        }
    }

    /** Calls back with each member, of whatever depth, and the example without it. */
    static void withoutEach(ConfigValue value, BiConsumer<ConfigValue, ConfigValue> variant) {
        if (value instanceof ConfigObject object) {
            object.forEach((name, member) -> {
                variant.accept(member, object.withoutKey(name));
                withoutEach(member, (left, rest) -> variant.accept(left, object.withValue(name, rest)));
            });
        } else if (value.valueType() == ConfigValueType.LIST) {
            List<ConfigValue> items = new ArrayList<>((ConfigList) value);
            for (int i = 0; i < items.size(); i++) {
                int at = i;
                withoutEach(items.get(i), (left, rest) -> {
                    List<ConfigValue> changed = new ArrayList<>(items);
                    changed.set(at, rest);
                    variant.accept(left, ConfigValueFactory.fromIterable(changed));
                });
            }
        }
    }
}
