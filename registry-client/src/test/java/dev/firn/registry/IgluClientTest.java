package dev.firn.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.firn.registry.Registry.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IgluClientTest {

    private static final String X = "iglu:com.acme/x/jsonschema/1-0-0";
    private static final String X_PATH = "com.acme/x/jsonschema/1-0-0";

    private final SettableClock clock = new SettableClock();

    private IgluClient client(Registry... registries) {
        return IgluClient.builder()
                .registries(List.of(registries))
                .clock(clock)
                .refreshInline()
                .build();
    }

    private static IgluError error(CheckResult result) {
        return ((CheckResult.Invalid) result).error();
    }

    private static IgluError.Resolution unresolved(CheckResult result) {
        return (IgluError.Resolution) error(result);
    }

    @Test
    void acceptsDataThatFitsItsSchema() {
        IgluClient client = client(Registries.inMemory("memory", List.of(Schemas.object(X, "a"))));

        assertThat(client.check(Schemas.data(X, "a"))).isEqualTo(new CheckResult.Valid(null));
    }

    @Test
    void reportsDataThatDoesNotFit() {
        IgluClient client = client(Registries.inMemory("memory", List.of(Schemas.object(X, "a"))));

        CheckResult result = client.check(Schemas.data(X, "b"));

        assertThat(error(result))
                .isInstanceOfSatisfying(IgluError.InvalidData.class, error -> assertThat(error.reports())
                        .extracting(ValidationReport::keyword)
                        .containsExactly("required"));
    }

    @Test
    void namesEveryRegistryThatLacksASchema() {
        IgluClient client = client(new ScriptedRegistry("Zeta"), new ScriptedRegistry("Alpha"));

        IgluError.Resolution error = unresolved(client.check(Schemas.data(X)));

        assertThat(error.lookupHistory())
                .extracting(LookupHistory::repository)
                .containsExactly("Alpha", "Iglu Client Embedded", "Zeta");
        assertThat(error.isOnlyNotFound()).isTrue();
        assertThat(error.toJson().at("/lookupHistory/0"))
                .hasToString(
                        "{\"repository\":\"Alpha\",\"errors\":[{\"error\":\"NotFound\"}],\"attempts\":1,\"lastAttempt\":\"2024-01-01T00:00:00Z\"}");
    }

    @Test
    void tellsCertainAbsenceFromTrouble() {
        IgluClient client = client(new ScriptedRegistry("a").otherwise(ScriptedRegistry.FORBIDDEN));

        assertThat(unresolved(client.check(Schemas.data(X))).isOnlyNotFound()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<html>", "{\"a\":", "{} {}"})
    void takesADocumentThatIsNotJsonForTroubleOfTheRegistry(String text) {
        IgluClient client = client(new ScriptedRegistry("a").otherwise(Answer.text(text)));

        assertThat(unresolved(client.check(Schemas.data(X)))
                        .lookupHistory()
                        .get(1)
                        .errors())
                .containsExactly(new RegistryError.RepoFailure("Response is not JSON"));
    }

    @Test
    void takesARegistryThatThrowsForOneInTrouble() {
        IgluClient client = client(new ScriptedRegistry("a").otherwise(path -> {
            throw new IllegalStateException("secret");
        }));

        assertThat(unresolved(client.check(Schemas.data(X)))
                        .lookupHistory()
                        .get(1)
                        .errors())
                .containsExactly(new RegistryError.RepoFailure("Registry threw IllegalStateException"));
    }

    @Test
    void neverAsksForAnOverlongKey() {
        ScriptedRegistry registry = new ScriptedRegistry("a").otherwise(ScriptedRegistry.DOWN);
        IgluClient client = client(registry);
        String uri = "iglu:" + "v".repeat(600) + "/x/jsonschema/1-0-0";

        assertThat(unresolved(client.check(Schemas.data(uri))).isOnlyNotFound()).isTrue();
        assertThat(registry.asked).isEmpty();
        assertThat(client.unresolved()).isEmpty();
    }

    @Test
    void knowsTheSchemasOfItsOwnConfiguration() {
        IgluClient client = client();

        for (String uri : List.of(
                "iglu:com.snowplowanalytics.iglu/resolver-config/jsonschema/1-0-0",
                "iglu:com.snowplowanalytics.iglu/resolver-config/jsonschema/1-0-3",
                "iglu:com.snowplowanalytics.iglu/validation_info/jsonschema/1-0-0",
                "iglu:com.snowplowanalytics.self-desc/schema/jsonschema/1-0-0",
                "iglu:com.snowplowanalytics.self-desc/instance/jsonschema/1-0-0",
                "iglu:com.snowplowanalytics.self-desc/instance-iglu-only/jsonschema/1-0-0")) {
            assertThat(client.lookup(SchemaKey.of(uri)))
                    .as(uri)
                    .isInstanceOfSatisfying(Lookup.Found.class, found -> assertThat(found.registry())
                            .isEqualTo("Iglu Client Embedded"));
        }
    }

    @Test
    void refusesTwoRegistriesOfOneName() {
        assertThatThrownBy(() -> client(new ScriptedRegistry("a"), new ScriptedRegistry("a")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a");
        assertThatThrownBy(() -> client(new ScriptedRegistry(Registries.EMBEDDED_NAME)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    // --- superseding

    private static ScriptedRegistry superseding(String version) {
        JsonNode old = Schemas.supersededBy(Schemas.object(X, "old"), version);
        return new ScriptedRegistry("a").answers(X_PATH, Answer.text(old.toString()));
    }

    @Test
    void validatesWithTheVersionThatSupersedesTheDeclaredOne() {
        ScriptedRegistry registry = superseding("1-0-2").has("iglu:com.acme/x/jsonschema/1-0-2", "fresh");
        IgluClient client = client(registry);

        assertThat(client.check(Schemas.data(X, "fresh"))).isEqualTo(new CheckResult.Valid(new SchemaVer(1, 0, 2)));
        assertThat(error(client.check(Schemas.data(X, "old"))))
                .isInstanceOfSatisfying(IgluError.InvalidData.class, error -> {
                    assertThat(error.supersededBy()).isEqualTo(new SchemaVer(1, 0, 2));
                    assertThat(error.toJson().get("supersededBy").textValue()).isEqualTo("1-0-2");
                });
        assertThat(registry.asked).hasSize(2);
    }

    @Test
    void followsOnlyOneSupersedingVersion() {
        JsonNode middle = Schemas.supersededBy(Schemas.object("iglu:com.acme/x/jsonschema/1-0-1", "middle"), "1-0-2");
        ScriptedRegistry registry =
                superseding("1-0-1").answers("com.acme/x/jsonschema/1-0-1", Answer.text(middle.toString()));

        assertThat(client(registry).check(Schemas.data(X, "middle")))
                .isEqualTo(new CheckResult.Valid(new SchemaVer(1, 0, 1)));
    }

    @Test
    void asksTheSameRegistryForTheSupersedingVersion() {
        ScriptedRegistry other = new ScriptedRegistry("b").has("iglu:com.acme/x/jsonschema/1-0-2");

        CheckResult result = client(superseding("1-0-2"), other).check(Schemas.data(X));

        assertThat(unresolved(result).isOnlyNotFound()).isTrue();
        assertThat(other.asked).containsExactly(X_PATH);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1-0 | Error while trying to decode superseding version: INVALID_SCHEMAVER",
                "1-0-? | Error while trying to decode superseding version: INVALID_SCHEMAVER",
                "1-0-0 | Superseding version 1-0-0 isn't greater than the version of schema com.acme/x/jsonschema/1-0-0",
            })
    void refusesASupersedingVersionThatMakesNoSense(String version, String message) {
        CheckResult result = client(superseding(version)).check(Schemas.data(X));

        assertThat(unresolved(result).lookupHistory().get(1).errors())
                .containsExactly(new RegistryError.ClientFailure(message));
    }

    @Test
    void looksUpConfigurationSchemasAsPublished() {
        IgluClient client = client(superseding("1-0-2"));

        assertThat(client.lookup(SchemaKey.of(X))).isInstanceOfSatisfying(Lookup.Found.class, found -> {
            assertThat(found.schema().at("/self/version").textValue()).isEqualTo("1-0-0");
            assertThat(found.supersededBy()).isEqualTo(new SchemaVer(1, 0, 2));
            assertThat(found.registry()).isEqualTo("a");
        });
    }

    // --- the schema's own claim

    @Test
    void countsASchemaThatIsPublishedAsAnother() {
        List<SchemaKey> heard = new ArrayList<>();
        ScriptedRegistry registry = new ScriptedRegistry("a")
                .answers(X_PATH, Answer.text(Schemas.text("iglu:com.acme/y/jsonschema/1-0-0")));
        IgluClient client = IgluClient.builder()
                .registries(List.of(registry))
                .listener(new RegistryListener() {
                    @Override
                    public void mislabelled(SchemaKey key, String name) {
                        heard.add(key);
                    }
                })
                .build();

        assertThat(client.check(Schemas.data(X))).isInstanceOf(CheckResult.Valid.class);
        assertThat(heard).containsExactly(SchemaKey.of(X));
    }

    @Test
    void refusesASchemaThatIsPublishedAsAnotherWhenStrict() {
        ScriptedRegistry registry = new ScriptedRegistry("a")
                .answers(X_PATH, Answer.text(Schemas.text("iglu:com.acme/y/jsonschema/1-0-0")));
        IgluClient client =
                IgluClient.builder().registries(List.of(registry)).strictSelf().build();

        assertThat(unresolved(client.check(Schemas.data(X))).isOnlyNotFound()).isFalse();
    }

    // --- lists

    @Test
    void listsFromTheFirstRegistryThatHasAList() {
        ScriptedRegistry registry =
                new ScriptedRegistry("a").answers("com.acme/x/jsonschema/1", Answer.text("[\"" + X + "\"]"));
        IgluClient client = client(new ScriptedRegistry("none"), registry);

        assertThat(client.list("com.acme", "x", 1).<List<SchemaKey>>fold(SchemaList::schemas, error -> List.of()))
                .containsExactly(SchemaKey.of(X));
        assertThat(client.list("com.acme", "x", 2)).isInstanceOf(Listing.Failed.class);
    }

    @Test
    void takesAnImproperListForTrouble() {
        IgluClient client = client(new ScriptedRegistry("a").otherwise(Answer.text("[\"iglu:a/b/jsonschema/1-0-1\"]")));

        assertThat(client.list("a", "b", 1)).isInstanceOfSatisfying(Listing.Failed.class, failed -> assertThat(
                        failed.error().isOnlyNotFound())
                .isFalse());
    }

    @Test
    void goesOnToARegistryWhoseListHoldsTheKey() {
        String next = "iglu:com.acme/x/jsonschema/1-0-1";
        ScriptedRegistry behind =
                new ScriptedRegistry("behind").answers("com.acme/x/jsonschema/1", Answer.text("[\"" + X + "\"]"));
        ScriptedRegistry ahead = new ScriptedRegistry("ahead")
                .answers("com.acme/x/jsonschema/1", Answer.text("[\"" + X + "\",\"" + next + "\"]"));

        assertThat(client(behind, ahead).listLike(SchemaKey.of(next)))
                .isInstanceOfSatisfying(Listing.Found.class, found -> assertThat(found.registry())
                        .isEqualTo("ahead"));
    }

    @Test
    void collectsTheVersionsBeforeAKeyWithoutALists() {
        ScriptedRegistry registry = new ScriptedRegistry("a");
        for (String version : List.of("1-0-0", "1-0-1", "1-1-0", "1-1-1", "1-1-2")) {
            registry.has("iglu:com.acme/x/jsonschema/" + version);
        }

        SchemasUntil result = client(registry).lookupUntil(SchemaKey.of("iglu:com.acme/x/jsonschema/1-1-1"));

        assertThat(result).isInstanceOfSatisfying(SchemasUntil.Found.class, found -> assertThat(found.versions())
                .map(version -> version.key().version().toString())
                .containsExactly("1-0-0", "1-0-1", "1-1-0", "1-1-1"));
    }

    @Test
    void missesAVersionThatHasToExist() {
        ScriptedRegistry registry = new ScriptedRegistry("a").has(X).has("iglu:com.acme/x/jsonschema/1-2-0");

        assertThat(client(registry).lookupUntil(SchemaKey.of("iglu:com.acme/x/jsonschema/1-2-0")))
                .isInstanceOfSatisfying(SchemasUntil.Failed.class, failed -> assertThat(failed.key())
                        .isEqualTo(SchemaKey.of("iglu:com.acme/x/jsonschema/1-1-0")));
    }

    // --- preload

    @Test
    void preloadsWhatCriteriaName() {
        ScriptedRegistry registry = new ScriptedRegistry("a")
                .has(X)
                .has("iglu:com.acme/x/jsonschema/1-0-1")
                .answers(
                        "com.acme/x/jsonschema/1", Answer.text("[\"" + X + "\",\"iglu:com.acme/x/jsonschema/1-0-1\"]"));
        IgluClient client = client(registry);

        Map<String, IgluError.Resolution> missing = client.preload(List.of(
                SchemaCriterion.of("iglu:com.acme/x/jsonschema/*-*-*"),
                SchemaCriterion.of("iglu:com.acme/y/jsonschema/1-0-0")));

        assertThat(missing).containsOnlyKeys("iglu:com.acme/y/jsonschema/1-0-0");
        assertThat(client.resolved())
                .containsExactly(SchemaKey.of(X), SchemaKey.of("iglu:com.acme/x/jsonschema/1-0-1"));
        assertThat(client.unresolved()).containsOnlyKeys(SchemaKey.of("iglu:com.acme/y/jsonschema/1-0-0"));
    }

    @Test
    void reportsASchemaThatIsNoSchema() {
        ObjectNode broken = Schemas.object(X);
        broken.put("type", "nonsense");
        IgluClient client = client(new ScriptedRegistry("a").answers(X_PATH, Answer.text(broken.toString())));

        assertThat(error(client.check(Schemas.data(X)))).isInstanceOf(IgluError.InvalidSchema.class);
    }
}
