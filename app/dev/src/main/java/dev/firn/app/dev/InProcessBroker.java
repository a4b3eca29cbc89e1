package dev.firn.app.dev;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A real Kafka broker, with its controller, inside this JVM: transactions, consumer groups and log compaction work as in
 * a cluster of one node. It listens on loopback only, without encryption or login; listeners with them can be had besides.
 * For development and tests.
 *
 * <pre>{@code
 * try (InProcessBroker broker = InProcessBroker.start()) {
 *     broker.createTopic("raw", 4);
 *     // clients use broker.bootstrapServers()
 * }
 * }</pre>
 *
 * <p>The first start in a JVM takes two to three seconds (class loading, mostly), later ones about half a second. Several
 * brokers may run side by side, each on its own folder. Thread-safe.
 *
 * <p>It prints nothing. Kafka logs through SLF4J; below {@code WARN} there is much and nothing of use here. A healthy
 * life may still say a few harmless things through {@code org.apache.kafka.controller.QuorumController}, {@code
 * org.apache.kafka.clients.NetworkClient} and {@code kafka.server.ControllerApis}. What keeps a broker from starting is in
 * the exception as well.
 */
public final class InProcessBroker implements AutoCloseable {

    private final Path folder;
    private final boolean temporary;
    private final Map<String, String> addresses;
    private final FolderLock lock;
    private final BrokerNode node;
    private final TopicCreator topics;
    private boolean closed;

    private InProcessBroker(
            Path folder, boolean temporary, FolderLock lock, Map<String, String> addresses, BrokerNode node) {
        this.folder = folder;
        this.temporary = temporary;
        this.lock = lock;
        this.addresses = addresses;
        this.node = node;
        this.topics = new TopicCreator(bootstrapServers());
    }

    /** A broker on a free port, whose data go when it closes. */
    public static InProcessBroker start() {
        return builder().start();
    }

    /** For data that should stay, a fixed port, or broker properties. */
    public static Builder builder() {
        return new Builder();
    }

    /** What a client sets as {@code bootstrap.servers}, to come without encryption and login. */
    public String bootstrapServers() {
        return bootstrapServers(Listeners.BROKER);
    }

    /**
     * What a client of this listener sets as {@code bootstrap.servers}.
     *
     * @throws IllegalArgumentException when there is no such listener
     */
    public String bootstrapServers(String listener) {
        String address = addresses.get(listener);
        if (address == null) {
            throw new IllegalArgumentException("no listener " + listener + "; there are " + addresses.keySet());
        }
        return address;
    }

    /** Where the data are. */
    public Path folder() {
        return folder;
    }

    /** {@link #createTopic(String, int, Map)} with the broker's defaults. */
    public void createTopic(String name, int partitions) {
        createTopic(name, partitions, Map.of());
    }

    /**
     * Creates a topic and returns when producers can use it. A topic of that name that already exists, as on a folder
     * used before, stays as it is.
     *
     * @param configs topic configs by Kafka's names, such as {@code cleanup.policy}
     * @throws IllegalStateException when the broker refuses, with its reason
     */
    public void createTopic(String name, int partitions, Map<String, String> configs) {
        topics.create(name, partitions, configs);
    }

    /** Stops the broker in order (a fraction of a second), frees its ports, deletes a temporary folder. Idempotent. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        topics.close();
        node.stop();
        try {
            lock.close();
            if (temporary) {
                deleteAll(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("broker stopped, but cannot leave " + folder, e);
        }
    }

    private static void deleteAll(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }

    /** Collects what differs from the defaults. Not thread-safe; may be used again. */
    public static final class Builder {

        private final Map<String, String> properties = new LinkedHashMap<>();
        private final Map<String, SecureListener> secure = new LinkedHashMap<>();
        private @Nullable Path folder;
        private int port;

        private Builder() {}

        /**
         * Keeps the data in this folder, which is created if need be and never deleted. A broker started on it later
         * finds topics, records and committed offsets as they were. One broker at a time. Default: a temporary folder.
         */
        public Builder folder(Path folder) {
            this.folder = Objects.requireNonNull(folder, "folder");
            return this;
        }

        /** The port for clients. Default, and meaning of 0: a free one. */
        public Builder port(int port) {
            if (port < 0 || port > 65535) {
                throw new IllegalArgumentException("port: " + port + " is not within 0..65535");
            }
            this.port = port;
            return this;
        }

        /** A broker property by Kafka's name; wins over ours, but for folder and listeners. */
        public Builder property(String name, String value) {
            properties.put(Objects.requireNonNull(name, "name"), Objects.requireNonNull(value, "value"));
            return this;
        }

        /** One more listener, on a free port. A later one of the same name takes its place. */
        public Builder listener(SecureListener listener) {
            secure.put(listener.name(), listener);
            return this;
        }

        /**
         * Turns Kafka's own authorizer on: who has a name, by login or by certificate, may do only what ACLs allow. Who
         * has none may do everything: the broker itself, and clients of the plain listener or of one that encrypts only.
         */
        public Builder enforceAcls() {
            return property("authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer")
                    .property("super.users", "User:ANONYMOUS");
        }

        /**
         * Starts the broker and returns when it accepts clients.
         *
         * @throws IllegalStateException if it does not start: port taken, folder in use or not writable, bad property;
         *     the message says which. Nothing is left running.
         */
        public InProcessBroker start() {
            Path data = folder;
            try {
                return data != null ? startIn(Files.createDirectories(data), false) : startInTemporaryFolder();
            } catch (Exception e) {
                String place = data != null ? data.toString() : "a temporary folder";
                throw new IllegalStateException("in-process broker did not start in " + place + ": " + reasons(e), e);
            }
        }

        private InProcessBroker startInTemporaryFolder() throws Exception {
            Path data = Files.createTempDirectory("firn-broker-");
            try {
                return startIn(data, true);
            } catch (Exception e) {
                deleteAll(data);
                throw e;
            }
        }

        private InProcessBroker startIn(Path data, boolean temporary) throws Exception {
            FolderLock lock = FolderLock.take(data);
            try {
                Listeners listeners = Listeners.bind(port, List.copyOf(secure.keySet()));
                BrokerNode node = startOn(listeners, data);
                return new InProcessBroker(data, temporary, lock, listeners.clientAddresses(), node);
            } catch (Exception e) {
                lock.close();
                throw e;
            }
        }

        private BrokerNode startOn(Listeners listeners, Path data) throws Exception {
            try {
                // One folder for each node, so that a cluster of several could share the root.
                Path nodeFolder = Files.createDirectories(data.resolve("node-" + NodeProperties.NODE_ID));
                return BrokerNode.start(nodeFolder, listeners, List.copyOf(secure.values()), properties);
            } catch (Exception e) {
                listeners.close();
                throw e;
            }
        }

        /** Kafka wraps; the reason that helps is often the innermost. */
        private static String reasons(Throwable e) {
            List<String> messages = Stream.iterate(e, Objects::nonNull, Throwable::getCause)
                    .map(cause -> Objects.requireNonNullElse(
                            cause.getMessage(), cause.getClass().getSimpleName()))
                    .distinct()
                    .toList();
            return String.join("; ", messages);
        }
    }
}
