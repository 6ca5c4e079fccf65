package io.github.accessentries.internal.planning;

import io.github.accessentries.AccessEntry;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.internal.custompolicy.PresentPolicies;
import io.github.accessentries.plan.DesiredEntry;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** A wish that names custom policies: what it asks of the entry depends on what is granted on the cluster already. */
interface PolicyWish extends Wish {

    /**
     * The wish in terms of groups.
     *
     * @param present the entry as it is, empty if there is none
     * @param policies the policies of the cluster
     */
    Resolved resolved(Optional<AccessEntry> present, PresentPolicies policies);

    /**
     * What is asked of the entry, in terms of groups.
     *
     * @param wish the wish without what is taken; where there is no entry it has all that is given
     * @param given groups that the entry is to have
     * @param taken groups that it is no longer to have
     * @param uses the policies that the given groups stand for
     */
    record Resolved(Wish wish, Set<String> given, Set<String> taken, List<PolicyUse> uses) implements Wish {

        /** Copies what is given. */
        public Resolved {
            given = Set.copyOf(given);
            taken = Set.copyOf(taken);
            uses = List.copyOf(uses);
        }

        @Override
        public PrincipalArn principal() {
            return wish.principal();
        }

        @Override
        public Reasons reasons() {
            return wish.reasons();
        }

        @Override
        public Optional<DesiredEntry> whereNone() {
            return wish.whereNone();
        }

        @Override
        public Optional<AccessEntry> instead(AccessEntry present) {
            return wish.instead(present).map(entry -> {
                Set<String> groups = new TreeSet<>(entry.groups());
                groups.removeAll(taken);
                groups.addAll(given);
                return StaleEndings.removed(
                        present,
                        AccessEntry.builder().from(entry).groups(groups).build());
            });
        }
    }
}
