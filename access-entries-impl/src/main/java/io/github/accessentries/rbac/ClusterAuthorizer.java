package io.github.accessentries.rbac;

import io.github.accessentries.authn.KubernetesUser;
import io.github.accessentries.authz.AccessRequest;
import io.github.accessentries.authz.Authorizer;
import io.github.accessentries.authz.Decision;
import io.github.accessentries.authz.GrantedToMasters;
import io.github.accessentries.authz.Reason;
import io.github.accessentries.authz.Rule;
import io.github.accessentries.rbac.RbacIndex.SubjectGrants;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
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
    private final SubjectGrants ofAuthenticated;

    ClusterAuthorizer(RbacIndex rbac, PolicyIndex policies) {
        this.rbac = rbac;
        this.policies = policies;
        this.ofAuthenticated = rbac.ofGroup(AUTHENTICATED);
    }

    @Override
    public Decision decide(KubernetesUser user, AccessRequest request) {
        Question question = new Question(user, request);
        boolean saysAuthenticated = false;
        question.ask(rbac.ofUser(user.username()));
        for (String group : user.groups()) {
            saysAuthenticated |= group.equals(AUTHENTICATED);
            question.ask(rbac.ofGroup(group));
        }
        String arn = canonicalArn(user);
        if (!arn.isEmpty() && !saysAuthenticated) {
            question.ask(ofAuthenticated);
        }
        PolicyHolder holder = policies.of(arn);
        question.askPolicies(holder.grants());
        return question.reasons.isEmpty()
                ? Decision.denied(
                        doubts(holder, question.namespace), () -> new NearestGrants(this, user, request).inWords())
                : Decision.of(question.reasons, List.of());
    }

    /** The one ARN in the extra fields, or the empty text. */
    private static String canonicalArn(KubernetesUser user) {
        Map<String, List<String>> extra = user.extra();
        if (extra.isEmpty()) {
            return "";
        }
        List<String> arns = extra.get(KubernetesUser.CANONICAL_ARN);
        return arns != null && arns.size() == 1 ? arns.get(0) : "";
    }

    private static List<String> doubts(PolicyHolder holder, @Nullable String namespace) {
        if (holder.isCertain()) {
            return List.of();
        }
        List<String> doubts = new ArrayList<>(holder.doubts());
        for (PolicyGrant grant : holder.grants()) {
            if (!grant.complete() && grant.reaches(namespace)) {
                doubts.add(grant.doubt());
            }
        }
        return doubts;
    }

    /** All that is given to a user anywhere, in the order in which it is asked. */
    void eachGrantOf(KubernetesUser user, Consumer<GrantedRules> action) {
        rbac.ofUser(user.username()).all().forEach(action);
        groupsOf(user).forEach(group -> rbac.ofGroup(group).all().forEach(action));
        policiesOf(user).grants().forEach(action);
    }

    /** Who has an IAM identity has been authenticated, and the API server would have said so by this group. */
    Collection<String> groupsOf(KubernetesUser user) {
        if (canonicalArn(user).isEmpty() || user.groups().contains(AUTHENTICATED)) {
            return user.groups();
        }
        List<String> groups = new ArrayList<>(user.groups());
        groups.add(AUTHENTICATED);
        return groups;
    }

    PolicyHolder policiesOf(KubernetesUser user) {
        return policies.of(canonicalArn(user));
    }

    RbacIndex rbac() {
        return rbac;
    }

    PolicyIndex policies() {
        return policies;
    }

    /** Why a user may have more than is known. */
    List<String> doubtsAbout(KubernetesUser user) {
        PolicyHolder holder = policiesOf(user);
        List<String> doubts = new ArrayList<>(holder.doubts());
        holder.grants().stream()
                .filter(grant -> !grant.complete())
                .map(PolicyGrant::doubt)
                .forEach(doubts::add);
        return doubts;
    }

    /** One question, and what has been found to allow it so far. */
    private static final class Question {

        private final KubernetesUser user;
        private final AccessRequest request;
        private final @Nullable String namespace;
        private List<Reason> reasons;

        Question(KubernetesUser user, AccessRequest request) {
            this.user = user;
            this.request = request;
            this.namespace = request.namespace().orElse(null);
            this.reasons = user.groups().contains(GrantedToMasters.GROUP) ? MASTERS : List.of();
        }

        void ask(SubjectGrants grants) {
            if (!grants.all().isEmpty()) {
                ask(grants.clusterWide());
                ask(grants.in(namespace));
            }
        }

        private void ask(List<BindingGrant> grants) {
            for (int i = 0; i < grants.size(); i++) {
                Rule rule = grants.get(i).rules().first(request);
                if (rule != null) {
                    add(grants.get(i).reason(rule));
                }
            }
        }

        void askPolicies(List<PolicyGrant> grants) {
            for (int i = 0; i < grants.size(); i++) {
                PolicyGrant grant = grants.get(i);
                if (grant.reaches(namespace)) {
                    Rule rule = grant.rules().first(request);
                    if (rule != null) {
                        add(grant.reason(rule, namespace, principalIdOf(user)));
                    }
                }
            }
        }

        /** Mostly there is one. */
        private void add(Reason reason) {
            if (reasons.isEmpty()) {
                reasons = List.of(reason);
            } else {
                List<Reason> more = new ArrayList<>(reasons);
                more.add(reason);
                reasons = more;
            }
        }
    }

    /** The unique id of the principal, or its ARN where that is not known. */
    static String principalIdOf(KubernetesUser user) {
        return user.extra(KubernetesUser.PRINCIPAL_ID).orElseGet(() -> canonicalArn(user));
    }
}
