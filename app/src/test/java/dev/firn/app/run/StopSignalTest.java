package dev.firn.app.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The first signal to stop, and the second one, in a JVM that takes its time to end. */
class StopSignalTest {

    /** What is signalled: says when it is there, and when it was asked to end; does not end by itself. */
    static final class Slow {
        public static void main(String[] arguments) throws InterruptedException {
            StopSignal.handle();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                System.out.println("ending");
                await();
            }));
            System.out.println("there");
            await();
        }

        private static void await() {
            try {
                new CountDownLatch(1).await(5, TimeUnit.MINUTES);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Test
    void theFirstLetsHooksRunAndTheSecondDoesNotWaitForThem() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        Slow.class.getName())
                .redirectErrorStream(true)
                .start();
        try (BufferedReader said = process.inputReader()) {
            awaitLine(said, "there");
            terminate(process);
            awaitLine(said, "ending");
            assertThat(process.isAlive()).isTrue();
            terminate(process);
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(StopSignal.FORCED);
        } finally {
            process.destroyForcibly();
        }
    }

    /** Unlike the process's own method, this leaves what it says readable. */
    private static void terminate(Process process) {
        process.toHandle().destroy();
    }

    private static void awaitLine(BufferedReader said, String wanted) throws IOException {
        String line = said.readLine();
        while (line != null && !line.equals(wanted)) {
            line = said.readLine();
        }
        assertThat(line).isEqualTo(wanted);
    }
}
