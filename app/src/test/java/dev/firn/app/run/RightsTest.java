package dev.firn.app.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firn.topology.output.TopicNeeds;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Grouped;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which rights are needed where, and how a missing one is told. */
class RightsTest {

    private static final String REPARTITION = "app-by-id-repartition";
    private static final String CHANGELOG = "app-seen-changelog";

    private final Rights rights = new Rights(new ClusterNeeds(
            List.of("raw", "both"),
            null,
            new TopicNeeds(Stream.of("good", "both")
                    .map(topic -> new TopicNeeds.Need(topic, topic, null))
                    .toList()),
            "app",
            Set.of(REPARTITION, CHANGELOG)));

    @ParameterizedTest
    @CsvSource({
        "raw, READ",
        "good, WRITE",
        "both, READ WRITE",
        "app-seen-changelog, READ WRITE",
        "app-by-id-repartition, READ WRITE DELETE"
    })
    void areThoseThatEachTopicNeeds(String topic, String operations) {
        Set<AclOperation> needed =
                Stream.of(operations.split(" ", -1)).map(AclOperation::valueOf).collect(Collectors.toSet());

        rights.described(topic, allowing(topic, needed));
        assertThat(rights.areComplete()).isTrue();

        rights.described(topic, allowing(topic, Set.of(AclOperation.DESCRIBE)));
        assertThat(Stream.concat(rights.problems("x").stream(), rights.warnings("x").stream()))
                .hasSameSizeAs(needed)
                .allSatisfy(sentence -> assertThat(needed).anyMatch(one -> sentence.startsWith("x may not " + one)));
    }

    @Test
    void areCompleteWhereBrokersDoNotAsk() {
        rights.described("raw", allowing("raw", null));
        rights.described("good", allowing("good", Set.of(AclOperation.ALL)));

        assertThat(rights.areComplete()).isTrue();
    }

    @Test
    void areMissingWhereATopicCannotEvenBeSeen() {
        rights.hidden("both");

        assertThat(rights.problems("User ann"))
                .containsExactly(
                        "User ann may not READ topic both: add an ACL --topic both --operation Read",
                        "User ann may not WRITE topic both: add an ACL --topic both --operation Write");
    }

    @Test
    void areToldAsAcls() {
        rights.lack(Right.of(ResourceType.GROUP, "app", AclOperation.READ));
        rights.lack(Right.onAll(ResourceType.TRANSACTIONAL_ID, "app-", AclOperation.WRITE));
        rights.lack(rights.internal(AclOperation.CREATE));
        rights.lackLimit("good");

        assertThat(rights.problems("User ann"))
                .containsExactly(
                        "User ann may not READ group app: add an ACL --group app --operation Read",
                        "User ann may not WRITE transactional id app-*: add an ACL --transactional-id app-"
                                + " --resource-pattern-type prefixed --operation Write",
                        "User ann may not CREATE topic app-*: add an ACL --topic app-"
                                + " --resource-pattern-type prefixed --operation Create");
        assertThat(rights.warnings("User ann"))
                .singleElement()
                .asString()
                .startsWith("User ann may not DESCRIBE_CONFIGS topic good: add an ACL --topic good --operation"
                        + " DescribeConfigs; how large");
    }

    @Test
    void areAskedForTheInternalTopicsOfATopology() {
        StreamsBuilder builder = new StreamsBuilder();
        builder.stream("raw")
                .repartition(Repartitioned.as("by-id"))
                .groupByKey(Grouped.as("group"))
                .count(Named.as("count"), Materialized.as("seen"));

        ClusterNeeds needs = ClusterNeeds.of(List.of("raw"), null, new TopicNeeds(List.of()), "app", builder.build());

        assertThat(needs.internalTopics()).containsExactlyInAnyOrder(REPARTITION, CHANGELOG);
        assertThat(needs.topics()).containsExactly("raw");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SASL_SSL | x required username=\"ann\" password=\"p\"; | User ann",
                "SASL_PLAINTEXT | x required password='p' username='ann b'; | User ann b",
                "SASL_SSL | x required; | This client",
                "PLAINTEXT | x required username=\"ann\"; | This client",
                "SSL | x required username=\"ann\"; | This client",
                "NONSENSE | x required; | This client"
            })
    void areTheRightsOfWhomTheSettingsName(String protocol, String jaas, String name) {
        Properties clients = new Properties();
        clients.setProperty("bootstrap.servers", "127.0.0.1:1");
        clients.setProperty("security.protocol", protocol);
        clients.setProperty("sasl.jaas.config", jaas);

        assertThat(ClientName.of(clients)).isEqualTo(name);
    }

    private static TopicDescription allowing(String topic, Set<AclOperation> operations) {
        return new TopicDescription(topic, false, List.of(), operations);
    }
}
