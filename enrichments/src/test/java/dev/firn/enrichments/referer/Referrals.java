package dev.firn.enrichments.referer;

import static dev.firn.serdes.event.AtomicField.PAGE_REFERRER;
import static dev.firn.serdes.event.AtomicField.PAGE_URLHOST;
import static dev.firn.serdes.event.AtomicField.REFR_MEDIUM;
import static dev.firn.serdes.event.AtomicField.REFR_SOURCE;
import static dev.firn.serdes.event.AtomicField.REFR_TERM;
import static dev.firn.serdes.event.AtomicField.REFR_URLHOST;
import static dev.firn.serdes.event.AtomicField.REFR_URLPATH;
import static dev.firn.serdes.event.AtomicField.REFR_URLQUERY;
import static dev.firn.serdes.event.AtomicField.REFR_URLSCHEME;

import com.fasterxml.jackson.databind.JsonNode;
import dev.firn.enrichments.spi.Configs;
import dev.firn.enrichments.spi.Enrichment;
import dev.firn.enrichments.spi.EnrichmentResult;
import dev.firn.enrichments.spi.EventFixture;
import dev.firn.enrichments.spi.Resources;
import dev.firn.enrichments.spi.Results;
import dev.firn.enrichments.url.ParsedUrl;
import dev.firn.enrichments.url.TsvText;
import dev.firn.serdes.event.AtomicField;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Enrichments over the databases of the test resources, and events as the pipeline hands them over. */
final class Referrals {

    private Referrals() {}

    static Enrichment with(String database, List<String> internalDomains, String referrers) {
        return with(database, internalDomains, referrers, Configs.RESOURCES);
    }

    static Enrichment with(String database, List<String> internalDomains, String referrers, Resources resources) {
        Path folder = file(database).getParent();
        return with(folder, database, internalDomains, referrers, resources);
    }

    static Enrichment with(
            Path folder, String database, List<String> internalDomains, String referrers, Resources resources) {
        String parameters =
                """
                {"internalDomains": [%s], "database": "%s", "uri": "%s", "referrers": %s}"""
                        .formatted(
                                internalDomains.stream()
                                        .map(domain -> '"' + domain + '"')
                                        .collect(Collectors.joining(",")),
                                database,
                                folder.toUri(),
                                referrers);
        return new RefererFactory().create(Configs.parameters(parameters), resources);
    }

    static Path file(String name) {
        try {
            return Path.of(Referrals.class.getResource(name).toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    static JsonNode json(String name) {
        try {
            return Configs.json(Files.readString(file(name)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An event with the referrer's columns set as the pipeline does. */
    static EventFixture referredBy(@Nullable String referrer) {
        EventFixture event = EventFixture.event()
                .with(PAGE_URLHOST, "www.snowplowanalytics.com")
                .with(PAGE_REFERRER, referrer);
        if (referrer != null && ParsedUrl.parse(referrer) instanceof ParsedUrl.Url url) {
            event.with(REFR_URLSCHEME, url.scheme())
                    .with(REFR_URLHOST, url.host())
                    .with(REFR_URLPATH, TsvText.clean(url.path()))
                    .with(REFR_URLQUERY, TsvText.clean(url.query()));
        }
        return event;
    }

    /** Medium, source and term. */
    static List<@Nullable Object> columns(EnrichmentResult result) {
        Map<AtomicField, @Nullable Object> columns = Results.columns(result);
        return Arrays.asList(columns.get(REFR_MEDIUM), columns.get(REFR_SOURCE), columns.get(REFR_TERM));
    }
}
