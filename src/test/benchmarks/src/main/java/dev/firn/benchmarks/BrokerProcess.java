package dev.firn.benchmarks;

import dev.firn.app.dev.InProcessBroker;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** A broker in a JVM of its own, so that its CPU time and garbage are not counted as the topology's. */
final class BrokerProcess implements AutoCloseable {

    private final Process process;
    private final String servers;

    private BrokerProcess(Process process, String servers) {
        this.process = process;
        this.servers = servers;
    }

    /** Starts one with the class path of this JVM. */
    static BrokerProcess start() throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process process = new ProcessBuilder(List.of(
                        java,
                        "-Xmx768m",
                        "-XX:+UseParallelGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        BrokerProcess.class.getName()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String line;
        while ((line = out.readLine()) != null) {
            if (line.startsWith("listening at ")) {
                return new BrokerProcess(process, line.substring("listening at ".length()));
            }
        }
        throw new IOException("the broker did not start");
    }

    String servers() {
        return servers;
    }

    @Override
    public void close() {
        process.destroy();
    }

    /** Runs until it is killed or its parent ends. */
    public static void main(String[] args) throws Exception {
        try (InProcessBroker broker = InProcessBroker.start()) {
            System.out.println("listening at " + broker.bootstrapServers());
            while (ProcessHandle.current()
                    .parent()
                    .filter(ProcessHandle::isAlive)
                    .filter(parent -> parent.pid() != 1)
                    .isPresent()) {
                Thread.sleep(1000);
            }
        }
    }
}
