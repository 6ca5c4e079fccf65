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
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Asks the authorizers of an EKS cluster: RBAC first, access policies after it. Each can only allow. */
record ClusterAuthorizer(RbacIndex rbac, PolicyIndex policies) implements Authorizer {

    static final String AUTHENTICATED = "system:authenticated";
    private static final Decision DENIED = Decision.of(List.of(), List.of());

    @Override
    public Decision decide(KubernetesUser user, AccessRequest request) {
        Question question = new Question(user, request);
        if (user.groups().contains(GrantedToMasters.GROUP)) {
            question.reasons.add(new GrantedToMasters());
        }
        question.ask(rbac.ofUser(user.username()));
        for (String group : user.groups()) {
            question.ask(rbac.ofGroup(group));
        }
        if (isSurelyAuthenticated(user)) {
            question.ask(rbac.ofGroup(AUTHENTICATED));
        }
        PolicyIndex.Holder holder = policies.of(question.canonicalArn);
        question.askPolicies(holder.grants());
        if (!question.reasons.isEmpty()) {
            return Decision.of(question.reasons, List.of());
        }
        List<String> doubts = doubts(holder, question.namespace);
        return doubts.isEmpty() ? DENIED : Decision.of(List.of(), doubts);
    }

    /** Who has an IAM identity has been authenticated, and the API server would have said so by this group. */
    private static boolean isSurelyAuthenticated(KubernetesUser user) {
        return user.extra().containsKey(KubernetesUser.CANONICAL_ARN)
                && !user.groups().contains(AUTHENTICATED);
    }

    private static List<String> doubts(PolicyIndex.Holder holder, @Nullable String namespace) {
        List<String> doubts = new ArrayList<>(holder.doubts());
        for (PolicyGrant grant : holder.grants()) {
            if (!grant.complete() && grant.reaches(namespace)) {
                doubts.add(grant.doubt());
            }
        }
        return doubts;
    }

    /** All that is given to a user anywhere, in the order in which it is asked. */
    void eachGrantOf(KubernetesUser user, Consumer<Grant> action) {
        each(rbac.ofUser(user.username()), action);
        user.groups().forEach(group -> each(rbac.ofGroup(group), action));
        if (isSurelyAuthenticated(user)) {
            each(rbac.ofGroup(AUTHENTICATED), action);
        }
        policies.of(user.extra(KubernetesUser.CANONICAL_ARN).orElse(""))
                .grants()
                .forEach(action);
    }

    private static void each(SubjectGrants grants, Consumer<Grant> action) {
        grants.clusterWide().forEach(action);
        grants.byNamespace().values().forEach(list -> list.forEach(action));
    }

    /** Why a user may have more than is known. */
    List<String> doubtsAbout(KubernetesUser user) {
        PolicyIndex.Holder holder =
                policies.of(user.extra(KubernetesUser.CANONICAL_ARN).orElse(""));
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
        private final String canonicalArn;
        private final List<Reason> reasons = new ArrayList<>(2);

        Question(KubernetesUser user, AccessRequest request) {
            this.user = user;
            this.request = request;
            this.namespace = request.namespace().orElse(null);
            this.canonicalArn = user.extra(KubernetesUser.CANONICAL_ARN).orElse("");
        }

        void ask(SubjectGrants grants) {
            ask(grants.clusterWide());
            ask(grants.in(namespace));
        }

        private void ask(List<BindingGrant> grants) {
            for (int i = 0; i < grants.size(); i++) {
                ask(grants.get(i));
            }
        }

        void askPolicies(List<PolicyGrant> grants) {
            for (int i = 0; i < grants.size(); i++) {
                if (grants.get(i).reaches(namespace)) {
                    ask(grants.get(i));
                }
            }
        }

        private void ask(Grant grant) {
            Rule rule = grant.rules().first(request);
            if (rule != null) {
                String principalId = user.extra(KubernetesUser.PRINCIPAL_ID).orElse(canonicalArn);
                reasons.add(grant.reason(rule, namespace, principalId));
            }
        }
    }
}
