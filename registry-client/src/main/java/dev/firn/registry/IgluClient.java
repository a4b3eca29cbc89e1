package dev.firn.registry;

import dev.firn.registry.RegistryListener.Validity;
import dev.firn.registry.validation.SchemaCompiler;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Finds schemas in registries and checks data against them. Thread-safe; one instance serves a whole process.
 *
 * <p>A schema that is known costs one map look-up and the validation itself: no lock, no I/O. An unknown one is asked for
 * on the calling thread, by one thread per key, within the budget of {@link Builder#lookupBudget}. What was found is
 * fetched anew ahead of its time by a background thread, and outlives an outage of its registry; what was not found is
 * asked for again after {@link Builder#negativeTtl}, and after growing pauses when a registry was in trouble. Failures are
 * values ({@link IgluError}), never exceptions.
 */
public final class IgluClient implements AutoCloseable {

    private final List<Registry> registries;
    /** Names of the registries whose answers {@link #saveTo} keeps. */
    private final Set<String> remoteNames;

    private final Set<String> centralNames;
    private final RegistryListener listener;
    private final RegistryCache<SchemaKey, ResolvedSchema> schemas;
    private final RegistryCache<SchemaKey, Lookup.Found> documents;
    private final RegistryCache<ListQuery, SchemaList> lists;
    private final @Nullable ExecutorService ownThreads;

    private IgluClient(Builder from) {
        registries = withEmbedded(from.registries);
        remoteNames = names(registry -> registry.kind() == Registry.Kind.HTTP);
        centralNames = names(registry -> registry instanceof HttpRegistry http && http.isIgluCentral());
        ownThreads = from.ownThreads ? refreshThreads() : null;
        CacheSettings settings = from.settings(ownThreads == null ? from.refresher : ownThreads);
        RegistryOrder order = new RegistryOrder(registries);
        listener = from.listener;
        Documents reader = new Documents(from.listener, from.strictSelf);
        SchemaSource toCheck = new SchemaSource(reader, new SchemaCompiler(from.maxJsonDepth), from.listener);
        schemas = new RegistryCache<>(order, toCheck, settings, from.listener::unresolved, from.listener);
        documents = new RegistryCache<>(
                order, new DocumentSource(reader, from.listener), settings, from.listener::unresolved, from.listener);
        lists = new RegistryCache<>(order, new ListSource(reader), settings, (query, error) -> {}, from.listener);
    }

    private Set<String> names(Predicate<Registry> those) {
        return registries.stream()
                .filter(those)
                .map(registry -> registry.config().name())
                .collect(Collectors.toUnmodifiableSet());
    }

    private static List<Registry> withEmbedded(List<Registry> configured) {
        List<Registry> all = new ArrayList<>();
        all.add(Registries.embedded());
        all.addAll(configured);
        Set<String> names = new HashSet<>();
        for (Registry registry : all) {
            if (!names.add(registry.config().name())) {
                throw new IllegalArgumentException(
                        "registry names must be unique: " + registry.config().name());
            }
        }
        return List.copyOf(all);
    }

    /** Two are plenty: refreshes come early, and each has its whole budget. A refresh that finds no place is due again. */
    private static ExecutorService refreshThreads() {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                2,
                2,
                30,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(1000),
                task -> HttpRegistry.daemon(task, "iglu-refresh"));
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    public static Builder builder() {
        return new Builder();
    }

    /**
     * Whether the data fits the schema it names, or the version that supersedes it. Blocks only when a registry has to be
     * asked.
     */
    public CheckResult check(SelfDescribingJson json) {
        LookupState<ResolvedSchema> state = schemas.get(json.schema());
        if (state instanceof LookupState.Found<ResolvedSchema> found) {
            CheckResult result = json.check(found.value());
            listener.checked(json.schema(), result instanceof CheckResult.Valid ? Validity.VALID : Validity.INVALID);
            return result;
        }
        listener.checked(json.schema(), Validity.UNRESOLVED);
        return new CheckResult.Invalid(((LookupState.Failed<ResolvedSchema>) state).error());
    }

    /** The schema as published, for configuration: not replaced by the version that supersedes it. */
    public Lookup lookup(SchemaKey key) {
        LookupState<Lookup.Found> state = documents.get(key);
        return state instanceof LookupState.Found<Lookup.Found> found
                ? found.value()
                : new Lookup.Failed(((LookupState.Failed<Lookup.Found>) state).error());
    }

    /** The JSON Schemas of one model, as the first registry that lists any has them. */
    public Listing list(String vendor, String name, int model) {
        return listing(new ListQuery(vendor, name, model, null));
    }

    /** As {@link #list} for the key's model, from the first registry whose list holds the key. */
    public Listing listLike(SchemaKey key) {
        return listing(ListQuery.containing(key));
    }

    private Listing listing(ListQuery query) {
        LookupState<SchemaList> state = lists.get(query);
        return state instanceof LookupState.Found<SchemaList> found
                ? new Listing.Found(found.value(), found.registry())
                : new Listing.Failed(((LookupState.Failed<SchemaList>) state).error());
    }

    /** All schemas of the key's model from {@code M-0-0} up to the key, found one by one: no registry needs a list. */
    public SchemasUntil lookupUntil(SchemaKey key) {
        return SchemasUntil.collect(key, this::lookup, this::isMissing);
    }

    /**
     * Iglu Central, where there is one, has to answer for itself; all others may also refuse to answer, as a registry does
     * whose key does not cover the vendor.
     */
    private boolean isMissing(IgluError.Resolution error) {
        boolean asked = false;
        boolean absent = false;
        for (LookupHistory history : error.lookupHistory()) {
            if (centralNames.contains(history.repository())) {
                asked = true;
                absent |= history.errors().stream().allMatch(RegistryError.NotFound.class::isInstance);
            } else if (history.errors().stream().anyMatch(RegistryError.RepoFailure.class::isInstance)) {
                return false;
            }
        }
        return absent || !asked;
    }

    /**
     * Resolves and compiles what the criteria name, so that the first events find it ready. A criterion with open numbers
     * needs a registry that lists.
     *
     * @return what could not be had (keys and criteria as text), with the reason
     */
    public Map<String, IgluError.Resolution> preload(List<SchemaCriterion> criteria) {
        return new Preload(this::listing, this::failure).run(criteria);
    }

    private Optional<IgluError.Resolution> failure(SchemaKey key) {
        return schemas.get(key) instanceof LookupState.Failed<ResolvedSchema> failed
                ? Optional.of(failed.error())
                : Optional.empty();
    }

    /** How many schemas are known and missed. A picture of the moment; walks over the cache. */
    public CacheState state() {
        return schemas.state();
    }

    /** Names of the registries, the built-in one first; not the order in which they are asked, which differs by vendor. */
    public List<String> registryNames() {
        return registries.stream().map(registry -> registry.config().name()).toList();
    }

    /** The schemas that events name and no registry gave when last asked. A picture of the moment. */
    public Map<SchemaKey, IgluError.Resolution> unresolved() {
        Map<SchemaKey, IgluError.Resolution> keys = new TreeMap<>(Comparator.comparing(SchemaKey::toString));
        schemas.forEachFailed(keys::put);
        return keys;
    }

    /** The schemas that events can be checked with at once. A picture of the moment. */
    public Set<SchemaKey> resolved() {
        Set<SchemaKey> keys = new TreeSet<>(Comparator.comparing(SchemaKey::toString));
        schemas.forEachFound((key, found) -> keys.add(key));
        return keys;
    }

    /** Makes sure of everything anew when it is next asked for; what is known still serves if a registry is down then. */
    public void invalidate() {
        schemas.expire();
        documents.expire();
        lists.expire();
    }

    /**
     * Writes what came over HTTP below {@code root/schemas}, in the layout of a static registry, so that a later process
     * can start without the registries ({@link Registries#fallbackDirectory}). Files that are right already stay.
     *
     * @return how many files were written
     */
    public int saveTo(Path root) throws IOException {
        Snapshot snapshot = new Snapshot(remoteNames);
        documents.forEachFound(snapshot::add);
        schemas.forEachFound((key, found) -> snapshot.add(found));
        return snapshot.write(root);
    }

    @Override
    public void close() {
        if (ownThreads != null) {
            ownThreads.shutdownNow();
        }
        registries.forEach(Registry::close);
    }

    /** Collects how a client is to work. Everything has a default; without registries only the built-in schemas are known. */
    public static final class Builder {

        private List<Registry> registries = List.of();
        private int cacheSize = 500;
        private @Nullable Duration cacheTtl;
        private @Nullable Duration negativeTtl;
        private boolean staleIfError = true;
        private boolean strictSelf;
        private int maxJsonDepth = 40;
        private Duration lookupBudget = Duration.ofSeconds(8);
        private InstantSource clock = InstantSource.system();
        private RegistryListener listener = RegistryListener.NONE;
        private @Nullable Executor refresher;
        private boolean ownThreads = true;

        private Builder() {}

        /** The registries besides the built-in one; the client closes them. Names must be unique. */
        public Builder registries(List<Registry> all) {
            registries = List.copyOf(all);
            return this;
        }

        /** Registries beside those that are there already. */
        public Builder moreRegistries(List<Registry> more) {
            List<Registry> all = new ArrayList<>(registries);
            all.addAll(more);
            return registries(all);
        }

        /** How many keys are remembered at least (and at most a sixteenth more); 0 or less remembers nothing. */
        public Builder cacheSize(int keys) {
            cacheSize = keys;
            return this;
        }

        /** How long a found schema is good; null (the default) for ever, zero remembers nothing. */
        public Builder cacheTtl(@Nullable Duration ttl) {
            if (ttl != null && ttl.isNegative()) {
                throw new IllegalArgumentException("cache TTL must not be negative: " + ttl);
            }
            cacheTtl = ttl;
            return this;
        }

        /** How long a registry's "not found" stands; by default a minute, or the cache TTL if that is shorter. */
        public Builder negativeTtl(@Nullable Duration ttl) {
            if (ttl != null && ttl.isNegative()) {
                throw new IllegalArgumentException("negative TTL must not be negative: " + ttl);
            }
            negativeTtl = ttl;
            return this;
        }

        /** A schema whose time is up is an error when it cannot be fetched anew. By default the old one serves on. */
        public Builder failWhenExpired() {
            staleIfError = false;
            return this;
        }

        /** Refuses a schema whose {@code self} is another key than the one it was found under. */
        public Builder strictSelf() {
            strictSelf = true;
            return this;
        }

        /** Levels of nesting that data and schemas may have; a scalar has one. 40 by default. */
        public Builder maxJsonDepth(int levels) {
            maxJsonDepth = levels;
            return this;
        }

        /** The longest that one look-up may block, over all registries and retries; 8 s by default. */
        public Builder lookupBudget(Duration budget) {
            if (budget.isZero() || budget.isNegative()) {
                throw new IllegalArgumentException("lookup budget must be positive: " + budget);
            }
            lookupBudget = budget;
            return this;
        }

        public Builder clock(InstantSource source) {
            clock = source;
            return this;
        }

        public Builder listener(RegistryListener hears) {
            listener = hears;
            return this;
        }

        /** Runs refreshes here instead of on two daemon threads of the client's own. The client does not shut it down. */
        public Builder refreshOn(Executor executor) {
            refresher = executor;
            ownThreads = false;
            return this;
        }

        /** Refreshes on the asking thread, when the time is up and not before: the same calls give the same answers. */
        public Builder refreshInline() {
            refresher = null;
            ownThreads = false;
            return this;
        }

        /**
         * The client, ready to use.
         *
         * @throws IllegalArgumentException when two registries have one name
         */
        public IgluClient build() {
            return new IgluClient(this);
        }

        private CacheSettings settings(@Nullable Executor executor) {
            Duration minute = Duration.ofMinutes(1);
            Duration usual = cacheTtl != null && cacheTtl.compareTo(minute) < 0 ? cacheTtl : minute;
            return new CacheSettings(
                    cacheSize,
                    cacheTtl,
                    negativeTtl == null ? usual : negativeTtl,
                    staleIfError,
                    lookupBudget,
                    clock,
                    executor);
        }
    }
}
