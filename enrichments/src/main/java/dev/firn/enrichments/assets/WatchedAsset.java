package dev.firn.enrichments.assets;

import static java.util.stream.Collectors.joining;

import dev.firn.enrichments.spi.Assets;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Something made of files, and what it was made of. Anybody may ask for the current state; all else is guarded by the
 * store's lock.
 */
final class WatchedAsset<T> implements Assets.Asset<T> {

    /** What a refresh came to. */
    enum Result {
        LOADED,
        UNCHANGED,
        REFUSED
    }

    /** What a look at a location came to: a copy, or the reason why there is none. */
    record Look(@Nullable FileCopy copy, @Nullable String failure) {}

    /** No state can be made of the files as they are. */
    static final class Unfit extends Exception {
        private static final long serialVersionUID = 1L;

        /** The content that would be refused again; null when its surroundings were in the way. */
        final transient @Nullable List<String> contents;

        Unfit(String message, @Nullable Throwable cause, @Nullable List<String> contents) {
            super(message, cause);
            this.contents = contents;
        }
    }

    private record State<T>(T value, Map<String, FileCopy> copies, Instant loadedAt) {}

    private static final int TRIES = 3;

    private final String owner;
    private final Map<String, TrackedFile> files;
    private final Assets.Loader<T> loader;
    private final InstantSource clock;
    private final AssetListener listener;
    private volatile State<T> state;
    private volatile List<AssetState> told = List.of();
    private @Nullable List<String> refused;
    private String refusal = "";

    /** @throws Unfit when the loader refuses the first copies */
    WatchedAsset(
            String owner,
            Map<String, TrackedFile> files,
            Map<String, FileCopy> first,
            Assets.Loader<T> loader,
            InstantSource clock,
            AssetListener listener)
            throws Unfit {
        this.owner = owner;
        this.files = new LinkedHashMap<>(files);
        this.loader = loader;
        this.clock = clock;
        this.listener = listener;
        long start = System.nanoTime();
        this.state = load(first);
        announce(start);
    }

    private void announce(long start) {
        tell(Map.of());
        long bytes = state.copies().values().stream().mapToLong(FileCopy::bytes).sum();
        listener.loaded(owner, locations(), bytes, Duration.ofNanos(System.nanoTime() - start));
    }

    @Override
    public T current() {
        return state.value();
    }

    /** Says in the states that they are not the newest, and why, by label. */
    void outdated(Map<String, String> reasons) {
        tell(reasons);
    }

    List<AssetState> states() {
        return told;
    }

    Collection<TrackedFile> files() {
        return files.values();
    }

    /** Whether the state in use is made of this content of the file, wherever it uses the file. */
    boolean uses(TrackedFile file, FileCopy copy) {
        return files.entrySet().stream()
                .filter(entry -> entry.getValue() == file)
                .allMatch(entry -> copy.sameContent(state.copies().get(entry.getKey())));
    }

    /** @param looks at every location of every asset */
    Result refresh(Map<TrackedFile, Look> looks) {
        Map<String, FileCopy> copies = new LinkedHashMap<>();
        Map<String, String> failures = new LinkedHashMap<>();
        files.forEach((label, file) -> {
            Look look = looks.get(file);
            if (look != null && look.copy() != null) {
                copies.put(label, look.copy());
            } else {
                failures.put(label, look == null || look.failure() == null ? "was not looked at" : look.failure());
            }
        });
        if (!failures.isEmpty()) {
            failures.forEach((label, why) -> listener.refused(owner, shown(Set.of(label)), why));
            tell(failures);
            return Result.REFUSED;
        }
        List<String> contents = contents(copies);
        if (contents.equals(contents(state.copies()))) {
            refused = null;
            tell(Map.of());
            listener.unchanged(owner, locations());
            return Result.UNCHANGED;
        }
        return contents.equals(refused) ? refuse(refusal, copies.keySet()) : reload(copies);
    }

    private Result reload(Map<String, FileCopy> copies) {
        long start = System.nanoTime();
        try {
            state = load(copies);
            refused = null;
            announce(start);
            return Result.LOADED;
        } catch (Unfit e) {
            refused = e.contents; // Not always what was found: it may have changed since.
            refusal = String.valueOf(e.getMessage());
            return refuse(refusal, copies.keySet());
        }
    }

    private Result refuse(String why, Set<String> labels) {
        Map<String, String> failures = new LinkedHashMap<>();
        labels.forEach(label -> failures.put(label, why));
        tell(failures);
        listener.refused(owner, shown(labels), why);
        return Result.REFUSED;
    }

    /**
     * Reads the files, and looks afterwards whether they are still what they were before: who reads a file while another
     * writes it gets a mix, and a mix may well be readable.
     */
    private State<T> load(Map<String, FileCopy> first) throws Unfit {
        Map<String, FileCopy> copies = first;
        for (int attempt = 0; attempt < TRIES; attempt++) {
            Map<String, Path> paths = new LinkedHashMap<>();
            copies.forEach((label, copy) -> paths.put(label, copy.path()));
            Throwable failure = null;
            T value = null;
            try {
                value = loader.load(paths);
            } catch (Throwable e) { // Loaders are users' code too: whatever it is, the other assets go on.
                failure = e;
            }
            Map<String, FileCopy> after = lookAgain(copies);
            if (after != copies) {
                copies = after;
            } else if (value != null) {
                return new State<>(value, Map.copyOf(copies), clock.instant());
            } else {
                boolean lasting = !(failure instanceof Error || failure instanceof FileSystemException);
                String why = failure == null ? "nothing was made of it" : Reason.of(failure);
                throw new Unfit(why, failure, lasting ? contents(copies) : null);
            }
        }
        throw new Unfit("changes while it is read", null, null);
    }

    /** The same map when nothing changed meanwhile. */
    private Map<String, FileCopy> lookAgain(Map<String, FileCopy> copies) throws Unfit {
        Map<String, FileCopy> changed = new LinkedHashMap<>(copies);
        boolean same = true;
        try {
            for (Map.Entry<String, FileCopy> entry : copies.entrySet()) {
                TrackedFile file = files.get(entry.getKey());
                if (file instanceof LocalFile local && !local.holds(entry.getValue())) {
                    same = false;
                    changed.put(entry.getKey(), local.look());
                }
            }
        } catch (IOException e) {
            throw new Unfit(Reason.of(e), e, null);
        }
        return same ? copies : changed;
    }

    private void tell(Map<String, String> failures) {
        Instant now = clock.instant();
        State<T> used = state;
        List<AssetState> states = new ArrayList<>();
        used.copies()
                .forEach((label, copy) -> states.add(new AssetState(
                        owner,
                        label,
                        shown(Set.of(label)),
                        copy.sha256(),
                        copy.bytes(),
                        copy.lastModified(),
                        used.loadedAt(),
                        now,
                        failures.get(label))));
        told = List.copyOf(states);
    }

    private List<String> contents(Map<String, FileCopy> copies) {
        List<String> contents = new ArrayList<>();
        for (String label : files.keySet()) {
            FileCopy copy = copies.get(label);
            contents.add(copy == null ? "" : copy.sha256());
        }
        return contents;
    }

    private List<String> locations() {
        return files.values().stream().map(file -> file.location().shown()).toList();
    }

    private String shown(Set<String> labels) {
        return files.entrySet().stream()
                .filter(entry -> labels.contains(entry.getKey()))
                .map(entry -> entry.getValue().location().shown())
                .collect(joining(", "));
    }
}
