package io.github.accessentries.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.accessentries.webhook.WebhookServer;
import io.kubernetes.client.openapi.ApiClient;
import io.kubernetes.client.util.ClientBuilder;
import io.kubernetes.client.util.credentials.AccessTokenAuthentication;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.services.eks.model.Cluster;

/**
 * A real kube-apiserver, and the etcd below it, that asks the webhooks of a server who somebody is and what they may do, as EKS's does:
 * first its own RBAC, then the webhook. It caches none of the answers. The processes end when it is closed.
 */
final class KubeApiServer implements AutoCloseable {

    private static final String ADMINISTRATOR = "administrator";
    private static final int STARTS_WITHIN_POLLS = 600;
    private static final int POLL_MILLIS = 200;

    private final Path directory;
    private final RotatingCertificates certificates;
    private final List<Process> processes = new ArrayList<>();
    private final int port = freePort();

    private KubeApiServer(Path directory) {
        this.directory = directory;
        this.certificates = new RotatingCertificates(directory);
    }

    /** Waits until it is ready. */
    static KubeApiServer start(Path directory, String program, String etcd, WebhookServer webhooks) throws Exception {
        KubeApiServer server = new KubeApiServer(directory);
        try {
            server.startBoth(program, etcd, webhooks);
            return server;
        } catch (Exception | Error e) {
            server.close();
            throw e;
        }
    }

    private void startBoth(String program, String etcd, WebhookServer webhooks) throws Exception {
        String store = "http://127.0.0.1:" + freePort();
        String peers = "http://127.0.0.1:" + freePort();
        run(
                "etcd",
                etcd,
                "--data-dir=" + directory.resolve("etcd"),
                "--listen-client-urls=" + store,
                "--advertise-client-urls=" + store,
                "--listen-peer-urls=" + peers,
                "--initial-advertise-peer-urls=" + peers,
                "--initial-cluster=default=" + peers,
                "--unsafe-no-fsync");
        Path authentication = directory.resolve("authentication.kubeconfig");
        webhooks.authenticationKubeconfig().write(authentication);
        Path authorization = directory.resolve("authorization.kubeconfig");
        webhooks.authorizationKubeconfig().write(authorization);
        Path known = Files.writeString(
                directory.resolve("tokens.csv"), ADMINISTRATOR + ",administrator,administrator,system:masters\n");
        Path serviceAccounts = Files.writeString(
                directory.resolve("service-accounts.key"),
                "-----BEGIN PRIVATE KEY-----\n"
                        + Base64.getMimeEncoder(64, "\n".getBytes(UTF_8)).encodeToString(signingKey())
                        + "\n-----END PRIVATE KEY-----\n");
        run(
                "kube-apiserver",
                program,
                "--etcd-servers=" + store,
                "--bind-address=127.0.0.1",
                "--secure-port=" + port,
                "--endpoint-reconciler-type=none",
                "--service-cluster-ip-range=10.0.0.0/24",
                "--tls-cert-file=" + certificates.certificate(),
                "--tls-private-key-file=" + certificates.key(),
                "--cert-dir=" + directory,
                "--service-account-issuer=https://issuer.example",
                "--service-account-signing-key-file=" + serviceAccounts,
                "--service-account-key-file=" + serviceAccounts,
                "--token-auth-file=" + known,
                "--authentication-token-webhook-config-file=" + authentication,
                "--authentication-token-webhook-version=v1",
                "--authentication-token-webhook-cache-ttl=0s",
                "--authorization-mode=Node,RBAC,Webhook",
                "--authorization-webhook-config-file=" + authorization,
                "--authorization-webhook-version=v1",
                "--authorization-webhook-cache-authorized-ttl=0s",
                "--authorization-webhook-cache-unauthorized-ttl=0s");
        awaitReady();
    }

    /** RSA, since no other key serves to sign and to verify in the one file. */
    private static byte[] signingKey() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        return generator.generateKeyPair().getPrivate().getEncoded();
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException("no free port", e);
        }
    }

    private void run(String name, String... command) throws IOException {
        processes.add(new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log(name).toFile())
                .start());
    }

    private Path log(String name) {
        return directory.resolve(name + ".log");
    }

    private void awaitReady() throws IOException, InterruptedException {
        HttpClient http =
                HttpClient.newBuilder().sslContext(certificates.trusting()).build();
        HttpRequest ready = HttpRequest.newBuilder(URI.create(endpoint() + "/readyz"))
                .header("Authorization", "Bearer " + ADMINISTRATOR)
                .build();
        for (int i = 0; i < STARTS_WITHIN_POLLS; i++) {
            for (Process process : processes) {
                if (process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
                    throw new IllegalStateException("ended with " + process.exitValue() + ": " + lastWords("etcd")
                            + lastWords("kube-apiserver"));
                }
            }
            if (answers(http, ready)) {
                return;
            }
        }
        throw new IllegalStateException("not ready: " + lastWords("kube-apiserver"));
    }

    private static boolean answers(HttpClient http, HttpRequest request) throws InterruptedException {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString()).statusCode() == 200;
        } catch (IOException e) {
            return false; // it does not listen yet
        }
    }

    private String lastWords(String name) throws IOException {
        String log = Files.readString(log(name));
        return log.substring(Math.max(0, log.length() - 2_000));
    }

    String endpoint() {
        return "https://127.0.0.1:" + port;
    }

    /** As EKS would describe it, if it were this cluster's API server. */
    Cluster description(Cluster cluster) throws IOException {
        String authority = Base64.getEncoder().encodeToString(Files.readAllBytes(certificates.authority()));
        return cluster.toBuilder()
                .endpoint(endpoint())
                .certificateAuthority(c -> c.data(authority))
                .build();
    }

    /** A client of somebody in {@code system:masters}, of whom the webhooks know nothing. */
    ApiClient administrator() throws IOException {
        return new ClientBuilder()
                .setBasePath(endpoint())
                .setCertificateAuthority(Files.readAllBytes(certificates.authority()))
                .setAuthentication(new AccessTokenAuthentication(ADMINISTRATOR))
                .build();
    }

    @Override
    public void close() {
        for (int i = processes.size() - 1; i >= 0; i--) {
            processes.get(i).destroy();
            processes.get(i).onExit().orTimeout(1, TimeUnit.MINUTES).join();
        }
    }
}
