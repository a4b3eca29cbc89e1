package dev.firn.k8s;

import io.strimzi.crdgenerator.annotations.RequiredInVersions;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Whether what Strimzi's API demands is there; its classes say it with an annotation. */
final class RequiredFields {

    private static final String STRIMZI = "io.strimzi.";

    private RequiredFields() {}

    /** @throws IllegalArgumentException naming the first that is missing */
    static void check(@Nullable Object value) {
        if (value instanceof Collection<?> many) {
            many.forEach(RequiredFields::check);
        } else if (value instanceof Map<?, ?> map) {
            map.values().forEach(RequiredFields::check);
        } else if (value != null
                && value.getClass().getName().startsWith(STRIMZI)
                && !value.getClass().isEnum()) {
            for (Method getter : value.getClass().getMethods()) {
                if (getter.getName().startsWith("get")
                        && getter.getParameterCount() == 0
                        && !Modifier.isStatic(getter.getModifiers())
                        && !getter.getDeclaringClass().equals(Object.class)) {
                    check(value, getter);
                }
            }
        }
    }

    private static void check(Object owner, Method getter) {
        Object value;
        try {
            value = getter.invoke(owner);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(getter + " of " + owner.getClass(), e);
        }
        RequiredInVersions required = getter.getAnnotation(RequiredInVersions.class);
        if (required != null && value == null && ApiVersions.contain(required.value(), "v1")) {
            String name = getter.getName().substring("get".length());
            throw new IllegalArgumentException(owner.getClass().getSimpleName() + " needs "
                    + Character.toLowerCase(name.charAt(0)) + name.substring(1));
        }
        check(value);
    }
}
