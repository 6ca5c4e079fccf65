package io.github.accessentries.risk;

import static java.util.Objects.requireNonNull;

import io.github.accessentries.authz.AccessModel;
import io.github.accessentries.awsauth.AwsAuth;
import io.github.accessentries.plan.PrincipalDirectory;
import io.github.accessentries.rbac.RbacObjects;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import software.amazon.awssdk.services.eks.model.Cluster;

/**
 * Finds the risks of the access to a cluster.
 *
 * <p>One finding is one kind of risk that comes from one source, a policy, a role or an entry, with all subjects that
 * it concerns. The members of a group are listed in place of the group, unless it is a group of all users, such as
 * {@code system:authenticated}. Subjects with {@link RiskKind#FULL_CONTROL full control} are not listed again for each
 * risk that this includes.
 *
 * <p>A rule for some objects by name is judged by these: binding a role by what the role grants, a token by what its account has, an
 * impersonation by what the user or group has, and reading a secret as that of one secret. What a right needs beside itself is looked
 * for in all that its holder is given. Where the {@linkplain AccessModel#kubernetesVersion() version of Kubernetes} decides and is not
 * known, a right counts as it does in the version in which it is worth more, and the finding says so.
 *
 * <p>What Kubernetes and AWS set up themselves is reported as {@link Severity#INFO}, all of one kind in one finding. Names prove
 * nothing, since anybody who may write RBAC can use them: binding, role and subject have to be those of a default, and what the role
 * allows, too. For the defaults of a kube-apiserver this is compared rule by rule; a rule that somebody has added is judged like any
 * other. For controllers, and for what EKS binds, whose rules are not published as data, it is the kinds of risks that they are known to
 * need; the users and groups {@code eks:…} whose needs nobody knows may have anything but full control. A principal that has such a user
 * name or group is a finding like any other, unless its entry is of nodes or a service-linked role. The group {@code system:masters},
 * which every cluster has, is only reported through its members.
 *
 * <p>What the model does not know is a finding too, {@link RiskKind#INCOMPLETE}: that nothing is found there means nothing.
 * What could concern anybody is told of the group {@code system:authenticated}.
 *
 * <p>When the certificate authority of the cluster ends is looked at by {@link #ofAuthority} alone.
 *
 * <p>Stateless, and safe to share between threads.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/security/rbac-good-practices/">Good practices of RBAC, in the documentation of Kubernetes</a>
 */
public final class Risks {

    private static final Comparator<Risk> ORDER = Comparator.comparing(Risk::severity)
            .thenComparing(Risk::kind)
            .thenComparing(Risk::source)
            .thenComparing(Risk::summary);

    private Risks() {}

    /**
     * Checks everything that grants access on a cluster.
     *
     * @param model the cluster
     * @param rbac the RBAC objects that the model was built from; if there are no bindings, nothing is said about
     *     groups without a binding, and if there are no namespaces, nothing about scopes that match none
     * @param awsAuth the {@code aws-auth} that the model was built from
     * @return the findings, the most urgent first; in the same order for the same input
     */
    public static List<Risk> of(AccessModel model, RbacObjects rbac, AwsAuth awsAuth) {
        requireNonNull(model, "model");
        requireNonNull(rbac, "rbac");
        requireNonNull(awsAuth, "awsAuth");
        return sorted(found(model, rbac, awsAuth));
    }

    /**
     * Checks everything that grants access on a cluster, and whether those to whom it is granted exist in IAM. Blocks until the
     * directory has answered.
     *
     * @param model the cluster
     * @param rbac the RBAC objects that the model was built from
     * @param awsAuth the {@code aws-auth} that the model was built from
     * @param directory looks up the principals of entries and mappings, several at the same time
     * @return the findings, the most urgent first; in the same order for the same input
     * @throws io.github.accessentries.AccessEntriesException if IAM could not be asked
     */
    public static List<Risk> of(AccessModel model, RbacObjects rbac, AwsAuth awsAuth, PrincipalDirectory directory) {
        requireNonNull(model, "model");
        requireNonNull(rbac, "rbac");
        requireNonNull(awsAuth, "awsAuth");
        requireNonNull(directory, "directory");
        List<Risk> risks = found(model, rbac, awsAuth);
        risks.addAll(new NobodyRisks(directory).find(model.entries(), awsAuth));
        return sorted(risks);
    }

    /**
     * Checks when the certificate authority of a cluster ends. No model knows it, so {@link #of} says nothing about it; it is in what
     * DescribeCluster answers. Those of EKS are made for ten years.
     *
     * <p>An authority that has ended or has less than 90 days left is {@link Severity#HIGH}, with less than a year {@link
     * Severity#MEDIUM}, and with less than two {@link Severity#INFO}. If its successor is described already, which outlasts it by
     * then, it is one step less: it only has to be activated, if it is not. A description without an authority that can be read is
     * {@link Severity#INFO}, since then nothing is known.
     *
     * @param cluster DescribeCluster's answer
     * @param clock tells what is soon
     * @return a finding for each authority that ends soon, the most urgent first; empty if none does
     */
    public static List<Risk> ofAuthority(Cluster cluster, Clock clock) {
        requireNonNull(cluster, "cluster");
        requireNonNull(clock, "clock");
        return sorted(AuthorityRisks.of(cluster, clock.instant()));
    }

    private static List<Risk> found(AccessModel model, RbacObjects rbac, AwsAuth awsAuth) {
        RiskyRights rights = RiskyRights.forVersion(model.kubernetesVersion());
        BuiltIn builtIn = new BuiltIn(model, rights);
        SessionUsers sessions = new SessionUsers(model);
        List<Risk> risks = new ArrayList<>(new GrantedRisks(model, rbac, awsAuth, rights, builtIn, sessions).find());
        risks.addAll(new IdleRisks(model, rbac, awsAuth, builtIn, sessions).find());
        risks.addAll(new NamelessRisks(model).find(awsAuth));
        risks.addAll(new UnknownRisks(model, builtIn).find());
        return risks;
    }

    private static List<Risk> sorted(List<Risk> risks) {
        return risks.stream().sorted(ORDER).toList();
    }
}
