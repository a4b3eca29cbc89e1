package dev.firn.enrichments;

import dev.firn.enrichments.spi.EventView;
import dev.firn.enrichments.url.QueryString;
import dev.firn.registry.SelfDescribingJson;
import dev.firn.serdes.badrow.BadRow.EnrichmentFailure;
import dev.firn.serdes.event.AtomicField;
import dev.firn.serdes.event.EnrichedEvent;
import dev.firn.serdes.payload.RawEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One event between its raw form and its outcome, and what is known of it so far. Lives on one thread. */
final class EventInProgress implements EventView {

    final EnrichedEvent.Builder columns = EnrichedEvent.builder();
    final List<EnrichmentFailure> failures = new ArrayList<>(0);

    private final RawEvent raw;
    private final RequestHeaders headers;
    private final Instant now;
    private final @Nullable Laps laps;
    private List<SelfDescribingJson> contexts = List.of();
    private @Nullable SelfDescribingJson unstructEvent;
    private boolean inputValid = true;
    private List<SelfDescribingJson> validationInfo = List.of();
    private final List<SelfDescribingJson> derivedContexts = new ArrayList<>(8);
    private boolean hiding;
    /** How many of the derived contexts, from the first, are not shown for now. */
    private int hidden;

    private List<SelfDescribingJson> invalidContexts = List.of();
    private @Nullable String pageRawQuery;
    private boolean hasPageUrl;
    private @Nullable Map<String, String> pageQuery;
    private @Nullable String dropReason;
    private @Nullable SelfDescribingJson report;

    /** @param laps measures its record; null for one that is not measured */
    EventInProgress(RawEvent raw, RequestHeaders headers, Instant now, @Nullable Laps laps) {
        this.raw = raw;
        this.headers = headers;
        this.now = now;
        this.laps = laps;
    }

    @Nullable
    Laps laps() {
        return laps;
    }

    /** One of the parts of its way is behind it. */
    void passed(PipelineTimer.Stage stage) {
        if (laps != null) {
            laps.end(stage);
        }
    }

    Instant now() {
        return now;
    }

    @Override
    public @Nullable Object value(AtomicField field) {
        return columns.value(field);
    }

    @Override
    public RawEvent raw() {
        return raw;
    }

    @Override
    public List<Header> headers() {
        return headers.split();
    }

    @Override
    public List<SelfDescribingJson> contexts() {
        return contexts;
    }

    void inputContexts(List<SelfDescribingJson> valid) {
        contexts = Collections.unmodifiableList(valid);
    }

    @Override
    public @Nullable SelfDescribingJson unstructEvent() {
        return unstructEvent;
    }

    void unstructEvent(@Nullable SelfDescribingJson valid) {
        unstructEvent = valid;
    }

    /** Whether all of the JSON in the columns of contexts and of the self-describing event was valid when last checked. */
    boolean inputValid() {
        return inputValid;
    }

    void inputValid(boolean valid) {
        inputValid = valid;
    }

    /** Records which version an entity was validated with; once for each pair. */
    void validatedWith(SelfDescribingJson info) {
        if (validationInfo.isEmpty()) {
            validationInfo = new ArrayList<>(2);
        }
        if (!validationInfo.contains(info)) {
            validationInfo.add(info);
        }
    }

    List<SelfDescribingJson> validationInfo() {
        return validationInfo;
    }

    @Override
    public List<SelfDescribingJson> derivedContexts() {
        return Collections.unmodifiableList(
                hidden == 0 ? derivedContexts : derivedContexts.subList(hidden, derivedContexts.size()));
    }

    /** A later step's contexts come before those of earlier steps. */
    void attach(List<SelfDescribingJson> added) {
        derivedContexts.addAll(0, added);
        hidden += hiding ? added.size() : 0;
    }

    /** From here on, steps do not see what steps from here on attach. */
    void hideNewContexts() {
        hiding = true;
    }

    /** From here on, steps see all contexts again. */
    void showAllContexts() {
        hiding = false;
        hidden = 0;
    }

    /** Takes the place of all that earlier steps attached. */
    void replaceContexts(List<SelfDescribingJson> all) {
        derivedContexts.clear();
        derivedContexts.addAll(all);
        hidden = hiding ? all.size() : 0;
    }

    /** Those of {@link #derivedContexts} that turned out not to fit their schemas. */
    void invalidContexts(List<SelfDescribingJson> invalid) {
        invalidContexts = invalid;
    }

    List<SelfDescribingJson> invalidContexts() {
        return invalidContexts;
    }

    /** A later step's failures come before those of earlier steps. */
    void fail(List<EnrichmentFailure> added) {
        failures.addAll(0, added);
    }

    /** The page URL's raw query, once that URL is parsed. */
    void pageUrl(@Nullable String rawQuery) {
        hasPageUrl = true;
        pageRawQuery = rawQuery;
    }

    @Override
    public @Nullable Map<String, String> pageQuery() {
        if (pageQuery == null && hasPageUrl) {
            pageQuery = pageRawQuery == null
                    ? Map.of()
                    : Collections.unmodifiableMap(QueryString.asMap(
                            QueryString.parse(pageRawQuery, raw.source().encoding())));
        }
        return pageQuery;
    }

    /** What an enrichment tells of its changes; the last one counts, and only masking has reason to tell. */
    void report(SelfDescribingJson event) {
        report = event;
    }

    @Nullable
    SelfDescribingJson report() {
        return report;
    }

    void drop(String reason) {
        dropReason = reason;
    }

    @Nullable
    String dropReason() {
        return dropReason;
    }
}
