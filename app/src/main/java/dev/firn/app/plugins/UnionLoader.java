package dev.firn.app.plugins;

import java.io.IOException;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds what Firn has, and then what any plugin has: for those who take only one class loader. Defines no classes itself. */
final class UnionLoader extends ClassLoader {

    private final List<PluginLoader> plugins;

    UnionLoader(ClassLoader firn, List<PluginLoader> plugins) {
        super("plugins", firn);
        this.plugins = List.copyOf(plugins);
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        for (PluginLoader plugin : plugins) {
            try {
                return plugin.loadClass(name);
            } catch (ClassNotFoundException ignored) {
                // perhaps the next one has it
            }
        }
        throw new ClassNotFoundException(name);
    }

    @Override
    protected @Nullable URL findResource(String name) {
        for (PluginLoader plugin : plugins) {
            URL found = plugin.findResource(name);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    @Override
    protected Enumeration<URL> findResources(String name) throws IOException {
        List<URL> all = new ArrayList<>();
        for (PluginLoader plugin : plugins) {
            all.addAll(Collections.list(plugin.findResources(name)));
        }
        return Collections.enumeration(all);
    }
}
