package io.github.accessentries.internal.planning;

import io.github.accessentries.AccessEntry;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.authz.RbacBinding;
import io.github.accessentries.authz.RbacObject;
import io.github.accessentries.authz.RbacRole;
import io.github.accessentries.internal.principal.ArnKey;
import io.github.accessentries.internal.principal.DeadEntries;
import io.github.accessentries.plan.Change;
import io.github.accessentries.plan.DesiredAccess;
import io.github.accessentries.plan.EntryChange;
import io.github.accessentries.plan.Finding;
import io.github.accessentries.plan.Finding.Kind;
import io.github.accessentries.rbac.RbacObjects;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Finds what is dangerous about a cluster as it is, and stays so when a plan is made. */
final class Notices {

    private final DesiredAccess desired;
    private final Map<PrincipalArn, AccessEntry> stay = new TreeMap<>();
    private final List<Finding> notices = new ArrayList<>();

    /**
     * Looks at what a plan leaves.
     *
     * @param desired what is desired
     * @param entries the entries of the cluster
     * @param changes the changes of the plan
     */
    Notices(DesiredAccess desired, Collection<AccessEntry> entries, List<Change> changes) {
        this.desired = desired;
        Set<PrincipalArn> made = changes.stream()
                .filter(change -> change instanceof Change.Delete || change instanceof Change.Replace)
                .map(change -> ((EntryChange) change).principal())
                .collect(Collectors.toSet());
        entries.stream()
                .filter(entry -> !made.contains(entry.principal()))
                .forEach(entry -> stay.put(entry.principal(), entry));
    }

    List<Finding> all() {
        return List.copyOf(notices);
    }

    /** Whoever may do everything should be wanted by somebody, also where a state does not own its entry. */
    Notices administrators(Collection<PrincipalArn> after) {
        // What aws-auth maps has no path.
        Set<String> listed = desired.principals().stream().map(ArnKey::of).collect(Collectors.toSet());
        after.stream()
                .filter(principal -> !listed.contains(ArnKey.of(principal)))
                .forEach(principal -> notices.add(Finding.of(
                        Kind.UNLISTED_ADMINISTRATOR,
                        principal,
                        "it is an administrator that is not listed, and stays one, because " + whyItStays(principal)
                                + ". List it if it is to be one; take its access away otherwise")));
        return this;
    }

    private String whyItStays(PrincipalArn principal) {
        AccessEntry entry = stay.get(principal);
        if (entry == null) {
            return "something other than an entry makes it one, such as aws-auth";
        }
        Optional<String> ofAws = OwnedByAws.reason(entry);
        return ofAws.isPresent()
                ? "entries like its own are left to AWS: " + ofAws.get()
                : "the desired state owns " + desired.ownership();
    }

    Notices dead(DeadEntries dead) {
        for (AccessEntry entry : stay.values()) {
            switch (dead.life(entry)) {
                case GONE ->
                    gone(
                            entry,
                            "it does not exist in IAM, so its entry lets nobody in. Delete the entry, or correct the"
                                    + " ARN");
                case MOVED ->
                    gone(
                            entry,
                            "in IAM, its name has another path, so its entry lets nobody in. Make an entry for the ARN"
                                    + " that exists, and delete this one");
                case MADE_AGAIN ->
                    notices.add(Finding.of(
                            Kind.DEAD_ENTRY,
                            entry.principal(),
                            "it was recreated in IAM after its entry was created, so the entry lets nobody in. Delete the"
                                    + " entry and make it again, if whoever can use the new principal is to have its"
                                    + " access"));
                case ALIVE -> {
                    // There is nothing to tell.
                }
            }
        }
        return this;
    }

    /** What such a binding gives is decided by whoever makes the role. */
    Notices missingRoles(RbacObjects after) {
        Set<String> roles = after.roles().stream().map(RbacObject::reference).collect(Collectors.toSet());
        for (RbacObject object : desired.objects()) {
            if (object instanceof RbacBinding binding) {
                boolean ofNamespace = binding.roleKind().equals(RbacBinding.ROLE);
                RbacRole role = RbacRole.builder()
                        .namespace(ofNamespace ? binding.namespace() : null)
                        .name(binding.role())
                        .build();
                if (!roles.contains(role.reference())) {
                    notices.add(Finding.builder()
                            .kind(Kind.ROLE_MISSING)
                            .subject(binding.reference())
                            .text(role.reference()
                                    + " does not exist, so whoever makes it decides what this gives; list"
                                    + " the role, or correct its name")
                            .build());
                }
            }
        }
        return this;
    }

    /** EKS refuses to make an entry for a principal that does not exist. */
    Notices gone(List<AccessEntry> created, DeadEntries dead) {
        created.stream()
                .filter(entry -> dead.life(entry) != DeadEntries.Life.ALIVE)
                .forEach(entry -> gone(
                        entry,
                        dead.life(entry) == DeadEntries.Life.MOVED
                                ? "in IAM, its name has another path, so EKS refuses the new entry, or it lets nobody in."
                                        + " List the ARN that exists"
                                : "it does not exist in IAM, so EKS refuses the new entry, or it lets nobody in. Create the"
                                        + " principal first, or correct the ARN"));
        return this;
    }

    private void gone(AccessEntry entry, String text) {
        notices.add(Finding.of(Kind.PRINCIPAL_GONE, entry.principal(), text));
    }
}
