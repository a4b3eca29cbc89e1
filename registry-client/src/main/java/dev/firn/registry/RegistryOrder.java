package dev.firn.registry;

import java.util.Comparator;
import java.util.List;

/**
 * The order in which registries are asked for a vendor: those that prefer the vendor first, then by kind, then by
 * priority, then as configured. None is ever left out.
 */
record RegistryOrder(List<Registry> registries) {

    RegistryOrder {
        registries = List.copyOf(registries);
    }

    List<Registry> of(String vendor) {
        return registries.stream()
                .sorted(Comparator.<Registry, Boolean>comparing(
                                registry -> !registry.config().prefers(vendor))
                        .thenComparing(registry -> registry.kind().rank())
                        .thenComparing(registry -> registry.config().priority()))
                .toList();
    }
}
