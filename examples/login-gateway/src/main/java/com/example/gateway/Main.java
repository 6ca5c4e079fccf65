package com.example.gateway;

import io.github.accessentries.eks.EksAccessEntries;
import io.github.accessentries.kubernetes.ApiClientKubernetesApi;
import io.github.accessentries.kubernetes.EksApiClient;
import io.github.accessentries.kubernetes.KubernetesApi;
import io.github.accessentries.rbac.LiveAccess;
import io.github.accessentries.token.EksTokens;
import io.github.accessentries.token.StsTokenVerifier;
import io.github.accessentries.webhook.WebhookCallers;
import io.github.accessentries.webhook.WebhookServer;
import io.micrometer.core.instrument.logging.LoggingMeterRegistry;
import java.net.InetAddress;
import java.nio.file.Path;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.eks.EksClient;

/**
 * {@code CLUSTER REGION HOST DIRECTORY}: the cluster and its region, the name by which API servers reach this machine, and where
 * {@code tls.crt}, {@code tls.key} and the callers' {@code client-ca.crt} are.
 */
public final class Main {

    private Main() {}

    public static void main(String[] arguments) throws Exception {
        if (arguments.length != 4) {
            throw new IllegalArgumentException("Usage: CLUSTER REGION HOST DIRECTORY");
        }
        String name = arguments[0];
        Region region = Region.of(arguments[1]);
        Path directory = Path.of(arguments[3]);
        WebhookServer.Builder server = WebhookServer.builder()
                .certificate(directory.resolve("tls.crt"), directory.resolve("tls.key")) // read again when they change
                // By name, since an authority may certify others, too.
                .callers(WebhookCallers.withCertificatesOf(directory.resolve("client-ca.crt")).named("kube-apiserver"))
                .address(InetAddress.getByName("0.0.0.0")).host(arguments[2]);
        try (EksClient eks = EksClient.builder().region(region).build();
                DefaultCredentialsProvider credentials = DefaultCredentialsProvider.builder().build();
                EksAccessEntries entries = EksAccessEntries.builder().cluster(name).eksClient(eks).build();
                // Logins are by tokens of this region, so its failure is this gateway's.
                StsTokenVerifier sts = StsTokenVerifier.builder().region(region).build();
                LiveAccess live = LiveAccess.start(entries, kubernetes(eks, name, credentials));
                WebhookServer gateway = LoginGateway.start(server, name, sts, live, new LoggingMeterRegistry())) {
            System.out.println("Listening at " + gateway.endpoint());
            Runtime.getRuntime().addShutdownHook(new Thread(gateway::close));
            Thread.currentThread().join(); // that is, until it is stopped
        }
    }

    private static KubernetesApi kubernetes(EksClient eks, String cluster, DefaultCredentialsProvider credentials) {
        EksTokens tokens = EksTokens.builder().credentialsProvider(credentials).build();
        return ApiClientKubernetesApi.of(EksApiClient.of(eks, cluster, tokens.source(cluster)));
    }
}
