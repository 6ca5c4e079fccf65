package io.github.accessentries.internal.planning;

import io.github.accessentries.AccessPolicy;
import io.github.accessentries.plan.DesiredAccess;
import io.github.accessentries.plan.DesiredEntry;
import io.github.accessentries.plan.InvalidDesiredAccessException;
import io.github.accessentries.plan.InvalidDesiredAccessException.Fault;
import io.github.accessentries.policy.CataloguedPolicy;
import io.github.accessentries.policy.PolicyCatalogue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Refuses access policies that EKS would refuse halfway through. */
final class PolicyCheck {

    private final PolicyCatalogue catalogue;
    private final Supplier<List<AccessPolicy>> offered;

    /**
     * Makes a check.
     *
     * @param offered asks EKS which policies there are; needed only for those that the catalogue does not know
     */
    PolicyCheck(PolicyCatalogue catalogue, Supplier<List<AccessPolicy>> offered) {
        this.catalogue = catalogue;
        this.offered = offered;
    }

    void require(DesiredAccess desired) {
        List<Fault> faults = new ArrayList<>();
        Set<AccessPolicy> known = new HashSet<>();
        for (DesiredEntry entry : desired.entries()) {
            for (AccessPolicy policy : entry.policies().keySet()) {
                Optional<CataloguedPolicy> found = catalogue.find(policy);
                if (found.isPresent()) {
                    if (found.get().serviceLinkedOnly()) {
                        faults.add(fault(entry, policy + " is only for roles of AWS services; leave it out"));
                    }
                } else {
                    if (known.isEmpty()) {
                        known.addAll(offered.get());
                    }
                    if (!known.contains(policy)) {
                        faults.add(fault(entry, "there is no access policy " + policy + "; check its spelling"));
                    }
                }
            }
        }
        if (!faults.isEmpty()) {
            throw new InvalidDesiredAccessException(faults);
        }
    }

    private static Fault fault(DesiredEntry entry, String reason) {
        return new Fault(entry.principal().toString(), "policies", reason);
    }
}
