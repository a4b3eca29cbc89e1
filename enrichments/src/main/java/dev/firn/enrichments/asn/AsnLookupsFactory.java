package dev.firn.enrichments.asn;

import static java.util.Objects.requireNonNull;

import dev.firn.enrichments.spi.Assets;
import dev.firn.enrichments.spi.Enrichment;
import dev.firn.enrichments.spi.EnrichmentConfig;
import dev.firn.enrichments.spi.EnrichmentFactory;
import dev.firn.enrichments.spi.Resources;
import dev.firn.registry.SchemaCriterion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Makes the ASN look-up enrichment. */
public final class AsnLookupsFactory implements EnrichmentFactory {

    private static final String FILE = "botAsnsFile";

    @Override
    public SchemaCriterion configuration() {
        return SchemaCriterion.of("iglu:com.snowplowanalytics.snowplow.enrichments/asn_lookups/jsonschema/1-0-*");
    }

    @Override
    public Enrichment create(EnrichmentConfig config, Resources resources) {
        AsnLookupsConfig lookups = AsnLookupsConfig.of(config);
        return new AsnLookupsEnrichment(marks(config, lookups, resources.assets()), lookups.bypassPlatforms());
    }

    private static Assets.Asset<MarkedContexts> marks(
            EnrichmentConfig config, AsnLookupsConfig lookups, Assets assets) {
        String file = lookups.file();
        if (file == null) {
            MarkedContexts unchanging = new MarkedContexts(lookups.networks());
            return () -> unchanging;
        }
        return assets.open(
                config.schema().name(),
                Map.of(FILE, file),
                files ->
                        new MarkedContexts(read(requireNonNull(files.get(FILE))).and(lookups.networks())));
    }

    private static BotNetworks read(Path file) throws IOException {
        return BotNetworksFile.read(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
    }
}
