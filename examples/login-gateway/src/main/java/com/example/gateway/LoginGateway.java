package com.example.gateway;

import io.github.accessentries.authn.Authenticator;
import io.github.accessentries.authn.TokenVerifier;
import io.github.accessentries.mapping.IamAuthenticator;
import io.github.accessentries.metrics.AccessMetrics;
import io.github.accessentries.rbac.LiveAccess;
import io.github.accessentries.token.CachedTokenVerifier;
import io.github.accessentries.webhook.WebhookServer;
import io.micrometer.core.instrument.MeterRegistry;

/** The parts of a gateway, put together in one place: who somebody is, what they may do, and how all of it is doing. */
final class LoginGateway {

    private LoginGateway() {}

    /**
     * Starts answering.
     *
     * @param server where and with which certificate it listens, and to whom
     * @param cluster whose tokens are good here
     * @param sts verifies tokens; the caller closes it
     * @param live the entries, RBAC and aws-auth of the cluster; the caller closes it
     * @param meters the application's
     * @return the server, to be closed first
     */
    static WebhookServer start(
            WebhookServer.Builder server, String cluster, TokenVerifier sts, LiveAccess live, MeterRegistry meters) {
        AccessMetrics metrics = AccessMetrics.of(meters);
        Authenticator authenticator = IamAuthenticator.builder()
                .clusterName(cluster)
                // One call to STS for each token. In this order the metrics tell what the cache lets through.
                .verifier(CachedTokenVerifier.of(metrics.verifier(sts)))
                .mapper(live.mapper())
                .build();
        WebhookServer started = server.authenticator(metrics.authenticator(authenticator))
                .authorizer(metrics.authorizer(live.authorizer()))
                .readiness("live", live) // beside what the authenticator and the authorizer say of themselves
                .listener(metrics.webhookListener())
                .start();
        metrics.webhookServer(started);
        metrics.health("live", live);
        return started;
    }
}
