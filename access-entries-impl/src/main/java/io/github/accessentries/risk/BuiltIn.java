package io.github.accessentries.risk;

import io.github.accessentries.AccessEntry;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.authz.AccessModel;
import io.github.accessentries.authz.GrantedByBinding;
import io.github.accessentries.authz.GrantedByPolicy;
import io.github.accessentries.authz.GrantedToMasters;
import io.github.accessentries.authz.Reason;
import io.github.accessentries.authz.Subject;
import java.util.HashSet;
import java.util.Set;

/** Recognizes what Kubernetes and AWS set up themselves. */
final class BuiltIn {

    /** In which everybody is who logs in, also one whom nobody knows. */
    static final Subject AUTHENTICATED = new Subject.Group("system:authenticated");

    /** Whose members may do everything. */
    static final Subject MASTERS = new Subject.Group(GrantedToMasters.GROUP);

    /** Users without credentials. */
    static final String ANONYMOUS = "system:anonymous";

    static final String UNAUTHENTICATED = "system:unauthenticated";

    /** Groups of all users, or of all users of a kind. */
    private static final Set<String> WIDE_GROUPS = Set.of(AUTHENTICATED.name(), UNAUTHENTICATED, AccountNames.ALL);

    /** Principals whose entries EKS creates, or that AWS owns. */
    private final Set<PrincipalArn> ofAws = new HashSet<>();

    private final RiskyRights rights;

    BuiltIn(AccessModel model, RiskyRights rights) {
        this.rights = rights;
        for (AccessEntry entry : model.entries()) {
            if (entry.type().isForNodes() || entry.principal().isServiceLinkedRole()) {
                ofAws.add(entry.principal());
            }
        }
    }

    boolean isOfAws(PrincipalArn principal) {
        return ofAws.contains(principal);
    }

    /** Nodes and service-linked roles, of which every cluster has some; Kubernetes has the group of nodes itself. */
    boolean isOfNodes(Subject subject) {
        return subject instanceof Subject.Principal principal
                ? isOfAws(principal.arn())
                : subject.name().equals("system:nodes") || subject.name().startsWith("system:node:");
    }

    static boolean isWide(String group) {
        return WIDE_GROUPS.contains(group) || group.startsWith(AccountNames.ALL_OF);
    }

    static boolean isOpenToAnybody(Subject subject) {
        return (subject instanceof Subject.User user && user.name().equals(ANONYMOUS))
                || (subject instanceof Subject.Group group && group.name().equals(UNAUTHENTICATED));
    }

    /** Whether every new cluster has this, with all that the rule is worth. */
    boolean gives(Subject subject, Reason reason) {
        if (!(reason instanceof GrantedByBinding binding)) {
            return gives(subject, reason, RiskKind.FULL_CONTROL);
        }
        return isForOwnUse(subject)
                && DefaultAccess.known().has(binding)
                && rights.of(binding.rule(), binding.bindingNamespace() == null).stream()
                        .allMatch(right -> DefaultAccess.known().gives(binding, right.kind()));
    }

    /** Whether every new cluster has this, as far as a kind of risk goes. */
    boolean gives(Subject subject, Reason reason, RiskKind kind) {
        if (reason instanceof GrantedByPolicy policy) {
            return isOfAws(policy.principal());
        }
        return isForOwnUse(subject)
                && reason instanceof GrantedByBinding binding
                && DefaultAccess.known().gives(binding, kind);
    }

    private boolean isForOwnUse(Subject subject) {
        return !(subject instanceof Subject.Principal principal) || isOfAws(principal.arn());
    }
}
