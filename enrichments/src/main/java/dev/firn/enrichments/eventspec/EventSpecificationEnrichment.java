package dev.firn.enrichments.eventspec;

import static dev.firn.serdes.event.AtomicField.EVENT;
import static dev.firn.serdes.event.AtomicField.EVENT_FORMAT;
import static dev.firn.serdes.event.AtomicField.EVENT_NAME;
import static dev.firn.serdes.event.AtomicField.EVENT_VENDOR;
import static dev.firn.serdes.event.AtomicField.EVENT_VERSION;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.firn.enrichments.spi.Assets.Asset;
import dev.firn.enrichments.spi.Derivation;
import dev.firn.enrichments.spi.Enrichment;
import dev.firn.enrichments.spi.EnrichmentResult;
import dev.firn.enrichments.spi.EventPart;
import dev.firn.enrichments.spi.EventView;
import dev.firn.registry.Decoded;
import dev.firn.registry.SchemaKey;
import dev.firn.registry.SelfDescribingJson;
import dev.firn.serdes.event.AtomicField;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Validates events that declare a specification, and finds those of the other ones. */
final class EventSpecificationEnrichment implements Enrichment {

    private static final String VENDOR = "com.snowplowanalytics.snowplow";
    private static final String DECLARATION = "event_specification";
    private static final SchemaKey FOUND = SchemaKey.of("iglu:" + VENDOR + "/" + DECLARATION + "/jsonschema/1-0-4");
    private static final SchemaKey BROKEN =
            SchemaKey.of("iglu:" + VENDOR + "/event_specification_validation/jsonschema/1-0-0");

    private final Asset<Specifications> specifications;

    EventSpecificationEnrichment(Asset<Specifications> specifications) {
        this.specifications = specifications;
    }

    @Override
    public String name() {
        return "event-specifications";
    }

    @Override
    public Set<AtomicField> writes() {
        return Set.of();
    }

    @Override
    public List<Derivation> derivations() {
        return List.of(Derivation.of(EventPart.derivedContexts(FOUND), EventPart.derivedContexts(BROKEN))
                .from(EventPart.any(EventPart.Kind.CONTEXTS), EventPart.any(EventPart.Kind.UNSTRUCT_EVENT))
                .from(EventPart.columns(EVENT, EVENT_VENDOR, EVENT_NAME, EVENT_FORMAT, EVENT_VERSION)));
    }

    @Override
    public EnrichmentResult enrich(EventView event) {
        Specifications known = specifications.current();
        return EnrichmentResult.contexts(declares(event.contexts()) ? validate(event, known) : infer(event, known));
    }

    private static boolean declares(List<SelfDescribingJson> contexts) {
        for (SelfDescribingJson context : contexts) {
            if (isDeclaration(context)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isDeclaration(SelfDescribingJson context) {
        SchemaKey schema = context.schema();
        return schema.name().equals(DECLARATION) && schema.vendor().equals(VENDOR);
    }

    private static List<SelfDescribingJson> validate(EventView event, Specifications known) {
        SpecificationErrors errors = new SpecificationErrors();
        for (Specification declared : declared(event.contexts(), known)) {
            declared.check(schemaText(event), validData(event), event.contexts(), errors);
        }
        return errors.isEmpty() ? List.of() : List.of(new SelfDescribingJson(BROKEN, errors.toJson()));
    }

    /** Each once, however often it is declared: else thousands of declarations would each look at thousands of entities. */
    private static Set<Specification> declared(List<SelfDescribingJson> contexts, Specifications known) {
        Set<Specification> declared = new LinkedHashSet<>();
        for (SelfDescribingJson context : contexts) {
            Specification one = isDeclaration(context) ? declared(context.data(), known) : null;
            if (one != null) {
                declared.add(one);
            }
        }
        return declared;
    }

    /** Without a version, or of one that is unknown, nothing is told. */
    private static @Nullable Specification declared(JsonNode data, Specifications known) {
        JsonNode id = data.path("id");
        JsonNode version = data.path("version");
        return id.isTextual() && version.isIntegralNumber() && version.canConvertToInt()
                ? known.of(id.textValue(), version.intValue())
                : null;
    }

    private static List<SelfDescribingJson> infer(EventView event, Specifications known) {
        SelfDescribingJson unstruct = event.unstructEvent();
        String name = unstruct != null ? unstruct.schema().name() : event.text(EVENT_NAME);
        List<Specification> candidates = name == null ? List.of() : known.newestOf(name);
        JsonNode data = candidates.isEmpty() ? null : validData(event);
        SchemaKey schema = data == null ? null : schema(event);
        if (data == null || schema == null) {
            return List.of();
        }
        List<SelfDescribingJson> found = new ArrayList<>(2);
        for (Specification candidate : candidates) {
            if (candidate.fits(schema, data, event.contexts())) {
                found.add(new SelfDescribingJson(FOUND, candidate.toJson()));
            }
        }
        return found;
    }

    /** The data of a self-describing event, an empty object for the events of old, null for what was refused. */
    private static @Nullable JsonNode validData(EventView event) {
        SelfDescribingJson unstruct = event.unstructEvent();
        if (unstruct != null) {
            return unstruct.data();
        }
        return "unstruct".equals(event.text(EVENT)) ? null : JsonNodeFactory.instance.objectNode();
    }

    private static @Nullable SchemaKey schema(EventView event) {
        SelfDescribingJson unstruct = event.unstructEvent();
        if (unstruct != null) {
            return unstruct.schema();
        }
        return SchemaKey.parse(schemaText(event)) instanceof Decoded.Ok<SchemaKey> parsed ? parsed.value() : null;
    }

    private static String schemaText(EventView event) {
        return "iglu:" + event.text(EVENT_VENDOR) + "/" + event.text(EVENT_NAME) + "/" + event.text(EVENT_FORMAT) + "/"
                + event.text(EVENT_VERSION);
    }
}
