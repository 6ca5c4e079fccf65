package io.github.accessentries.testkit.internal.controlplane;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonElement;
import io.github.accessentries.AccessEntry;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.authn.Authentication;
import io.github.accessentries.authn.Authenticator;
import io.github.accessentries.authn.TokenVerifier;
import io.github.accessentries.authz.Authorizer;
import io.github.accessentries.awsauth.AwsAuth;
import io.github.accessentries.mapping.AccessEntryMapper;
import io.github.accessentries.mapping.AwsAuthMapper;
import io.github.accessentries.mapping.IamAuthenticator;
import io.github.accessentries.rbac.RbacObjects;
import io.github.accessentries.testkit.internal.kubernetes.kind.GroupResource;
import io.github.accessentries.testkit.internal.kubernetes.message.KubernetesWire;
import io.github.accessentries.testkit.internal.kubernetes.object.KubeObject;
import io.github.accessentries.testkit.internal.kubernetes.object.ObjectKey;
import io.github.accessentries.testkit.internal.service.cluster.Cluster;
import io.github.accessentries.testkit.internal.service.eks.ClusterOperations;
import io.github.accessentries.testkit.internal.service.entry.StoredEntry;
import io.github.accessentries.testkit.internal.service.fault.ServiceFault;
import io.github.accessentries.testkit.internal.service.version.Platform;
import io.github.accessentries.testkit.internal.wire.oidc.ServiceAccount;
import io.github.accessentries.testkit.trail.KubernetesCall;
import io.github.accessentries.token.EksTokens;
import io.github.accessentries.token.TokenSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Consumer;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.regions.Region;

/**
 * The cluster's own side: who gets in, and what they may do, decided by the library's authenticator and authorizer as
 * of the moment of the question. Thread-safe.
 */
public final class ControlPlane {

    /** What the webhook of EKS asks for when it gives pods their tokens for AWS. */
    private static final Duration SERVICE_ACCOUNT_TOKEN_LIFETIME = Duration.ofDays(1);

    private static final GroupResource SERVICE_ACCOUNTS = new GroupResource("", "serviceaccounts");

    private final Cluster cluster;
    private final ControlPlanes all;

    ControlPlane(Cluster cluster, ControlPlanes all) {
        this.cluster = cluster;
        this.all = all;
    }

    /** The name of the cluster. */
    public String name() {
        return cluster.name();
    }

    /** The ARN of the cluster. */
    public String arn() {
        return cluster.arn();
    }

    /**
     * Puts the cluster on other versions, at once and without an update.
     *
     * @param kubernetesVersion for example {@code 1.28}
     * @param platformVersion for example {@code eks.5}
     * @throws IllegalArgumentException if a version does not look like the examples
     * @throws NoSuchElementException if the cluster is deleted
     */
    public void platform(String kubernetesVersion, String platformVersion) {
        Platform platform = new Platform(kubernetesVersion, platformVersion);
        change(clusters -> clusters.move(name(), platform));
        contents().objects().rbac().restoreDefaults();
    }

    /**
     * Completes at once whatever is under way.
     *
     * @throws NoSuchElementException if the cluster is deleted
     */
    public void settle() {
        change(clusters -> clusters.settle(name()));
        contents().objects().rbac().restoreDefaults();
    }

    private void change(Consumer<ClusterOperations> change) {
        try {
            change.accept(all.eks().clusters());
        } catch (ServiceFault fault) {
            throw new NoSuchElementException(fault.message());
        }
    }

    /**
     * Puts RBAC objects into the cluster, in place of those it had. The defaults stay, unless one of these has the same name.
     * Their namespaces are made where they are missing.
     */
    public void rbac(RbacObjects objects) {
        Set<String> namespaces = new TreeSet<>(objects.namespaces());
        objects.roles().forEach(role -> Optional.ofNullable(role.namespace()).ifPresent(namespaces::add));
        objects.bindings()
                .forEach(binding -> Optional.ofNullable(binding.namespace()).ifPresent(namespaces::add));
        namespaces.forEach(contents().objects()::ensureNamespace);
        contents().objects().rbac().replace(objects);
    }

    /** Puts an {@code aws-auth} ConfigMap into the cluster, in place of the one it had. */
    public void awsAuth(AwsAuth awsAuth) {
        contents()
                .replaceAwsAuth(
                        () -> contents().awsAuth().put(awsAuth),
                        all.eks().clusters().awsAuth(name()));
    }

    /**
     * The same as kubectl prints it; it stays as it is written, with what no cluster can read.
     *
     * @param configMap YAML or JSON
     * @return what the cluster reads of it
     * @throws IllegalArgumentException if it is not this ConfigMap
     */
    public AwsAuth awsAuth(String configMap) {
        AwsAuth read = AwsAuth.parseConfigMap(configMap);
        contents()
                .replaceAwsAuth(
                        () -> contents().awsAuth().put(ConfigMapData.of(configMap)),
                        all.eks().clusters().awsAuth(name()));
        return read;
    }

    /** What the cluster uses of it now. */
    private AwsAuth awsAuth() {
        ClusterContents contents = upToDate();
        return all.eks().clusters().describe(name()).mode().hasConfigMap()
                ? contents.awsAuth().get()
                : AwsAuth.none();
    }

    /**
     * An object in the cluster.
     *
     * @param resource as kubectl writes it, for example {@code deployments.apps}
     * @param namespace the namespace, empty for none
     * @param name the name
     * @return the object, empty if there is none
     */
    public Optional<JsonElement> object(String resource, String namespace, String name) {
        int dot = resource.indexOf('.');
        GroupResource kind = new GroupResource(
                dot < 0 ? "" : resource.substring(dot + 1), dot < 0 ? resource : resource.substring(0, dot));
        return upToDate()
                .objects()
                .store()
                .get(kind, new ObjectKey(namespace, name))
                .map(KubeObject::json);
    }

    private ClusterContents contents() {
        return all.contents(cluster);
    }

    /** With what EKS has written meanwhile. */
    private ClusterContents upToDate() {
        ClusterContents contents = contents();
        contents.writtenByEks(all.eks().clusters().awsAuth(name()));
        return contents;
    }

    /**
     * Authenticates tokens: by access entries first, then by {@code aws-auth}, each as far as the current mode uses it.
     */
    public Authenticator authenticator() {
        return authenticator(all.tokenVerifier());
    }

    /** The same for those who bring a token along with every request. */
    Authenticator patientAuthenticator() {
        return authenticator(all.rememberedTokens());
    }

    private Authenticator authenticator(TokenVerifier verifier) {
        return IamAuthenticator.builder()
                .clusterName(name())
                .verifier(verifier)
                .mapper(AccessEntryMapper.byPrincipalId(id -> arrived(id).map(ControlPlane::asMapped)))
                .mapper(AwsAuthMapper.of(this::awsAuth))
                .privateDnsNames(all::privateDnsName)
                .build();
    }

    /** The entry that has reached the cluster for a principal id. */
    private Optional<StoredEntry> arrived(String principalId) {
        return all.eks().clusterSide().entry(name(), principalId);
    }

    /** The principal id of a user, as far as its extra fields have one. */
    private static AccessEntry asMapped(StoredEntry entry) {
        return AccessEntry.builder()
                .cluster(entry.cluster())
                .principal(PrincipalArn.fromEks(entry.principal().toString()))
                .username(entry.username())
                .groups(entry.groups())
                .build();
    }

    /** Decides what users may do, by the RBAC objects of the cluster and by the entries that have reached it. */
    public Authorizer authorizer() {
        return new PrincipalIdAuthorizer(
                all.eks().clusterSide(),
                name(),
                contents().objects().rbac()::objects,
                contents().compiled());
    }

    /** The calls to the cluster's own API, oldest first. */
    public List<KubernetesCall> calls() {
        return all.api(cluster, this).calls().calls();
    }

    /** The way to the cluster's own API. */
    public KubernetesWire kubernetes() {
        KubernetesWire wire = all.api(cluster, this).wire();
        return request -> {
            try {
                upToDate();
            } catch (ServiceFault gone) {
                // As of an endpoint that is not there any more.
                throw new UncheckedIOException(new IOException("Cluster " + name() + " is deleted"));
            }
            return wire.exchange(request);
        };
    }

    /** Real tokens for this cluster. */
    public TokenSource tokens(AwsCredentialsProvider credentials) {
        return minted(credentials).source(name());
    }

    private EksTokens minted(AwsCredentialsProvider credentials) {
        return EksTokens.builder()
                .credentialsProvider(credentials)
                .region(Region.of(all.region()))
                .clock(all.clock())
                .build();
    }

    /** Mints a token of a service account of the cluster, whether or not there is such an account. */
    public String serviceAccountToken(String namespace, String name, String audience) {
        String uid = contents()
                .objects()
                .store()
                .get(SERVICE_ACCOUNTS, new ObjectKey(namespace, name))
                .map(KubeObject::uid)
                .orElseGet(() -> UUID.nameUUIDFromBytes((arn() + "/" + namespace + "/" + name).getBytes(UTF_8))
                        .toString());
        ServiceAccount account = new ServiceAccount(namespace, name, uid, Optional.empty());
        return all.issuer(cluster).mint(account, List.of(audience), SERVICE_ACCOUNT_TOKEN_LIFETIME);
    }

    /** Mints a real token and hands it to the authenticator. */
    public Authentication login(AwsCredentialsProvider credentials) {
        return authenticator().authenticate(minted(credentials).mint(name()).value());
    }
}
