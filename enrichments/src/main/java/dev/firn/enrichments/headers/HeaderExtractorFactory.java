package dev.firn.enrichments.headers;

import dev.firn.enrichments.spi.ConfigReader;
import dev.firn.enrichments.spi.Enrichment;
import dev.firn.enrichments.spi.EnrichmentConfig;
import dev.firn.enrichments.spi.EnrichmentConfigException;
import dev.firn.enrichments.spi.EnrichmentFactory;
import dev.firn.enrichments.spi.Resources;
import dev.firn.registry.SchemaCriterion;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/** Makes the HTTP header extractor. */
public final class HeaderExtractorFactory implements EnrichmentFactory {

    @Override
    public SchemaCriterion configuration() {
        return SchemaCriterion.of(
                "iglu:com.snowplowanalytics.snowplow.enrichments/http_header_extractor_config/jsonschema/1-0-*");
    }

    @Override
    public Enrichment create(EnrichmentConfig config, Resources resources) {
        return new HeaderExtractor(pattern(config));
    }

    @Override
    public List<String> warnings(EnrichmentConfig config) {
        NamePattern names = new NamePattern(pattern(config));
        return Stream.of("Cookie", "Authorization")
                .filter(name -> names.matches(name) || names.matches(name.toLowerCase(Locale.ROOT)))
                .map(name -> "parameters.headersPattern matches the header " + name
                        + ": its secrets will be written into the events")
                .toList();
    }

    private static Pattern pattern(EnrichmentConfig config) {
        String pattern = ConfigReader.parameters(config).text("headersPattern");
        try {
            return Pattern.compile(pattern);
        } catch (PatternSyntaxException e) {
            throw new EnrichmentConfigException(
                    "parameters.headersPattern must be a Java regular expression, but " + pattern + " is not: "
                            + e.getDescription() + " near index " + e.getIndex(),
                    e);
        }
    }
}
