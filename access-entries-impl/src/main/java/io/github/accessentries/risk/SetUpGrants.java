package io.github.accessentries.risk;

import io.github.accessentries.authz.AccessModel;
import io.github.accessentries.authz.GrantedByPolicy;
import io.github.accessentries.authz.Reason;
import io.github.accessentries.authz.Subject;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** Which grants every new cluster has, and who holds others, and so can begin a path. */
final class SetUpGrants {

    private final BuiltIn builtIn;
    private final Set<PowerGrant> setUp = new HashSet<>();
    private final Set<Subject> holdersOfOthers = new LinkedHashSet<>();

    SetUpGrants(AccessModel model, PowerHolders holders) {
        builtIn = new BuiltIn(model, RiskyRights.forVersion(model.kubernetesVersion()));
        AnonymousReach anonymous = new AnonymousReach(model.kubernetesVersion());
        for (Subject subject : model.subjects()) {
            if (!anonymous.isShutOut(subject)) {
                holders.of(subject).ifPresent(this::read);
            }
        }
    }

    private void read(PowerHolder holder) {
        holder.grants().forEach((grant, reason) -> {
            if (!isSetUp(holder, grant, reason)) {
                holdersOfOthers.add(holder.subject());
            } else if (!(holder.subject() instanceof Subject.Principal) || reason instanceof GrantedByPolicy) {
                setUp.add(grant);
            }
        });
    }

    /** With all that it gives: a default role may have been changed. */
    private boolean isSetUp(PowerHolder holder, PowerGrant grant, Reason reason) {
        Subject subject = holder.subject();
        return builtIn.gives(subject, reason)
                && grant.rights().stream()
                        .allMatch(right -> holder.reasonFor(right, Optional.empty())
                                .filter(each -> builtIn.gives(subject, each))
                                .isPresent());
    }

    /** Who holds a grant that not every new cluster has, in the order of the subjects. */
    Set<Subject> holdersOfOthers() {
        return holdersOfOthers;
    }

    /** Nodes and service-linked roles, of which every cluster has some, and the group of nodes, which Kubernetes has itself. */
    boolean isOfNodes(Subject subject) {
        return builtIn.isOfNodes(subject);
    }

    /** Whether Kubernetes or EKS makes it again. */
    boolean has(PowerGrant grant) {
        return setUp.contains(grant);
    }
}
