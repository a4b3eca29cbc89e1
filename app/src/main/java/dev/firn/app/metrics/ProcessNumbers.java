package dev.firn.app.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.logging.LogbackMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.common.utils.AppInfoParser;

/** The process: JVM, memory as the kernel sees it, log lines by level, and which build this is. */
final class ProcessNumbers implements AutoCloseable {

    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String RESIDENT = "VmRSS:";
    private static final int KIB = 1024;

    private final JvmGcMetrics collections = new JvmGcMetrics();
    private final LogbackMetrics logs = new LogbackMetrics();

    void bindTo(MeterRegistry registry) {
        List<MeterBinder> binders = List.of(
                new ClassLoaderMetrics(),
                new JvmMemoryMetrics(),
                new JvmThreadMetrics(),
                collections,
                new FileDescriptorMetrics(),
                new ProcessorMetrics(),
                new UptimeMetrics(),
                logs);
        binders.forEach(binder -> binder.bindTo(registry));
        Gauge.builder("process.resident.memory", ProcessNumbers::residentBytes)
                .description("Memory of the process that lies in RAM: heap, RocksDB, stacks, code.")
                .baseUnit("bytes")
                .register(registry);
        Gauge.builder("firn.memory.limit", ProcessNumbers::limitBytes)
                .description("Memory that the process may have: the limit of its container, or what the machine has.")
                .baseUnit("bytes")
                .register(registry);
        Gauge.builder("firn.build.info", () -> 1)
                .description("Which build runs.")
                .tag("version", version())
                .tag("java", System.getProperty("java.version"))
                .tag("kafka", AppInfoParser.getVersion())
                .register(registry);
    }

    private static String version() {
        return Objects.requireNonNullElse(
                ProcessNumbers.class.getPackage().getImplementationVersion(), "0.0.0-unpackaged");
    }

    /** NaN where there is no such file, as on other systems than Linux. */
    static double residentBytes() {
        try {
            return Files.readAllLines(STATUS).stream()
                    .filter(line -> line.startsWith(RESIDENT))
                    .mapToDouble(line -> Double.parseDouble(line.substring(RESIDENT.length(), line.lastIndexOf(' '))
                                    .strip())
                            * KIB)
                    .findFirst()
                    .orElse(Double.NaN);
        } catch (IOException | NumberFormatException e) {
            return Double.NaN;
        }
    }

    private static double limitBytes() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system
                ? system.getTotalMemorySize()
                : Double.NaN;
    }

    @Override
    public void close() {
        collections.close();
        logs.close();
    }
}
