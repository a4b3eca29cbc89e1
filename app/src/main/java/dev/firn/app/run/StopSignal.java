package dev.firn.app.run;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What signals to stop do: the first asks the JVM to exit, which runs its hooks; the second ends it where it stands. The
 * JVM itself would let the second one wait for the first.
 */
public final class StopSignal {

    /** 128 and the number of SIGTERM, as a shell reports it. */
    public static final int FORCED = 143;

    private static final Logger LOG = LoggerFactory.getLogger(StopSignal.class);

    private StopSignal() {}

    /**
     * Takes over SIGTERM and SIGINT. Where a JVM has no such class, or does not let it be used, all stays as it is: the
     * second signal waits.
     */
    public static void handle() {
        // Not part of the platform, but exported for want of a successor; javac warns of every mention of its name.
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object twice =
                    Proxy.newProxyInstance(StopSignal.class.getClassLoader(), new Class<?>[] {handler}, new Twice());
            for (String name : new String[] {"TERM", "INT"}) {
                signal.getMethod("handle", signal, handler)
                        .invoke(null, signal.getConstructor(String.class).newInstance(name), twice);
            }
        } catch (ReflectiveOperationException | IllegalArgumentException e) {
            LOG.info("a second signal to stop will wait for the first: {}", String.valueOf(e.getMessage()));
        }
    }

    private static final class Twice implements InvocationHandler {

        private boolean asked;

        @Override
        public synchronized Object invoke(Object proxy, Method method, Object[] arguments) {
            if (!method.getName().equals("handle")) {
                return method.getName().equals("hashCode") ? System.identityHashCode(proxy) : proxy == arguments[0];
            }
            if (asked) {
                Runtime.getRuntime().halt(FORCED);
            }
            asked = true;
            // The hooks take their time, and the second signal must find a thread.
            new Thread(() -> System.exit(FORCED), "firn-exit").start();
            return true; // nobody looks at it
        }
    }
}
