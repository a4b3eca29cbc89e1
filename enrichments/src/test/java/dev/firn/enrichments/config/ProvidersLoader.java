package dev.firn.enrichments.config;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;

/** A class loader that finds other factories than the class path has. */
final class ProvidersLoader extends ClassLoader {

    private static final String SERVICE = "META-INF/services/dev.firn.enrichments.spi.EnrichmentFactory";

    private final boolean withClasspath;
    private final List<String> added;

    private ProvidersLoader(boolean withClasspath, List<String> added) {
        super(ProvidersLoader.class.getClassLoader());
        this.withClasspath = withClasspath;
        this.added = added;
    }

    /** Those of the class path, and these classes. */
    static ClassLoader adding(String... names) {
        return new ProvidersLoader(true, List.of(names));
    }

    /** These classes only. */
    static ClassLoader only(String... names) {
        return new ProvidersLoader(false, List.of(names));
    }

    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
        if (!name.equals(SERVICE)) {
            return super.getResources(name);
        }
        List<URL> files = new ArrayList<>(withClasspath ? Collections.list(super.getResources(name)) : List.of());
        files.add(serviceFile());
        return Collections.enumeration(files);
    }

    private URL serviceFile() {
        byte[] content = String.join("\n", added).getBytes(StandardCharsets.UTF_8);
        try {
            return new URL("memory", null, -1, "/" + SERVICE, new URLStreamHandler() {
                @Override
                protected URLConnection openConnection(URL url) {
                    return new URLConnection(url) {
                        @Override
                        public void connect() {}

                        @Override
                        public InputStream getInputStream() {
                            return new ByteArrayInputStream(content);
                        }
                    };
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
