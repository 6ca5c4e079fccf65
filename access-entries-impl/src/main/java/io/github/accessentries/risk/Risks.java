package io.github.accessentries.risk;

import static java.util.Objects.requireNonNull;

import io.github.accessentries.authz.AccessModel;
import io.github.accessentries.awsauth.AwsAuth;
import io.github.accessentries.rbac.RbacObjects;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Finds what is risky about the access to a cluster.
 *
 * <p>One finding is one kind of risk that comes from one source, a policy, a role or an entry, with everybody whom it
 * concerns. Whoever has something by way of a group stands there in place of the group, unless that is a group that everybody
 * is in, such as {@code system:authenticated}. What is given to {@link RiskKind#FULL_CONTROL full control} is not told again
 * for each thing that this includes.
 *
 * <p>What Kubernetes and AWS set up themselves is told as {@link Severity#INFO}, all of one kind in one finding: what the
 * users {@code system:…} and {@code eks:…} have, whose names nobody else gets; what the bindings {@code system:…} and
 * {@code eks:…} give to groups of such names and to service accounts of {@code kube-system}; and the policies of
 * service-linked roles and nodes. Such a group bound by somebody else, or a principal that is in it, is a finding like any
 * other. The group {@code system:masters}, which every cluster has, is told of only by whoever is in it.
 *
 * <p>Stateless, and safe to share between threads.
 */
public final class Risks {

    private static final Comparator<Risk> ORDER =
            Comparator.comparing(Risk::severity).thenComparing(Risk::kind).thenComparing(Risk::source);

    private Risks() {}

    /**
     * Goes through all that grants access on a cluster.
     *
     * @param model the cluster
     * @param rbac the RBAC objects that the model was made of; if there are no bindings, nothing is said about groups
     *     without a binding, and if there are no namespaces, nothing about scopes that match none
     * @param awsAuth the {@code aws-auth} that the model was made of
     * @return the findings, the most urgent first; in the same order for the same input
     */
    public static List<Risk> of(AccessModel model, RbacObjects rbac, AwsAuth awsAuth) {
        requireNonNull(model, "model");
        requireNonNull(rbac, "rbac");
        requireNonNull(awsAuth, "awsAuth");
        List<Risk> risks = new ArrayList<>(new GrantedRisks(model).find());
        risks.addAll(new IdleRisks(model, rbac, awsAuth).find());
        risks.sort(ORDER);
        return List.copyOf(risks);
    }
}
