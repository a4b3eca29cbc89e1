package dev.firn.enrichments.iplookups;

import static dev.firn.serdes.event.AtomicField.IP_DOMAIN;
import static dev.firn.serdes.event.AtomicField.IP_ISP;
import static dev.firn.serdes.event.AtomicField.IP_NETSPEED;
import static dev.firn.serdes.event.AtomicField.IP_ORGANIZATION;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.firn.enrichments.address.IpAddress;
import dev.firn.enrichments.caches.WatchedCaches;
import dev.firn.enrichments.spi.CacheListener;
import dev.firn.enrichments.spi.EnrichmentResult;
import dev.firn.enrichments.spi.EnrichmentResult.Changes;
import dev.firn.enrichments.spi.EnrichmentResult.Changes.Column;
import dev.firn.registry.SelfDescribingJson;
import dev.firn.serdes.event.AtomicField;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All configured databases as they were at one moment, and the results of the addresses that were asked for lately. A result
 * depends on nothing but the address, so the very same objects go to every event that has it. Thread-safe.
 */
final class Databases {

    private static final int CACHED_ADDRESSES = 20_000;

    private final @Nullable Database<? extends Records.Located> geo;
    private final @Nullable Database<Records.Isp> isp;
    private final @Nullable Database<Records.Domain> domain;
    private final @Nullable Database<Records.ConnectionType> connectionType;
    private final @Nullable Database<Records.Asn> asn;
    private final boolean asnContext;
    private final LoadingCache<IpAddress, EnrichmentResult> results;

    /**
     * @param files by the keys of {@link DatabaseKind}
     * @param listener told of the use of the cache
     */
    Databases(Map<String, Path> files, boolean asnContext, CacheListener listener) throws IOException {
        Path geoFile = files.get(DatabaseKind.GEO.key());
        geo = geoFile == null ? null : Database.openGeo(geoFile);
        isp = open(DatabaseKind.ISP, files, Records.Isp.class);
        domain = open(DatabaseKind.DOMAIN, files, Records.Domain.class);
        connectionType = open(DatabaseKind.CONNECTION_TYPE, files, Records.ConnectionType.class);
        asn = open(DatabaseKind.ASN, files, Records.Asn.class);
        this.asnContext = asnContext;
        results = WatchedCaches.build(
                Caffeine.newBuilder().maximumSize(CACHED_ADDRESSES).executor(Runnable::run), listener, this::lookUp);
    }

    private static <T> @Nullable Database<T> open(DatabaseKind kind, Map<String, Path> files, Class<T> type)
            throws IOException {
        Path file = files.get(kind.key());
        return file == null ? null : Database.open(kind, file, type);
    }

    /** What to do to an event of this address. */
    EnrichmentResult result(IpAddress address) {
        return results.get(address);
    }

    private EnrichmentResult lookUp(IpAddress address) {
        InetAddress same = address.toInetAddress();
        List<Column> columns = new ArrayList<>(12);
        Records.Located place = find(geo, address, same);
        if (place != null) {
            columns.addAll(place.place().columns());
        }
        Records.Isp provider = find(isp, address, same);
        if (provider != null) {
            add(columns, IP_ISP, provider.isp());
            add(columns, IP_ORGANIZATION, provider.organization());
        }
        Records.Domain name = find(domain, address, same);
        add(columns, IP_DOMAIN, name == null ? null : name.domain());
        Records.ConnectionType connection = find(connectionType, address, same);
        add(columns, IP_NETSPEED, connection == null ? null : connection.type());
        List<SelfDescribingJson> contexts = asnContext ? asnContexts(provider, address, same) : List.of();
        return columns.isEmpty() && contexts.isEmpty()
                ? EnrichmentResult.unchanged()
                : new Changes(List.copyOf(columns), contexts);
    }

    private List<SelfDescribingJson> asnContexts(Records.@Nullable Isp provider, IpAddress address, InetAddress same) {
        AutonomousSystem system = provider == null ? null : provider.system();
        if (system == null) {
            Records.Asn record = find(asn, address, same);
            system = record == null ? null : record.system();
        }
        return system == null ? List.of() : List.of(system.context());
    }

    private static <T> @Nullable T find(@Nullable Database<T> database, IpAddress address, InetAddress same) {
        return database == null ? null : database.find(address, same);
    }

    private static void add(List<Column> columns, AtomicField field, @Nullable String value) {
        if (value != null) {
            columns.add(new Column(field, value));
        }
    }
}
