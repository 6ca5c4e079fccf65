package io.github.accessentries.internal.planning;

import io.github.accessentries.AccessPolicy;
import io.github.accessentries.internal.question.Likeness;
import io.github.accessentries.policy.CataloguedPolicy;
import io.github.accessentries.policy.PolicyCatalogue;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Finds access policies that EKS would refuse halfway through the work. Used for one change or plan by one thread. */
final class PolicyCheck {

    private final PolicyCatalogue catalogue;
    private final Supplier<List<AccessPolicy>> offered;
    private @Nullable Set<AccessPolicy> known;

    /**
     * Creates a check.
     *
     * @param offered lists the policies that EKS offers; called at most once, and only for policies that the catalogue
     *     does not know
     */
    PolicyCheck(PolicyCatalogue catalogue, Supplier<List<AccessPolicy>> offered) {
        this.catalogue = catalogue;
        this.offered = offered;
    }

    /** Why a policy cannot be associated; empty if it can. */
    Optional<String> fault(AccessPolicy policy) {
        Optional<CataloguedPolicy> found = catalogue.find(policy);
        if (found.isPresent()) {
            return found.filter(CataloguedPolicy::serviceLinkedOnly)
                    .map(each -> policy + " can only be associated with roles of AWS services; leave it out");
        }
        if (known == null) {
            known = new HashSet<>(offered.get());
        }
        return known.contains(policy)
                ? Optional.empty()
                : Optional.of("access policy " + policy + " does not exist; check the spelling, policies() lists all"
                        + " of them"
                        + Likeness.didYouMean(policy.toString(), known.stream().map(AccessPolicy::toString)));
    }
}
