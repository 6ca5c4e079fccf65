package io.github.accessentries.kubernetes;

import static java.util.Objects.requireNonNull;

import io.github.accessentries.CanIgnoreReturnValue;
import io.github.accessentries.CheckReturnValue;
import io.github.accessentries.Sleeper;
import io.github.accessentries.internal.document.YamlText;
import io.github.accessentries.internal.files.ReplacedFile;
import io.github.accessentries.internal.text.PlainText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.Path;
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

    /** {@return the proxy by which the server is reached, empty for none} */
    public abstract Optional<URI> proxy();

    @Value.Check
    void check() {
        if (clientCertificate().isPresent() != clientKey().isPresent()) {
            throw new IllegalArgumentException(
                    "The kubeconfig has a client's certificate or its key; give both or neither");
        }
    }

    /**
     * The same under another name of the context, like {@code --alias} of {@code aws eks update-kubeconfig}.
     *
     * @param alias the name
     * @return a new kubeconfig
     */
    public final Kubeconfig withAlias(String alias) {
        requireNonNull(alias, "alias");
        return builder().from(this).contextName(alias).build();
    }

    /**
     * The same under another name of the user, like {@code --user-alias} of {@code aws eks update-kubeconfig}. As there, the
     * context has the name of the user unless it has an alias.
     *
     * @param alias the name
     * @return a new kubeconfig
     */
    public final Kubeconfig withUserAlias(String alias) {
        requireNonNull(alias, "alias");
        return builder()
                .from(this)
                .contextName(contextName().equals(userName()) ? alias : contextName())
                .userName(alias)
                .build();
    }

    /**
     * The same with a proxy, like {@code --proxy-url} of {@code aws eks update-kubeconfig}.
     *
     * @param proxy a URL with http, https or socks5
     * @return a new kubeconfig
     */
    public final Kubeconfig withProxy(URI proxy) {
        requireNonNull(proxy, "proxy");
        return builder().from(this).proxy(proxy).build();
    }

    /**
     * The same, with a certificate by which the client shows who it is. Blocks while it reads the files.
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
        Map<String, Object> config = new LinkedHashMap<>();
        config.put("apiVersion", "v1");
        config.put("clusters", List.of(clusterEntry()));
        config.put("contexts", List.of(contextEntry()));
        config.put("current-context", contextName());
        config.put("kind", "Config");
        config.put("preferences", Map.of());
        config.put("users", List.of(userEntry()));
        return config;
    }

    final Map<String, Object> clusterEntry() {
        Map<String, Object> cluster = new LinkedHashMap<>();
        cluster.put("certificate-authority-data", certificateAuthority());
        cluster.put("server", server().toString());
        proxy().ifPresent(url -> cluster.put("proxy-url", url.toString()));
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("cluster", cluster);
        entry.put("name", clusterName());
        return entry;
    }

    final Map<String, Object> userEntry() {
        Map<String, Object> user = new LinkedHashMap<>();
        clientCertificate().ifPresent(certificate -> user.put("client-certificate-data", certificate));
        clientKey().ifPresent(key -> user.put("client-key-data", key));
        exec().ifPresent(plugin -> user.put("exec", plugin.asMap()));
        token().ifPresent(secret -> user.put("token", secret));
        // The CLI has this one the other way round.
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("name", userName());
        entry.put("user", user);
        return entry;
    }

    final Map<String, Object> contextEntry() {
        Map<String, Object> context = new LinkedHashMap<>();
        context.put("cluster", clusterName());
        context.put("user", userName());
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("context", context);
        entry.put("name", contextName());
        return entry;
    }

    /**
     * Puts cluster, user and context into a file that may have others, and makes the context the current one, as {@code aws eks
     * update-kubeconfig --kubeconfig} does. Entries of the same names are replaced, at their places; everything else stays as it is
     * and in its order, also what is not known here. Only comments, and braces and brackets, do not stay.
     *
     * <p>A link is followed, and stays. The file keeps its owner and mode; a new one, and its directories, are made, and only its
     * owner may read it. Whoever reads it meanwhile sees either the old or the new content. Meanwhile {@code config.lock} beside
     * the file keeps out kubectl and others that do the same. Blocks: threads of this JVM that change the same file take turns, and
     * if another program has the lock then, this waits for up to ten seconds.
     *
     * <p>Only files are read and replaced. A directory, device, pipe or socket, such as {@code /dev/null}, is refused and stays what
     * it is. Since the file is replaced as a whole, another hard link to it keeps the old content, and a file that is mounted on its own
     * into a container cannot be changed: mount its directory instead.
     *
     * <p>Stricter than the CLI and kubectl, a file is not touched that may mean another thing to each of its readers: one of another
     * kind, with several documents, or with the same key or name twice.
     *
     * @param file where to write
     * @throws IllegalArgumentException if the file is no kubeconfig; it is then unchanged
     * @throws UncheckedIOException if it cannot be read, locked or written, or the thread is interrupted, in which
     *     case it stays interrupted; the file is then unchanged
     */
    public final void mergeInto(Path file) {
        requireNonNull(file, "file");
        new KubeconfigFile(file, Sleeper.SYSTEM).merge(this);
    }

    /**
     * The same with the file that {@code aws eks update-kubeconfig} chooses where none is named: of those in the environment
     * variable {@code KUBECONFIG} the first that has this cluster already, otherwise the first; without the variable, {@code
     * ~/.kube/config}. Files of the variable that cannot be read are passed over, with a line at WARN. Blocks until it is written.
     *
     * @return the file that was changed
     * @throws IllegalArgumentException if the file is no kubeconfig; it is then unchanged
     * @throws UncheckedIOException if it cannot be read, locked or written, or the thread is interrupted, in which
     *     case it stays interrupted; the file is then unchanged
     */
    @CanIgnoreReturnValue
    public final Path merge() {
        Path file = KubeconfigFile.choose(
                Optional.ofNullable(System.getenv("KUBECONFIG")),
                Path.of(System.getProperty("user.home")),
                clusterName());
        mergeInto(file);
        return file;
    }

    /**
     * Writes the file, readable only by its owner where the file system supports that. Concurrent readers see either
     * the old or the new content. The previous content is lost, unlike with {@link #mergeInto}; a directory, device, pipe or socket
     * is refused, as it is there. Blocks until it is written.
     *
     * @param file where to write; its directory must exist
     * @throws UncheckedIOException if the file cannot be written, or the thread is interrupted, in which case it stays
     *     interrupted; the old file is then unchanged
     */
    public final void write(Path file) {
        requireNonNull(file, "file");
        try {
            ReplacedFile.writePrivately(file.toAbsolutePath(), toYaml());
        } catch (ClosedByInterruptException e) {
            throw KubeconfigFile.interrupted(file, e);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The kubeconfig " + file + " cannot be written, and is as it was; check that it is a file, or none"
                            + " yet, and that its directory exists and is writable: " + e.getMessage(),
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
                + server() + (proxy().isPresent() ? " by a proxy" : "") + " trusting "
                + PlainText.name(certificateAuthority()) + ", user "
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
