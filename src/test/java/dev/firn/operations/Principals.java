package dev.firn.operations;

import org.apache.kafka.common.security.auth.AuthenticationContext;
import org.apache.kafka.common.security.auth.KafkaPrincipal;
import org.apache.kafka.common.security.authenticator.DefaultKafkaPrincipalBuilder;

/** Tells brokers from clients by the listener that they come in on, so that permissions bind clients only. */
public final class Principals extends DefaultKafkaPrincipalBuilder {

    static final String CLIENTS = "PLAINTEXT";
    static final String NODES = "User:node";

    /** Made by Kafka. */
    public Principals() {
        super(null, null);
    }

    @Override
    public KafkaPrincipal build(AuthenticationContext context) {
        return context.listenerName().equals(CLIENTS)
                ? KafkaPrincipal.ANONYMOUS
                : new KafkaPrincipal(KafkaPrincipal.USER_TYPE, NODES.substring(NODES.indexOf(':') + 1));
    }
}
