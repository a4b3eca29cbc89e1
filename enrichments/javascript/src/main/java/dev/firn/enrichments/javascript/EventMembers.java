package dev.firn.enrichments.javascript;

import dev.firn.serdes.event.AtomicField;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.openjdk.nashorn.api.scripting.AbstractJSObject;

/**
 * What an event's object has for a script: three names for every column ({@code getApp_id}, {@code setApp_id},
 * {@code app_id}) and some functions. One table for all events: a function learns from {@code this} of its call which event
 * it is about, so that nothing is made for an event but its values.
 */
final class EventMembers {

    private static final Map<String, AtomicField> COLUMNS = new HashMap<>();
    private static final Map<String, Function> FUNCTIONS = new HashMap<>();

    static {
        for (AtomicField field : AtomicField.all()) {
            String name = field.column();
            String capitalized = Character.toUpperCase(name.charAt(0)) + name.substring(1);
            COLUMNS.put(name, field);
            add("get" + capitalized, (event, arguments) -> event.column(field));
            add("set" + capitalized, (event, arguments) -> {
                event.set(field, arguments.length == 0 ? null : arguments[0]);
                return null;
            });
        }
        add("eraseDerived_contexts", (event, arguments) -> {
            event.eraseDerivedContexts();
            return null;
        });
        add("drop", (event, arguments) -> {
            event.drop();
            return null;
        });
        add("toString", (event, arguments) -> "[object Event]");
    }

    private EventMembers() {}

    private static void add(String name, Body body) {
        FUNCTIONS.put(name, new Function(name, body));
    }

    static @Nullable AtomicField column(String name) {
        return COLUMNS.get(name);
    }

    static @Nullable Function function(String name) {
        return FUNCTIONS.get(name);
    }

    static boolean has(String name) {
        return COLUMNS.containsKey(name) || FUNCTIONS.containsKey(name);
    }

    private interface Body {
        @Nullable
        Object apply(ScriptEvent event, @Nullable Object[] arguments);
    }

    /** A method of events. Immutable, shared by all engines. */
    static final class Function extends AbstractJSObject {
        private final String name;
        private final Body body;

        Function(String name, Body body) {
            this.name = name;
            this.body = body;
        }

        @Override
        public boolean isFunction() {
            return true;
        }

        @Override
        public @Nullable Object call(@Nullable Object self, @Nullable Object... arguments) {
            if (self instanceof ScriptEvent event) {
                return body.apply(event, arguments);
            }
            throw new IllegalArgumentException(name + " was called without the event it belongs to");
        }
    }
}
