package dev.firn.benchmarks;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.maxmind.db.CHMCache;
import com.maxmind.db.DatabaseRecord;
import com.maxmind.db.Networks;
import com.maxmind.db.Reader;
import dev.firn.enrichments.address.IpAddress;
import dev.firn.enrichments.iplookups.IpLookupsFactory;
import dev.firn.enrichments.spi.Enrichment;
import dev.firn.enrichments.spi.EnrichmentConfig;
import dev.firn.enrichments.spi.EnrichmentResult;
import dev.firn.enrichments.spi.EventView;
import dev.firn.enrichments.spi.Resources;
import dev.firn.registry.SchemaKey;
import dev.firn.serdes.event.AtomicField;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * What it costs to look an address up in five databases: one of few that keep coming back, one of many that hardly do, and
 * the same with the database library alone, all records read into maps.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 1,
        jvmArgsAppend = {"-Xmx1g", "-XX:+UseParallelGC"})
@NullUnmarked // JMH fills the fields
public class IpLookupsBenchmark {

    private static final int FEW = 1 << 10;
    private static final int MANY = 1 << 19;
    private static final Map<String, String> FILES = Map.of(
            "geo", "GeoIP2-City-Test.mmdb",
            "isp", "GeoIP2-ISP-Test.mmdb",
            "domain", "GeoIP2-Domain-Test.mmdb",
            "connectionType", "GeoIP2-Connection-Type-Test.mmdb",
            "asn", "GeoLite2-ASN-Test.mmdb");

    /** Of MaxMind's test databases; by default as seen from the root of the repository. */
    @Param("enrichments/src/test/resources/dev/firn/enrichments/iplookups")
    private String folder;

    private final Map<String, Reader> readers = new LinkedHashMap<>();
    private final EventView[] events = new EventView[MANY];
    private final String[] addresses = new String[MANY];
    private Enrichment enrichment;
    private int next;

    @Setup
    public void setUp() throws Exception {
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        ObjectNode parameters = data.putObject("parameters");
        for (Map.Entry<String, String> file : FILES.entrySet()) {
            Path path = Path.of(folder, file.getValue()).toAbsolutePath();
            readers.put(file.getKey(), new Reader(path.toFile(), Reader.FileMode.MEMORY, new CHMCache()));
            parameters
                    .putObject(file.getKey())
                    .put("uri", path.getParent().toString())
                    .put("database", file.getValue());
        }
        enrichment = new IpLookupsFactory()
                .create(
                        new EnrichmentConfig(
                                SchemaKey.of("iglu:com.snowplowanalytics.snowplow/ip_lookups/jsonschema/2-0-1"), data),
                        Resources.of(InstantSource.system()));
        List<byte[]> networks = networks();
        Random random = new Random(1);
        for (int i = 0; i < MANY; i++) {
            byte[] address = networks.get(random.nextInt(networks.size())).clone();
            address[3] = (byte) random.nextInt(256);
            address[2] += (byte) random.nextInt(8);
            addresses[i] = InetAddress.getByAddress(address).getHostAddress();
            events[i] = new View(addresses[i]);
        }
    }

    /** First addresses of IPv4 networks that one of the two large databases knows. */
    private List<byte[]> networks() throws Exception {
        List<byte[]> found = new ArrayList<>();
        for (String key : List.of("geo", "isp")) {
            Networks<Object> networks = readers.get(key).networks(Object.class);
            while (networks.hasNext()) {
                DatabaseRecord<Object> record = networks.next();
                byte[] address = record.network().networkAddress().getAddress();
                if (address.length == 4) {
                    found.add(address);
                }
            }
        }
        return found;
    }

    @Benchmark
    public EnrichmentResult fewAddresses() {
        return enrichment.enrich(events[next++ & (FEW - 1)]);
    }

    @Benchmark
    public EnrichmentResult manyAddresses() {
        return enrichment.enrich(events[next++ & (MANY - 1)]);
    }

    @Benchmark
    public IpAddress addressText() {
        return IpAddress.parse(addresses[next++ & (MANY - 1)]);
    }

    @Benchmark
    public void libraryAlone(Blackhole records) throws Exception {
        InetAddress address = InetAddress.getByName(addresses[next++ & (MANY - 1)]);
        for (Reader reader : readers.values()) {
            records.consume(reader.get(address, Map.class));
        }
    }

    /** Has what this enrichment reads and nothing else. */
    private record View(String address) implements PartialView {
        @Override
        public @Nullable Object value(AtomicField field) {
            return field == AtomicField.USER_IPADDRESS ? address : null;
        }
    }
}
