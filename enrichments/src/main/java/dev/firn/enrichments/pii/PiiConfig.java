package dev.firn.enrichments.pii;

import dev.firn.enrichments.lookup.CompiledPath;
import dev.firn.enrichments.lookup.EntityField;
import dev.firn.enrichments.spi.ConfigReader;
import dev.firn.enrichments.spi.EnrichmentConfigException;
import dev.firn.registry.SchemaCriterion;
import dev.firn.serdes.event.AtomicField;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What to mask and how.
 *
 * @param columns in the order configured
 * @param json in the order configured
 * @param emitEvent whether to report replacements
 * @param anonymousOnly whether to touch only events whose request asked for anonymity
 */
record PiiConfig(
        List<AtomicField> columns,
        List<JsonTarget> json,
        Pseudonymizer pseudonymizer,
        boolean emitEvent,
        boolean anonymousOnly) {

    private static final Set<AtomicField> COLUMNS = Set.of(
            AtomicField.USER_ID,
            AtomicField.USER_IPADDRESS,
            AtomicField.USER_FINGERPRINT,
            AtomicField.DOMAIN_USERID,
            AtomicField.NETWORK_USERID,
            AtomicField.IP_ORGANIZATION,
            AtomicField.IP_DOMAIN,
            AtomicField.TR_ORDERID,
            AtomicField.TI_ORDERID,
            AtomicField.MKT_TERM,
            AtomicField.MKT_CONTENT,
            AtomicField.SE_CATEGORY,
            AtomicField.SE_ACTION,
            AtomicField.SE_LABEL,
            AtomicField.SE_PROPERTY,
            AtomicField.MKT_CLICKID,
            AtomicField.REFR_DOMAIN_USERID,
            AtomicField.DOMAIN_SESSIONID);

    PiiConfig {
        columns = List.copyOf(columns);
        json = List.copyOf(json);
    }

    static PiiConfig of(ConfigReader data) {
        ConfigReader parameters = data.object("parameters");
        List<AtomicField> columns = new ArrayList<>();
        List<JsonTarget> json = new ArrayList<>();
        for (ConfigReader target : parameters.objects("pii")) {
            if (target.has("pojo") == target.has("json")) {
                throw new EnrichmentConfigException(
                        "PII Configuration: pii field does not include 'pojo' nor 'json' fields"
                                + " (or it includes both); expected one of them in " + target.name("pojo"));
            }
            if (target.has("pojo")) {
                columns.add(column(target.object("pojo")));
            } else {
                json.add(json(target.object("json")));
            }
        }
        return new PiiConfig(
                columns,
                json,
                Pseudonymizer.of(parameters.object("strategy").object("pseudonymize")),
                data.flag("emitEvent"),
                data.has("anonymousOnly") && data.flag("anonymousOnly"));
    }

    private static AtomicField column(ConfigReader pojo) {
        String name = pojo.text("field");
        AtomicField field = AtomicField.ofColumn(name);
        if (field == null || !COLUMNS.contains(field)) {
            throw new EnrichmentConfigException(
                    "The specified pojo field " + name + " is not supported, in " + pojo.name("field"));
        }
        return field;
    }

    private static JsonTarget json(ConfigReader json) {
        String name = json.text("field");
        EntityField field = EntityField.named(name);
        if (field == null) {
            throw new EnrichmentConfigException(
                    "The specified json field " + name + " is not supported, in " + json.name("field"));
        }
        String criterion = json.text("schemaCriterion");
        CompiledPath path = CompiledPath.of(json.name("jsonPath"), json.text("jsonPath"));
        if (path.isRoot()) {
            throw new EnrichmentConfigException(
                    json.name("jsonPath") + " is $; expected a path to values inside the entity");
        }
        return new JsonTarget(
                field,
                SchemaCriterion.parse(criterion)
                        .orElseThrow(() -> new EnrichmentConfigException("Could not parse schema criterion " + criterion
                                + ", in " + json.name("schemaCriterion"))),
                path);
    }
}
