package io.github.accessentries.risk;

import io.github.accessentries.AccessEntry;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.authz.AccessModel;
import io.github.accessentries.authz.GrantedByBinding;
import io.github.accessentries.authz.GrantedByPolicy;
import io.github.accessentries.authz.Reason;
import io.github.accessentries.authz.Subject;
import java.util.HashSet;
import java.util.Set;

/** Recognizes what Kubernetes and AWS set up themselves. */
final class BuiltIn {

    /** Groups of all users, or of all users of a kind. */
    private static final Set<String> WIDE_GROUPS =
            Set.of("system:authenticated", "system:unauthenticated", "system:serviceaccounts");

    private static final String SERVICE_ACCOUNTS_OF = "system:serviceaccounts:";
    private static final String SERVICE_ACCOUNT = "system:serviceaccount:";

    /** Users without credentials. */
    static final String ANONYMOUS = "system:anonymous";

    static final String UNAUTHENTICATED = "system:unauthenticated";

    /** Principals whose entries EKS creates, or that AWS owns. */
    private final Set<PrincipalArn> ofAws = new HashSet<>();

    BuiltIn(AccessModel model) {
        for (AccessEntry entry : model.entries()) {
            if (entry.type().isForNodes() || entry.principal().isServiceLinkedRole()) {
                ofAws.add(entry.principal());
            }
        }
    }

    boolean isOfAws(PrincipalArn principal) {
        return ofAws.contains(principal);
    }

    static boolean isWide(String group) {
        return WIDE_GROUPS.contains(group) || group.startsWith(SERVICE_ACCOUNTS_OF);
    }

    static boolean isOpenToAnybody(Subject subject) {
        return (subject instanceof Subject.User user && user.name().equals(ANONYMOUS))
                || (subject instanceof Subject.Group group && group.name().equals(UNAUTHENTICATED));
    }

    /** Whether every new cluster has this. */
    boolean gives(Subject subject, Reason reason) {
        if (reason instanceof GrantedByPolicy policy) {
            return isOfAws(policy.principal());
        }
        if (!(reason instanceof GrantedByBinding binding)) {
            return false;
        }
        boolean ownBinding = isOwn(binding.binding());
        if (subject instanceof Subject.Principal principal) {
            return ownBinding && isOfAws(principal.arn());
        }
        if (subject instanceof Subject.User user) {
            return isOwn(user.name())
                    && !user.name().equals(ANONYMOUS)
                    && !user.name().startsWith(SERVICE_ACCOUNT);
        }
        return subject instanceof Subject.Group group
                ? ownBinding && isOwn(group.name()) && !isWide(group.name())
                : ownBinding && ((Subject.ServiceAccount) subject).namespace().equals("kube-system");
    }

    private static boolean isOwn(String name) {
        return name.startsWith("system:") || name.startsWith("eks:");
    }
}
