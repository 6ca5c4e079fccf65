package io.github.accessentries.testkit;

import static java.util.Objects.requireNonNull;

import com.google.gson.JsonElement;
import io.github.accessentries.authn.Authentication;
import io.github.accessentries.authn.Authenticator;
import io.github.accessentries.authz.Authorizer;
import io.github.accessentries.awsauth.AwsAuth;
import io.github.accessentries.eks.EksAccessEntries;
import io.github.accessentries.internal.text.PlainText;
import io.github.accessentries.manage.AccessEntries;
import io.github.accessentries.rbac.RbacObjects;
import io.github.accessentries.testkit.internal.controlplane.ControlPlane;
import io.github.accessentries.testkit.internal.kubernetes.message.KubernetesWire;
import io.github.accessentries.testkit.internal.kubernetes.transport.InMemoryApiClient;
import io.github.accessentries.testkit.trail.KubernetesCall;
import io.kubernetes.client.openapi.ApiClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.eks.EksClient;

/**
 * A cluster of a {@link FakeEks}. It lets principals in and decides with the library's own authenticator and
 * authorizer, as of the moment of the question. Like a real cluster, it uses the entries that have reached it, see
 * {@link FakeEks#consistency(java.time.Duration, java.time.Duration)}, and knows a principal by its unique id: one that
 * was deleted and recreated is a stranger until its entry is deleted and recreated too, even though the entry looks the
 * same as before.
 *
 * <p>Thread-safe.
 */
public final class FakeCluster {

    private static final Pattern NAMESPACE = Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?");
    private static final Pattern ACCOUNT = Pattern.compile("(?=.{1,253}$)[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?");

    private final ControlPlane cluster;
    private final FakeAws aws;
    private @Nullable AccessEntries accessEntries;
    private @Nullable AccessEntries ownEntries;

    FakeCluster(ControlPlane cluster, FakeAws aws) {
        this.cluster = cluster;
        this.aws = aws;
    }

    private ControlPlane open() {
        aws.requireOpen();
        return cluster;
    }

    /**
     * The name.
     *
     * @return the name, which every EKS call takes
     */
    public String name() {
        return cluster.name();
    }

    /**
     * The ARN.
     *
     * @return for example {@code arn:aws:eks:us-west-2:111122223333:cluster/prod}
     */
    public String arn() {
        return cluster.arn();
    }

    /**
     * Puts the cluster on another version of Kubernetes and of the platform, at once and without an update; a new
     * cluster has recent ones. Below the minimum platform version a cluster has no access entries, whatever its mode,
     * and the mode cannot change. Once the minimum is reached, the entries are back, and the creator gets one.
     *
     * @param kubernetesVersion for example {@code 1.28}
     * @param platformVersion for example {@code eks.5}
     * @return this cluster
     * @throws IllegalArgumentException if a version does not look like the examples
     * @throws NoSuchElementException if the cluster is deleted
     */
    public FakeCluster platform(String kubernetesVersion, String platformVersion) {
        requireNonNull(kubernetesVersion, "kubernetesVersion");
        requireNonNull(platformVersion, "platformVersion");
        open().platform(kubernetesVersion, platformVersion);
        return this;
    }

    /**
     * Completes at once whatever would take a second of the fake's time: the creation of the cluster, of its node
     * groups and Fargate profiles, and a running update. Default roles and bindings of Kubernetes that were removed or cut
     * down come back, as they do when an API server starts.
     *
     * @return this cluster
     * @throws NoSuchElementException if the cluster is deleted
     */
    public FakeCluster settle() {
        open().settle();
        return this;
    }

    /**
     * Puts RBAC objects into the cluster, in place of those it had. The default roles and bindings of Kubernetes, which a
     * new cluster has as well, stay, unless one of the objects has the same name. What is put is there for whoever reads
     * the cluster's own API, too; what the library could not read of the objects makes answers doubtful, as ever.
     *
     * @param objects the objects
     * @return this cluster
     */
    public FakeCluster rbac(RbacObjects objects) {
        requireNonNull(objects, "objects");
        open().rbac(objects);
        return this;
    }

    /**
     * Puts an {@code aws-auth} ConfigMap into the cluster, in place of the one it had. The mappings that EKS itself
     * writes, for node groups of a cluster without access entries, are kept as well, unless this has one for the same
     * role. The ConfigMap reads back as the same mappings; faults of the text that these were read from are not in it.
     *
     * @param awsAuth what the ConfigMap says
     * @return this cluster
     */
    public FakeCluster awsAuth(AwsAuth awsAuth) {
        requireNonNull(awsAuth, "awsAuth");
        open().awsAuth(awsAuth);
        return this;
    }

    /**
     * The entries, to be read and changed as the seeded user, who may do everything. These are ordinary calls: they
     * meet the {@link FakeEks#faults()} and appear in {@link FakeEks#calls()}.
     *
     * @return the entries of this cluster, through the SDK's real client
     */
    public synchronized AccessEntries accessEntries() {
        if (accessEntries == null) {
            accessEntries = WatchedEntries.of(entriesBy(aws.clients().seeded()), aws.unfinished());
        }
        return accessEntries;
    }

    /** What tests begin on the fake and do not end. */
    Unfinished unfinished() {
        return aws.unfinished();
    }

    /** The entries as the cluster itself sees them, by calls that meet no faults and leave no record. */
    synchronized AccessEntries ownEntries() {
        if (ownEntries == null) {
            ownEntries = entriesBy(aws.clients().own());
        }
        return ownEntries;
    }

    private AccessEntries entriesBy(EksClient client) {
        return EksAccessEntries.builder().cluster(name()).eksClient(client).build();
    }

    /** An object in the cluster, as its API would show it. */
    Optional<JsonElement> object(String resource, String namespace, String name) {
        return cluster.object(resource, namespace, name);
    }

    /**
     * Authenticates tokens: by access entries first, then by {@code aws-auth}, each as far as the current
     * authentication mode uses it.
     *
     * @return the authenticator of this cluster, which asks the fake's STS; once the cluster is deleted it throws an
     *     {@link IllegalStateException}
     */
    public Authenticator authenticator() {
        return open().authenticator();
    }

    /**
     * Decides what users may do, by the RBAC objects of the cluster and by the entries and policies that have reached
     * it at the time of the question. It finds a user's entry by the principal id in the user's extra fields.
     *
     * @return the authorizer of this cluster; once the cluster is deleted it throws an {@link IllegalStateException}
     */
    public Authorizer authorizer() {
        return open().authorizer();
    }

    /**
     * Logs a principal in, end to end: mints a real token with its credentials and hands it to the authenticator.
     *
     * @param principal a user, or a role, which logs in with a session named {@code test-session}
     * @return the Kubernetes user, or why there is none
     */
    public Authentication login(FakePrincipal principal) {
        requireNonNull(principal, "principal");
        return open().login(principal.credentials());
    }

    /**
     * The calls to the cluster's own API, from whomever and by whatever route, refused ones included, as the cluster's audit
     * log would have them. A call is here once it is answered; the latest 10,000 are kept.
     *
     * @return a copy, in the order in which the calls were answered
     */
    public List<KubernetesCall> calls() {
        return cluster.calls();
    }

    /**
     * A client of the official Kubernetes library that reaches this cluster within the process: no port is opened. It
     * brings real tokens of the principal, and is let in or refused as on a real cluster. It is thread-safe and need not
     * be closed.
     *
     * <pre>{@code
     * CoreV1Api core = new CoreV1Api(prod.apiClient(dev));
     * core.listNamespacedPod("team-a").execute();
     * }</pre>
     *
     * <p>A token that STS vouched for is good for half a minute of the fake's time without STS being asked again, even if its
     * principal is deleted meanwhile; who it is mapped to is looked up each time.
     *
     * <p>Needs {@code io.kubernetes:client-java-api}, which is not a transitive dependency of this library.
     *
     * @param principal who calls: a user, or a role, which calls with a session named {@code test-session}
     * @return a new client
     * @throws NoSuchElementException if the cluster is deleted
     */
    public ApiClient apiClient(FakePrincipal principal) {
        requireNonNull(principal, "principal");
        return InMemoryApiClient.of(
                aws.clients().own().describeCluster(r -> r.name(name())).cluster(),
                open().tokens(principal.credentials()),
                whileOpen(open().kubernetes()));
    }

    private KubernetesWire whileOpen(KubernetesWire api) {
        return request -> {
            try {
                aws.requireOpen();
            } catch (IllegalStateException e) {
                throw new UncheckedIOException(new IOException(e.getMessage(), e));
            }
            return api.exchange(request);
        };
    }

    /**
     * Mints the token that a pod of the cluster gets for AWS: of its service account, for {@code sts.amazonaws.com}.
     *
     * @param namespace the namespace of the service account
     * @param name the name of the service account; nothing checks whether the cluster has it
     * @return a JSON Web Token of the cluster's OIDC issuer, good for a day of the fake's time; a secret
     * @throws IllegalArgumentException if Kubernetes could not have such a namespace or name
     */
    public String serviceAccountToken(String namespace, String name) {
        return serviceAccountToken(namespace, name, "sts.amazonaws.com");
    }

    /**
     * Mints a token of a service account for any audience. One for {@code https://kubernetes.default.svc} is good at the
     * cluster's own API, if the cluster has the account by then and as long as it does; {@code kubectl create token} and
     * TokenRequest give such tokens, too.
     *
     * @param namespace the namespace of the service account
     * @param name the name of the service account; nothing checks whether the cluster has it
     * @param audience whom the token is for
     * @return a JSON Web Token of the cluster's OIDC issuer, good for a day of the fake's time; a secret
     * @throws IllegalArgumentException if Kubernetes could not have such a namespace or name
     */
    public String serviceAccountToken(String namespace, String name, String audience) {
        requireNonNull(namespace, "namespace");
        requireNonNull(name, "name");
        requireNonNull(audience, "audience");
        requireForm(NAMESPACE, "namespace", namespace);
        requireForm(ACCOUNT, "service account", name);
        return cluster.serviceAccountToken(namespace, name, audience);
    }

    private static void requireForm(Pattern form, String what, String name) {
        if (!form.matcher(name).matches()) {
            throw new IllegalArgumentException("Kubernetes has no " + what + " " + PlainText.quoted(name)
                    + "; use lower-case letters, digits and dashes");
        }
    }

    /**
     * The ARN.
     *
     * @return the same as {@link #arn()}
     */
    @Override
    public String toString() {
        return arn();
    }
}
