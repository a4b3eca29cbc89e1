package dev.firn.security;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.firn.app.dev.DevAuthority;
import dev.firn.app.dev.InProcessBroker;
import dev.firn.app.dev.SecureListener;
import dev.firn.app.dev.SecureListener.Keys;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * A broker with a listener of each kind, ACLs on, and a folder with what a client needs for each, laid out as in
 * docs/security.md. One for all tests of a JVM; who changes ACLs works with names of its own.
 */
final class SecuredBroker implements AutoCloseable {

    static final String USER = "firn";
    static final String PASSWORD = "PLANTED-password-of-firn";
    private static final int ITERATIONS = 4096;

    private final Path folder;
    private final DevAuthority authority = DevAuthority.create("CN=authority");
    private final Tokens tokens = new Tokens(Map.of(USER, PASSWORD));
    private final InProcessBroker broker;
    private final Admin admin;

    private SecuredBroker() throws Exception {
        folder = Files.createTempDirectory("firn-secured-");
        // Also in the clients of this JVM; other processes are given it as an option.
        System.setProperty("org.apache.kafka.sasl.oauthbearer.allowed.urls", tokens.url());
        Keys server = authority.keys("CN=broker");
        broker = InProcessBroker.builder()
                .listener(SecureListener.tls("TLS", server))
                .listener(SecureListener.mutualTls("MTLS", server, authority.certificate()))
                .listener(SecureListener.plain("LOGIN", Map.of(USER, PASSWORD)).encrypted(server))
                .listener(SecureListener.plain("OPEN_LOGIN", Map.of(USER, PASSWORD)))
                .listener(SecureListener.scram("SCRAM").encrypted(server))
                .listener(SecureListener.oauth("OAUTH", Tokens.Checker.class).encrypted(server))
                .enforceAcls()
                .property("group.min.session.timeout.ms", "1000")
                .start();
        admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
        addScramUser(USER, PASSWORD);
        writeFiles();
    }

    private void addScramUser(String user, String password) throws ExecutionException, InterruptedException {
        ScramCredentialInfo how = new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, ITERATIONS);
        admin.alterUserScramCredentials(List.of(new UserScramCredentialUpsertion(user, how, password.getBytes(UTF_8))))
                .all()
                .get();
    }

    private void writeFiles() throws IOException {
        write("ca.crt", authority.certificate());
        Keys keys = authority.keys("CN=" + USER);
        write("user.crt", keys.certificates());
        write("user.key", keys.privateKey());
        write("user.pem", keys.privateKey() + keys.certificates());
        write("login.properties", "password=" + PASSWORD + "\n");
        write("client-secret", PASSWORD);
        write("sasl.jaas.config", jaas("scram.ScramLoginModule", USER, PASSWORD));
    }

    /** As it stands in {@code sasl.jaas.config}. */
    static String jaas(String module, String user, String password) {
        return "org.apache.kafka.common.security." + module + " required username=\"" + user + "\" password=\""
                + password + "\";";
    }

    /** A file below the folder of secrets. */
    Path write(String name, String content) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content);
    }

    /** What takes the place of {@code /etc/firn/kafka}. */
    Path folder() {
        return folder;
    }

    DevAuthority authority() {
        return authority;
    }

    Tokens tokens() {
        return tokens;
    }

    /** Of the plain listener, over which everything is allowed. */
    String servers() {
        return broker.bootstrapServers();
    }

    String servers(String listener) {
        return broker.bootstrapServers(listener);
    }

    void createTopic(String name) {
        broker.createTopic(name, 2);
    }

    void allow(Collection<AclBinding> acls) throws ExecutionException, InterruptedException {
        admin.createAcls(acls).all().get();
    }

    /** Takes away just these. */
    void revoke(Collection<AclBinding> acls) throws ExecutionException, InterruptedException {
        List<AclBindingFilter> filters = acls.stream().map(AclBinding::toFilter).toList();
        admin.deleteAcls(filters).all().get();
    }

    Admin admin() {
        return admin;
    }

    @Override
    public void close() {
        admin.close();
        broker.close();
        tokens.close();
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Gives the one broker to whoever has it as a parameter. */
    static final class Extension implements ParameterResolver {

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == SecuredBroker.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return context.getRoot()
                    .getStore(Namespace.GLOBAL)
                    .getOrComputeIfAbsent(SecuredBroker.class, key -> start(), SecuredBroker.class);
        }

        private static SecuredBroker start() {
            try {
                return new SecuredBroker();
            } catch (Exception e) {
                throw new IllegalStateException("no broker", e);
            }
        }
    }
}
