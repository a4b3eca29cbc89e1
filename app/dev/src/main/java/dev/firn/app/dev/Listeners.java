package dev.firn.app.dev;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import org.apache.kafka.server.ServerSocketFactory;

/**
 * The two loopback sockets of a node, bound before Kafka starts and handed to it.
 *
 * <p>Kafka must know its controller port before it binds it. Looking for a free port, letting it go and hoping that it
 * is still free would fail now and then, and slowly; a socket that is already bound cannot be taken.
 */
final class Listeners implements ServerSocketFactory, AutoCloseable {

    static final String HOST = "127.0.0.1";
    static final String BROKER = "PLAINTEXT";
    static final String CONTROLLER = "CONTROLLER";

    private static final int BACKLOG = 50;

    private final ServerSocketChannel broker;
    private final ServerSocketChannel controller;

    private Listeners(ServerSocketChannel broker, ServerSocketChannel controller) {
        this.broker = broker;
        this.controller = controller;
    }

    /** @param brokerPort where clients connect; 0 for a free one. The controller's is always a free one. */
    static Listeners bind(int brokerPort) throws IOException {
        ServerSocketChannel broker = bound(brokerPort);
        try {
            return new Listeners(broker, bound(0));
        } catch (IOException e) {
            broker.close();
            throw e;
        }
    }

    private static ServerSocketChannel bound(int port) throws IOException {
        ServerSocketChannel channel = ServerSocketChannel.open();
        try {
            InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
            return channel.bind(new InetSocketAddress(loopback, port), BACKLOG);
        } catch (IOException e) {
            channel.close();
            throw new IOException("cannot listen on " + HOST + ":" + port + ": " + e.getMessage(), e);
        }
    }

    String brokerAddress() {
        return HOST + ":" + broker.socket().getLocalPort();
    }

    String controllerAddress() {
        return HOST + ":" + controllerSocket().getPort();
    }

    InetSocketAddress controllerSocket() {
        return (InetSocketAddress) controller.socket().getLocalSocketAddress();
    }

    @Override
    public ServerSocketChannel openServerSocket(
            String listenerName, InetSocketAddress address, int backlog, int receiveBufferSize) throws IOException {
        ServerSocketChannel channel = listenerName.equals(CONTROLLER) ? controller : broker;
        channel.configureBlocking(false); // Kafka accepts through a selector
        return channel;
    }

    /** For sockets that Kafka never came to own; it closes the others itself. */
    @Override
    public void close() throws IOException {
        try (broker;
                controller) {
            // both are closed even if the first fails
        }
    }
}
