package dev.firn.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firn.app.command.ExitCode;
import dev.firn.app.dev.DevAuthority;
import dev.firn.app.dev.SecureListener.Keys;
import dev.firn.app.dev.TopicReader;
import dev.firn.app.run.Prepared;
import dev.firn.app.run.TopicCheck;
import dev.firn.e2e.FirnProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What docs/security.md shows, over each kind of listener: events go through, and who is not let in gets to know why. */
@ExtendWith(SecuredBroker.Extension.class)
@Tag("long")
class LoginsTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private static final String WRONG = "PLANTED-wrong-password";

    @TempDir
    private static Path folder;

    @BeforeAll
    static void allowEverythingUnderOneName(SecuredBroker broker) throws Exception {
        List<AclBinding> acls = new ArrayList<>();
        for (String user : List.of("User:firn", "User:CN=firn")) {
            for (ResourceType type : List.of(ResourceType.TOPIC, ResourceType.GROUP, ResourceType.TRANSACTIONAL_ID)) {
                acls.add(new AclBinding(
                        new ResourcePattern(type, "login-", PatternType.PREFIXED),
                        new AccessControlEntry(user, "*", AclOperation.ALL, AclPermissionType.ALLOW)));
            }
        }
        broker.allow(acls);
        writeWhatIsWrong(broker);
    }

    private static void writeWhatIsWrong(SecuredBroker broker) throws IOException {
        DevAuthority others = DevAuthority.create("CN=others");
        Keys ofOthers = others.keys("CN=firn");
        broker.write("wrong/ca.crt", others.certificate());
        broker.write("wrong/user.pem", ofOthers.privateKey() + ofOthers.certificates());
        Keys over = broker.authority().keys("CN=firn", Instant.now().minus(Duration.ofDays(1)));
        broker.write("over/user.crt", over.certificates());
        broker.write("over/user.key", over.privateKey());
        broker.write("wrong/login.properties", "password=" + WRONG + "\n");
        broker.write("wrong/client-secret", WRONG);
        String jaas = SecuredBroker.jaas("scram.ScramLoginModule", SecuredBroker.USER, WRONG);
        broker.write("broken/sasl.jaas.config", jaas.replace(";", ""));
        broker.write("wrong/sasl.jaas.config", SecuredBroker.jaas("scram.ScramLoginModule", SecuredBroker.USER, WRONG));
    }

    @ParameterizedTest
    @CsvSource({
        "TLS, TLS",
        "mTLS, MTLS",
        "mTLS from one file, MTLS",
        "SCRAM, SCRAM",
        "PLAIN, LOGIN",
        "OAUTHBEARER, OAUTH"
    })
    void ofThePageLetEventsThrough(String example, String listener, SecuredBroker broker) throws Exception {
        // given
        Application application =
                new Application("login-" + example.replace(' ', '-'), folder, Examples.here(example, broker, listener));
        application.createTopics(broker);
        Application.sendOneOfEach(broker, application.raw());
        Prepared prepared = application.prepare();

        // when
        try (Application.Running running = Application.Running.start(prepared);
                TopicReader reader = new TopicReader(broker.servers())) {
            // then
            assertThat(reader.readAtLeast(application.good(), 1, LIMIT)).hasSize(1);
            assertThat(reader.readAtLeast(application.bad(), 1, LIMIT)).hasSize(1);
            assertThat(prepared.checkTopics().problems()).isEmpty();
            assertThat(prepared.checkTopics().warnings()).isEmpty();
        } finally {
            prepared.assembly().close();
        }
    }

    @Test
    void areAllTried() throws IOException {
        assertThat(Examples.all())
                .containsOnlyKeys("TLS", "mTLS", "mTLS from one file", "SCRAM", "PLAIN", "OAUTHBEARER");
    }

    /** What is changed of an example, and what the user must read then. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SCRAM | SCRAM | /sasl.jaas.config | /wrong/sasl.jaas.config | look at the login",
                "SCRAM | SCRAM | /sasl.jaas.config | /broken/sasl.jaas.config | semi-colon",
                "SCRAM | SCRAM | SCRAM-SHA-512 | PLAIN | look at sasl.mechanism",
                "PLAIN | LOGIN | /login.properties | /wrong/login.properties | look at the login",
                "OAUTHBEARER | OAUTH | /client-secret | /wrong/client-secret | look at the login",
                "TLS | TLS | /ca.crt | /wrong/ca.crt | look at ssl.truststore",
                "TLS | TLS | /ca.crt | /none.crt | none.crt",
                "mTLS | MTLS | :user. | /over:user. | look at ssl.keystore",
                "mTLS from one file | MTLS | /user.pem | /wrong/user.pem | look at ssl.keystore"
            })
    void thatFailSayWhatToLookAt(
            String example, String listener, String right, String wrong, String advice, SecuredBroker broker)
            throws Exception {
        // given
        String settings = Examples.here(example, broker, listener);
        assertThat(settings).contains(right);

        // when
        TopicCheck check = new Application("login-refused", folder, settings.replace(right, wrong)).check();

        // then
        assertThat(check.problems()).singleElement().satisfies(problem -> assertThat(problem)
                .startsWith("brokers at 127.0.0.1:")
                .contains(advice)
                .doesNotContain(SecuredBroker.PASSWORD, WRONG, "BEGIN")
                .hasLineCount(1));
    }

    @Test
    void withATokenThatIsOverSayWhatToLookAt(SecuredBroker broker) throws Exception {
        String settings = Examples.here("OAUTHBEARER", broker, "OAUTH");
        broker.tokens().validFor(Duration.ofMinutes(-5));
        try {
            TopicCheck check = new Application("login-refused", folder, settings).check();

            assertThat(check.problems()).singleElement().asString().contains("look at the login");
        } finally {
            broker.tokens().validFor(Duration.ofHours(1));
        }
    }

    /** The whole process, with the logs that it has when it is installed. */
    @Test
    void thatFailEndTheProcessWithAFewLines(SecuredBroker broker) throws Exception {
        // given
        String settings = Examples.here("SCRAM", broker, "SCRAM").replace("/sasl.jaas", "/wrong/sasl.jaas");
        Path config = new Application("login-refused", folder, settings).config();

        // when
        FirnProcess run = FirnProcess.start(folder, "refused", "run", "--config", config.toString());

        // then
        assertThat(run.exitCode(FirnProcess.START_LIMIT)).as(run.tail()).isEqualTo(ExitCode.MISSING_DEPENDENCY);
        assertThat(run.err())
                .contains("firn: error: brokers at 127.0.0.1:", "look at the login")
                .doesNotContain("\tat ", SecuredBroker.PASSWORD, WRONG);
        assertThat(run.err().lines().filter(line -> line.contains("ERROR") || line.contains("WARN")))
                .hasSizeLessThan(5);
        assertThat(run.out()).doesNotContain(SecuredBroker.PASSWORD, WRONG);
    }
}
