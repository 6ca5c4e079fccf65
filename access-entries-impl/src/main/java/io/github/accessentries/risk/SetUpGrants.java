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
    private final Set<Subject> holders = new HashSet<>();

    SetUpGrants(AccessModel model, PowerHolders holders) {
        builtIn = new BuiltIn(model);
        for (Subject subject : model.subjects()) {
            holders.of(subject).ifPresent(this::read);
        }
    }

    private void read(PowerHolder holder) {
        if (!holder.grants().isEmpty()) {
            holders.add(holder.subject());
        }
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

    /** Whether somebody has grants, and none that not every new cluster has. */
    boolean areAllOf(Subject subject) {
        return holders.contains(subject) && !holdersOfOthers.contains(subject);
    }

    /** Whether Kubernetes or EKS makes it again. */
    boolean has(PowerGrant grant) {
        return setUp.contains(grant);
    }
}
