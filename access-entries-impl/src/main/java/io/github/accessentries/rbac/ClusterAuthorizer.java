package io.github.accessentries.rbac;

import io.github.accessentries.authn.KubernetesUser;
import io.github.accessentries.authz.AccessRequest;
import io.github.accessentries.authz.Authorizer;
import io.github.accessentries.authz.Decision;
import io.github.accessentries.authz.GrantedToMasters;
import io.github.accessentries.authz.Reason;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Asks the authorizers of an EKS cluster: RBAC first, access policies after it. Each can only allow. */
record ClusterAuthorizer(RbacAuthorizer rbac, PolicyAuthorizer policies) implements Authorizer {

    private static final String AUTHENTICATED = "system:authenticated";

    @Override
    public Decision decide(KubernetesUser user, AccessRequest request) {
        List<Reason> reasons = new ArrayList<>();
        List<String> doubts = new ArrayList<>();
        Set<String> groups = groups(user);
        if (groups.contains(GrantedToMasters.GROUP)) {
            reasons.add(new GrantedToMasters());
        }
        rbac.addReasons(user.username(), groups, request, reasons);
        policies.addReasons(user, request, reasons, doubts);
        return Decision.of(reasons, doubts);
    }

    /** Who has an IAM identity has been authenticated, and the API server would have said so by this group. */
    private static Set<String> groups(KubernetesUser user) {
        if (user.groups().contains(AUTHENTICATED) || !user.extra().containsKey(KubernetesUser.CANONICAL_ARN)) {
            return user.groups();
        }
        Set<String> groups = new LinkedHashSet<>(user.groups());
        groups.add(AUTHENTICATED);
        return groups;
    }
}
