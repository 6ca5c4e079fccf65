package io.github.accessentries.iac;

import io.github.accessentries.AccessEntry;
import io.github.accessentries.AccessPolicy;
import io.github.accessentries.AuthenticationMode;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.authz.AccessModel;
import io.github.accessentries.authz.KubernetesVersion;
import io.github.accessentries.awsauth.AwsAuth;
import io.github.accessentries.eks.EksAccessEntries;
import io.github.accessentries.internal.calls.ClusterFacts;
import io.github.accessentries.internal.iac.dump.DumpContents;
import io.github.accessentries.internal.iac.dump.DumpedCluster;
import io.github.accessentries.internal.text.PlainText;
import io.github.accessentries.kubernetes.KubernetesApi;
import io.github.accessentries.manage.AccessEntries;
import io.github.accessentries.plan.DesiredAccess;
import io.github.accessentries.planning.PlanContext;
import io.github.accessentries.rbac.ClusterAccess;
import io.github.accessentries.rbac.RbacObjects;
import io.github.accessentries.report.AccessReport;
import io.github.accessentries.risk.Risk;
import io.github.accessentries.risk.Risks;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Stream;

/**
 * One cluster of an {@link AccessDump}: what EKS and its own API have answered, and what is missing. {@link #model}, {@link
 * #risks} and {@link #report} are those of the live cluster at that moment if nothing is missing; otherwise they doubt whatever
 * the missing answers could change.
 *
 * <p>Immutable, and safe to share between threads. Calls nothing.
 */
public final class ClusterDump {

    private final DumpedCluster cluster;
    private final KubernetesApi kubernetes;
    private final RbacObjects rbac;
    private final AwsAuth awsAuth;
    private final List<String> faults;
    private final DumpedWish wish;

    private ClusterDump(
            DumpedCluster cluster, KubernetesApi kubernetes, RbacObjects rbac, AwsAuth awsAuth, List<String> faults) {
        this.cluster = cluster;
        this.kubernetes = kubernetes;
        this.rbac = rbac;
        this.awsAuth = awsAuth;
        this.faults = faults;
        this.wish = DumpedWish.of(cluster);
    }

    static ClusterDump of(DumpedCluster cluster, DumpContents contents) {
        DumpedObjects objects = new DumpedObjects(contents);
        AuthenticationMode mode = heeded(cluster);
        AwsAuth awsAuth =
                mode == AuthenticationMode.API && cluster.facts().isPresent() ? AwsAuth.none() : objects.awsAuth();
        RbacObjects rbac = objects.rbac();
        List<String> faults = Stream.of(
                        cluster.openEnds(),
                        cluster.unread().values(),
                        awsAuth.faults(),
                        rbac.faults(),
                        objects.otherFaults())
                .flatMap(each -> each.stream())
                .distinct()
                .toList();
        return new ClusterDump(cluster, objects, rbac, awsAuth, faults);
    }

    /** EKS answers calls about entries only where they count. */
    private static AuthenticationMode heeded(DumpedCluster cluster) {
        return cluster.facts()
                .map(ClusterFacts::mode)
                .orElse(cluster.answersForEntries() ? AuthenticationMode.API : AuthenticationMode.UNKNOWN);
    }

    /**
     * The name of the cluster.
     *
     * @return the name
     */
    public String name() {
        return cluster.name();
    }

    /**
     * The authentication mode.
     *
     * @return the mode, {@link AuthenticationMode#UNKNOWN} if this version does not know it; empty if the cluster is not described
     */
    public Optional<AuthenticationMode> authenticationMode() {
        return cluster.facts().map(ClusterFacts::mode);
    }

    /**
     * The version of Kubernetes.
     *
     * @return for example {@code 1.34}, empty if the dump does not tell it
     */
    public Optional<String> kubernetesVersion() {
        return cluster.facts().map(ClusterFacts::kubernetesVersion).filter(version -> !version.isEmpty());
    }

    /**
     * The access entries of which everything is known, as {@link AccessEntries#list()} would have given them.
     *
     * @return the entries with their policies, sorted by principal
     */
    public List<AccessEntry> entries() {
        return cluster.entries();
    }

    /**
     * The principals that have an entry, of which something is missing or in two versions.
     *
     * @return for each, what is missing and the remedy
     */
    public SortedMap<PrincipalArn, String> unread() {
        return Collections.unmodifiableSortedMap(cluster.unread());
    }

    /**
     * The access policies that EKS offers.
     *
     * @return the policies, empty if the dump does not list them
     */
    public Optional<List<AccessPolicy>> accessPolicies() {
        return cluster.policies();
    }

    /**
     * The RBAC objects and namespaces.
     *
     * @return the objects; a list that is missing is among their faults. In a dump of several clusters there are none, since they
     *     do not tell their cluster
     */
    public RbacObjects rbac() {
        return rbac;
    }

    /**
     * What the {@code aws-auth} ConfigMap says.
     *
     * @return its mappings, none if the cluster does not use it; that it is missing is a fault of it
     */
    public AwsAuth awsAuth() {
        return awsAuth;
    }

    /**
     * What is missing, contradicts itself or was not understood.
     *
     * @return a sentence for each with the remedy; empty if nothing is
     */
    public List<String> faults() {
        return faults;
    }

    /**
     * Compiles everything that grants access.
     *
     * @return the model, by the published rules of the access policies; {@code ClusterAccess.builder().from(model)} replaces parts
     */
    public AccessModel model() {
        ClusterAccess.Builder model = ClusterAccess.builder();
        kubernetesVersion().flatMap(KubernetesVersion::find).ifPresent(model::kubernetesVersion);
        return model.entries(Stream.concat(cluster.entries().stream(), cluster.withoutPolicies().stream())
                        .toList())
                .unread(cluster.unread())
                .openEnds(cluster.openEnds())
                .rbac(rbac)
                .awsAuth(awsAuth)
                .authenticationMode(heeded(cluster))
                .build();
    }

    /**
     * Finds the risks. What is missing is a risk, too.
     *
     * @return the findings, the most urgent first
     */
    public List<Risk> risks() {
        return Risks.of(model(), rbac, awsAuth);
    }

    /**
     * The report on the cluster, with its risks.
     *
     * @return the report
     */
    public AccessReport report() {
        AccessModel model = model();
        return AccessReport.of(model).titled("Access to " + name()).with(Risks.of(model, rbac, awsAuth));
    }

    /**
     * The access entries as if they were read live, for whatever works on them, plans included: what would a desired state change?
     *
     * @return the entries; every change is refused with an {@link io.github.accessentries.AccessDeniedException}, and what the
     *     dump lacks is an {@link io.github.accessentries.UnavailableException}
     */
    public AccessEntries accessEntries() {
        return EksAccessEntries.builder()
                .cluster(name())
                .eksClient(cluster.client())
                .planContext(PlanContext.builder().kubernetes(kubernetes).build())
                .build();
    }

    /**
     * The cluster's own API as {@link io.github.accessentries.kubernetes.KubernetesFiles} tells it.
     *
     * @return the API
     */
    public KubernetesApi kubernetes() {
        return kubernetes;
    }

    /**
     * The entries as desired access, without what nobody chose, and without access that ends by itself.
     *
     * @return the access of this cluster, without what {@link #omissions()} names
     */
    public DesiredAccess desired() {
        return wish.access();
    }

    /**
     * What is not in the desired access: entries of which a part is unknown, or that only AWS can make, and access that ends by
     * itself; and why there may be others.
     *
     * @return what was left out; look at it before anything is applied
     */
    public List<Omission> omissions() {
        return wish.omissions();
    }

    /**
     * The cluster as text.
     *
     * @return its name, and how much there is
     */
    @Override
    public String toString() {
        List<String> parts = new ArrayList<>();
        parts.add("cluster " + PlainText.name(name()));
        authenticationMode().ifPresent(mode -> parts.add("mode " + mode));
        parts.add(entries().size() + " access entries");
        parts.add(faults.size() + " faults");
        return String.join(", ", parts);
    }
}
