package io.github.accessentries.internal.planning;

import io.github.accessentries.AccessPolicy;
import io.github.accessentries.policy.CataloguedPolicy;
import io.github.accessentries.policy.PolicyCatalogue;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Finds access policies that EKS would refuse halfway through. For one change or plan, and for one thread. */
final class PolicyCheck {

    private final PolicyCatalogue catalogue;
    private final Supplier<List<AccessPolicy>> offered;
    private @Nullable Set<AccessPolicy> known;

    /**
     * Makes a check.
     *
     * @param offered asks EKS which policies there are; needed only for those that the catalogue does not know, and asked
     *     once at most
     */
    PolicyCheck(PolicyCatalogue catalogue, Supplier<List<AccessPolicy>> offered) {
        this.catalogue = catalogue;
        this.offered = offered;
    }

    /** Why a policy cannot be given; empty if it can. */
    Optional<String> fault(AccessPolicy policy) {
        Optional<CataloguedPolicy> found = catalogue.find(policy);
        if (found.isPresent()) {
            return found.filter(CataloguedPolicy::serviceLinkedOnly)
                    .map(each -> policy + " is only for roles of AWS services; leave it out");
        }
        if (known == null) {
            known = new HashSet<>(offered.get());
        }
        return known.contains(policy)
                ? Optional.empty()
                : Optional.of("there is no access policy " + policy + "; check its spelling, policies() lists all");
    }
}
