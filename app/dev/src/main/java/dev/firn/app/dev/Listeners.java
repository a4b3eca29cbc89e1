package dev.firn.app.dev;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.server.ServerSocketFactory;

/**
 * The loopback sockets of a node, bound before Kafka starts and handed to it.
 *
 * <p>Kafka must know its controller port before it binds it. Looking for a free port, letting it go and hoping that it
 * is still free would fail now and then, and slowly; a socket that is already bound cannot be taken.
 */
final class Listeners implements ServerSocketFactory, AutoCloseable {

    static final String HOST = "127.0.0.1";
    static final String BROKER = "PLAINTEXT";
    static final String CONTROLLER = "CONTROLLER";

    private static final int BACKLOG = 50;

    /** The plain one first, the controller's last. */
    private final Map<String, ServerSocketChannel> sockets = new LinkedHashMap<>();

    private Listeners() {}

    /**
     * @param brokerPort where clients connect to the plain listener; 0 for a free one. All others are free ones.
     * @param others names of listeners of clients besides the plain one
     */
    static Listeners bind(int brokerPort, List<String> others) throws IOException {
        Listeners listeners = new Listeners();
        try {
            listeners.bind(BROKER, brokerPort);
            for (String name : others) {
                listeners.bind(name, 0);
            }
            listeners.bind(CONTROLLER, 0);
            return listeners;
        } catch (IOException e) {
            listeners.close();
            throw e;
        }
    }

    private void bind(String name, int port) throws IOException {
        ServerSocketChannel channel = ServerSocketChannel.open();
        sockets.put(name, channel);
        try {
            InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
            channel.bind(new InetSocketAddress(loopback, port), BACKLOG);
        } catch (IOException e) {
            throw new IOException("cannot listen on " + HOST + ":" + port + ": " + e.getMessage(), e);
        }
    }

    /** Host and port of each listener of clients. */
    Map<String, String> clientAddresses() {
        return sockets.entrySet().stream()
                .filter(socket -> !socket.getKey().equals(CONTROLLER))
                .collect(Collectors.toMap(
                        Map.Entry::getKey, socket -> address(socket.getValue()), (a, b) -> a, LinkedHashMap::new));
    }

    String controllerAddress() {
        return address(socket(CONTROLLER));
    }

    InetSocketAddress controllerSocket() throws IOException {
        return (InetSocketAddress) socket(CONTROLLER).getLocalAddress();
    }

    private static String address(ServerSocketChannel channel) {
        return HOST + ":" + channel.socket().getLocalPort();
    }

    private ServerSocketChannel socket(String name) {
        ServerSocketChannel channel = sockets.get(name);
        if (channel == null) {
            throw new IllegalArgumentException("no listener " + name + "; there are " + sockets.keySet());
        }
        return channel;
    }

    @Override
    public ServerSocketChannel openServerSocket(
            String listenerName, InetSocketAddress address, int backlog, int receiveBufferSize) throws IOException {
        ServerSocketChannel channel = socket(listenerName);
        channel.configureBlocking(false); // Kafka accepts through a selector
        return channel;
    }

    /** For sockets that Kafka never came to own; it closes the others itself. */
    @Override
    public void close() throws IOException {
        IOException problem = null;
        for (ServerSocketChannel channel : sockets.values()) {
            try {
                channel.close(); // all are closed even if one fails
            } catch (IOException e) {
                problem = e;
            }
        }
        if (problem != null) {
            throw problem;
        }
    }
}
