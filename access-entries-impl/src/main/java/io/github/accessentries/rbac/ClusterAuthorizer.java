package io.github.accessentries.rbac;

import io.github.accessentries.Health;
import io.github.accessentries.authn.KubernetesUser;
import io.github.accessentries.authz.AccessRequest;
import io.github.accessentries.authz.Authorizer;
import io.github.accessentries.authz.Decision;
import io.github.accessentries.authz.GrantedToMasters;
import io.github.accessentries.authz.Reason;
import io.github.accessentries.authz.Rule;
import io.github.accessentries.internal.question.Misspellings;
import io.github.accessentries.rbac.RbacIndex.SubjectGrants;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Asks the authorizers of an EKS cluster: RBAC first, access policies after it. Each can only allow. This is the way that
 * every request takes, so it allocates little beyond its answer.
 */
final class ClusterAuthorizer implements Authorizer {

    static final String AUTHENTICATED = "system:authenticated";

    private static final List<Reason> MASTERS = List.of(new GrantedToMasters());

    private final RbacIndex rbac;
    private final PolicyIndex policies;
    private final List<String> doubtsOnDenials;
    private final Misspellings misspellings;
    private final SubjectGrants ofAuthenticated;

    ClusterAuthorizer(RbacIndex rbac, PolicyIndex policies, List<String> doubtsOnDenials, Misspellings misspellings) {
        this.misspellings = misspellings;
        this.rbac = rbac;
        this.policies = policies;
        this.doubtsOnDenials = doubtsOnDenials;
        this.ofAuthenticated = rbac.ofGroup(AUTHENTICATED);
    }

    @Override
    public Health health() {
        return Health.well();
    }

    @Override
    public Decision decide(KubernetesUser user, AccessRequest request) {
        String namespace = request.namespace().orElse(null);
        List<Reason> reasons = user.groups().contains(GrantedToMasters.GROUP) ? MASTERS : List.of();
        if (!rbac.isEmpty()) {
            reasons = byBindings(user, request, namespace, reasons);
        }
        PolicyHolder holder = policies.of(user.canonicalArn());
        reasons = byPolicies(holder.grants(), user, request, namespace, reasons);
        return reasons.isEmpty()
                ? Decision.denied(doubts(holder, user, request), () -> new NearestGrants(this, user, request).inWords())
                : Decision.of(reasons, List.of());
    }

    /** What has been found to allow a request, and what of all that is bound to a user does. */
    private List<Reason> byBindings(
            KubernetesUser user, AccessRequest request, @Nullable String namespace, List<Reason> reasons) {
        List<Reason> all = byBindings(rbac.ofUser(user.username()), request, namespace, reasons);
        boolean saysAuthenticated = false;
        for (String group : user.groups()) {
            saysAuthenticated |= group.equals(AUTHENTICATED);
            all = byBindings(rbac.ofGroup(group), request, namespace, all);
        }
        return saysAuthenticated || user.canonicalArn().isEmpty()
                ? all
                : byBindings(ofAuthenticated, request, namespace, all);
    }

    /** What has been found to allow a request, and what of the bindings of one subject does. */
    private static List<Reason> byBindings(
            SubjectGrants grants, AccessRequest request, @Nullable String namespace, List<Reason> reasons) {
        return grants.all().isEmpty()
                ? reasons
                : byBindings(grants.in(namespace), request, byBindings(grants.clusterWide(), request, reasons));
    }

    private static List<Reason> byBindings(List<BindingGrant> grants, AccessRequest request, List<Reason> reasons) {
        List<Reason> all = reasons;
        for (int i = 0; i < grants.size(); i++) {
            Rule rule = grants.get(i).rules().first(request);
            if (rule != null) {
                all = with(grants.get(i).reason(rule), all);
            }
        }
        return all;
    }

    private static List<Reason> byPolicies(
            List<PolicyGrant> grants,
            KubernetesUser user,
            AccessRequest request,
            @Nullable String namespace,
            List<Reason> reasons) {
        List<Reason> all = reasons;
        for (int i = 0; i < grants.size(); i++) {
            PolicyGrant grant = grants.get(i);
            if (grant.reaches(namespace)) {
                Rule rule = grant.rules().first(request);
                if (rule != null) {
                    all = with(grant.reason(rule, namespace, principalIdOf(user)), all);
                }
            }
        }
        return all;
    }

    /** Mostly there is one. */
    private static List<Reason> with(Reason reason, List<Reason> reasons) {
        if (reasons.isEmpty()) {
            return List.of(reason);
        }
        List<Reason> more = new ArrayList<>(reasons);
        more.add(reason);
        return more;
    }

    /** Mostly a list that is there already. */
    private List<String> doubts(PolicyHolder holder, KubernetesUser user, AccessRequest request) {
        List<String> own = ownDoubts(holder, user, request);
        return own.isEmpty() ? doubtsOnDenials : both(own, doubtsOnDenials);
    }

    private List<String> ownDoubts(PolicyHolder holder, KubernetesUser user, AccessRequest request) {
        List<String> doubts = doubtsBesideMissingRoles(holder, user, request);
        return rbac.missing().isEmpty()
                ? doubts
                : both(
                        doubts,
                        rbac.missing()
                                .doubts(
                                        user,
                                        groupsOf(user),
                                        request.namespace().orElse(null)));
    }

    /** The same without those by roles that were not read, which are told of the whole answer where all subjects are listed. */
    List<String> doubtsBesideMissingRoles(KubernetesUser user, AccessRequest request) {
        return doubtsBesideMissingRoles(policiesOf(user), user, request);
    }

    private static List<String> doubtsBesideMissingRoles(
            PolicyHolder holder, KubernetesUser user, AccessRequest request) {
        boolean mayBeNode = NodeAuthorizer.isNode(user) && NodeAuthorizer.mayAllow(request);
        if (holder.isCertain() && !mayBeNode) {
            return List.of();
        }
        List<String> doubts = new ArrayList<>(holder.doubts());
        String namespace = request.namespace().orElse(null);
        for (PolicyGrant grant : holder.grants()) {
            if (grant.mayReach(namespace)) {
                doubts.addAll(grant.doubts());
            }
        }
        if (mayBeNode) {
            doubts.add(NodeAuthorizer.DOUBT);
        }
        return doubts;
    }

    private static List<String> both(List<String> some, List<String> others) {
        if (others.isEmpty()) {
            return some;
        }
        List<String> both = new ArrayList<>(some);
        both.addAll(others);
        return both;
    }

    /** All that is given to a user anywhere, in the order in which it is asked. */
    void eachGrantOf(KubernetesUser user, Consumer<GrantedRules> action) {
        rbac.ofUser(user.username()).all().forEach(action);
        groupsOf(user).forEach(group -> rbac.ofGroup(group).all().forEach(action));
        policiesOf(user).grants().forEach(action);
    }

    /** Who has an IAM identity has been authenticated, and the API server would have said so by this group. */
    Collection<String> groupsOf(KubernetesUser user) {
        if (user.canonicalArn().isEmpty() || user.groups().contains(AUTHENTICATED)) {
            return user.groups();
        }
        List<String> groups = new ArrayList<>(user.groups());
        groups.add(AUTHENTICATED);
        return groups;
    }

    PolicyHolder policiesOf(KubernetesUser user) {
        return policies.of(user.canonicalArn());
    }

    Misspellings misspellings() {
        return misspellings;
    }

    RbacIndex rbac() {
        return rbac;
    }

    PolicyIndex policies() {
        return policies;
    }

    /** Why a user may be allowed a request in some other namespace than those that are known. */
    List<String> doubtsAnywhere(KubernetesUser user, AccessRequest request) {
        return both(ownDoubts(user, NodeAuthorizer.mayAllow(request)), doubtsOnDenials);
    }

    /** Why a user may have more than is known, beyond what makes all answers doubtful. */
    List<String> ownDoubts(KubernetesUser user) {
        return ownDoubts(user, true);
    }

    private List<String> ownDoubts(KubernetesUser user, boolean nodesMay) {
        List<String> doubts = new ArrayList<>(policiesOf(user).allDoubts());
        if (nodesMay && NodeAuthorizer.isNode(user)) {
            doubts.add(NodeAuthorizer.DOUBT);
        }
        doubts.addAll(rbac.missing().doubts(user, groupsOf(user)));
        return doubts;
    }

    /** Why a user may have more than is known. */
    List<String> doubtsAbout(KubernetesUser user) {
        return both(ownDoubts(user), doubtsOnDenials);
    }

    /** The unique id of the principal, or its ARN where that is not known. */
    static String principalIdOf(KubernetesUser user) {
        return user.principalId().isEmpty() ? user.canonicalArn() : user.principalId();
    }
}
