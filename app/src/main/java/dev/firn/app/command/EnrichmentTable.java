package dev.firn.app.command;

import dev.firn.app.assembly.Assembly;
import dev.firn.enrichments.assets.AssetState;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Which enrichments are on, with the versions of their configurations, their data files and how old these are. */
final class EnrichmentTable {

    private static final String ROW = "%-40s %-8s %s%n";

    private EnrichmentTable() {}

    static void print(Assembly assembly, Instant now, PrintWriter out) {
        List<Assembly.Configured> configured = assembly.configured();
        if (configured.isEmpty()) {
            out.println("no enrichments are configured");
            return;
        }
        out.printf(Locale.ROOT, ROW, "enrichment", "version", "state");
        List<AssetState> files = assembly.assets();
        for (Assembly.Configured one : configured) {
            out.printf(Locale.ROOT, ROW, one.name(), one.version(), state(one, assembly));
            if (one.enabled()) {
                files.stream()
                        .filter(file -> file.owner().equals(one.name()))
                        .forEach(file -> out.println("    " + text(file, now)));
            }
        }
    }

    private static String state(Assembly.Configured one, Assembly assembly) {
        if (!one.enabled()) {
            return "off";
        }
        return assembly.enrichmentNames().contains(one.name()) ? "on" : "NOT run";
    }

    private static String text(AssetState file, Instant now) {
        return "%s: %s, %,d bytes, %s, sha256 %s"
                .formatted(
                        file.label(),
                        file.location(),
                        file.bytes(),
                        age(file.lastModified(), now),
                        file.sha256().substring(0, 12));
    }

    private static String age(@Nullable Instant made, Instant now) {
        if (made == null) {
            return "of unknown age";
        }
        long days = Duration.between(made, now).toDays();
        return "of " + made.atZone(ZoneOffset.UTC).toLocalDate() + " (" + days + (days == 1 ? " day" : " days")
                + " old)";
    }
}
