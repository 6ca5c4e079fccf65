package io.github.accessentries.kubernetes;

import static java.util.Objects.requireNonNull;

import io.github.accessentries.CheckReturnValue;
import io.github.accessentries.internal.document.YamlText;
import io.github.accessentries.internal.text.PlainText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.immutables.value.Value;
import software.amazon.awssdk.services.eks.model.Cluster;

/**
 * The file that tells a Kubernetes client where a server is and how to authenticate: for kubectl the API server of a
 * cluster, for an API server its webhook. For a cluster it contains no credentials, only the command that gets them. Immutable.
 */
@CheckReturnValue
@Value.Immutable
public abstract class Kubeconfig {

    Kubeconfig() {}

    /**
     * Starts with nothing set. Everything but collections and optional parts is required.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /** {@return the name of the cluster in the file} */
    public abstract String clusterName();

    /** {@return the name of the user in the file} */
    public abstract String userName();

    /** {@return the name of the context in the file} */
    public abstract String contextName();

    /** {@return the URL of the server} */
    public abstract URI server();

    /** {@return the certificate authority of the server, PEM in base64} */
    public abstract String certificateAuthority();

    /** {@return the command that gets credentials, empty if none are needed} */
    public abstract Optional<ExecPlugin> exec();

    /** {@return the bearer token, which makes the file a secret; empty if there is none} */
    public abstract Optional<String> token();

    /** {@return the client's certificate with its chain, PEM in base64; empty if there is none} */
    public abstract Optional<String> clientCertificate();

    /** {@return the private key of the client's certificate, PEM in base64, which makes the file a secret; empty if there is none} */
    public abstract Optional<String> clientKey();

    @Value.Check
    void check() {
        if (clientCertificate().isPresent() != clientKey().isPresent()) {
            throw new IllegalArgumentException(
                    "The kubeconfig has a client's certificate or its key; give both or neither");
        }
    }

    /**
     * The same, with a certificate by which the client shows who it is.
     *
     * @param certificate PEM, the client's own first and then its chain
     * @param key PEM
     * @return a new kubeconfig
     * @throws UncheckedIOException if a file cannot be read
     */
    public final Kubeconfig withClientCertificate(Path certificate, Path key) {
        requireNonNull(certificate, "certificate");
        requireNonNull(key, "key");
        return builder()
                .from(this)
                .clientCertificate(base64(certificate))
                .clientKey(base64(key))
                .build();
    }

    private static String base64(Path file) {
        try {
            return Base64.getEncoder().encodeToString(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException("The file " + file + " cannot be read", e);
        }
    }

    /**
     * What {@code aws eks update-kubeconfig} writes: everything is named by the cluster's ARN, and the AWS CLI gets the
     * tokens.
     *
     * @param cluster DescribeCluster's answer
     * @return the file's content
     * @throws IllegalArgumentException if the cluster is neither ACTIVE nor UPDATING, or has no endpoint or certificate
     */
    public static Kubeconfig of(Cluster cluster) {
        requireNonNull(cluster, "cluster");
        return of(cluster, ExecPlugin.awsCli(cluster));
    }

    /**
     * The same with another command.
     *
     * @param cluster DescribeCluster's answer
     * @param plugin the command that gets the tokens
     * @return the file's content
     * @throws IllegalArgumentException if the cluster is neither ACTIVE nor UPDATING, or has no endpoint or certificate
     */
    public static Kubeconfig of(Cluster cluster, ExecPlugin plugin) {
        requireNonNull(cluster, "cluster");
        requireNonNull(plugin, "plugin");
        ClusterEndpoint endpoint = ClusterEndpoint.of(cluster);
        return builder()
                .clusterName(endpoint.arn())
                .userName(endpoint.arn())
                .contextName(endpoint.arn())
                .server(endpoint.server())
                .certificateAuthority(endpoint.certificateAuthority())
                .exec(Optional.of(plugin))
                .build();
    }

    /**
     * The content of the file.
     *
     * @return YAML
     */
    public final String toYaml() {
        return YamlText.withFlushLists(asMap());
    }

    private Map<String, Object> asMap() {
        Map<String, Object> cluster = new LinkedHashMap<>();
        cluster.put("certificate-authority-data", certificateAuthority());
        cluster.put("server", server().toString());
        Map<String, Object> user = new LinkedHashMap<>();
        clientCertificate().ifPresent(certificate -> user.put("client-certificate-data", certificate));
        clientKey().ifPresent(key -> user.put("client-key-data", key));
        exec().ifPresent(plugin -> user.put("exec", plugin.asMap()));
        token().ifPresent(secret -> user.put("token", secret));
        Map<String, Object> context = new LinkedHashMap<>();
        context.put("cluster", clusterName());
        context.put("user", userName());

        Map<String, Object> config = new LinkedHashMap<>();
        config.put("apiVersion", "v1");
        config.put("clusters", named(clusterName(), "cluster", cluster));
        config.put("contexts", named(contextName(), "context", context));
        config.put("current-context", contextName());
        config.put("kind", "Config");
        config.put("preferences", Map.of());
        config.put("users", named(userName(), "user", user));
        return config;
    }

    private static List<Map<String, Object>> named(String name, String kind, Map<String, Object> content) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put(kind, content);
        entry.put("name", name);
        return List.of(entry);
    }

    /**
     * Writes the file, readable only by its owner where the file system supports that. Concurrent readers see either
     * the old or the new content. The previous content is lost: to use several clusters, write several files and list
     * them in {@code KUBECONFIG}.
     *
     * @param file where to write; its directory must exist
     * @throws UncheckedIOException if the file cannot be written, in which case the old one is unchanged
     */
    public final void write(Path file) {
        requireNonNull(file, "file");
        Path target = file.toAbsolutePath();
        try {
            Path draft = Files.createTempFile(target.getParent(), ".kubeconfig", ".tmp");
            try {
                Files.writeString(draft, toYaml());
                Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(draft);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The kubeconfig " + file + " cannot be written; check that its directory"
                            + " exists and is writable",
                    e);
        }
    }

    /**
     * The file in short.
     *
     * @return context, server and command on one line, without credentials
     */
    @Override
    public final String toString() {
        return "context " + PlainText.name(contextName()) + ": cluster " + PlainText.name(clusterName()) + " at "
                + server() + " trusting " + PlainText.name(certificateAuthority()) + ", user "
                + PlainText.name(userName())
                + exec().map(command -> " by " + command).orElse("")
                + (token().isPresent() ? " by a bearer token" : "")
                + (clientKey().isPresent() ? " by a client certificate" : "");
    }

    /** Builds it. Not thread-safe. */
    public static final class Builder extends ImmutableKubeconfig.Builder {
        Builder() {}
    }
}
