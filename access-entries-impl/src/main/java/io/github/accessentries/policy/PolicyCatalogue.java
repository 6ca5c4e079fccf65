package io.github.accessentries.policy;

import io.github.accessentries.AccessPolicy;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The access policies that are known, with their rules. Immutable, and safe to share between threads.
 *
 * <p>AWS keeps the policies and may change them at any time; EKS offers no way to read what they contain. The rules here
 * are transcribed from AWS's documentation as of {@link #asOf()}. A policy that is not in the catalogue may well exist.
 */
public final class PolicyCatalogue {

    private final String asOf;
    private final List<CataloguedPolicy> policies;
    private final Map<AccessPolicy, CataloguedPolicy> byPolicy;

    /** Read when it is first asked for. */
    private static final class Published {
        static final PolicyCatalogue CATALOGUE = CatalogueFile.read("access-policies.json");
    }

    PolicyCatalogue(String asOf, List<CataloguedPolicy> policies) {
        this.asOf = asOf;
        this.policies = List.copyOf(policies);
        this.byPolicy = policies.stream().collect(Collectors.toMap(CataloguedPolicy::policy, Function.identity()));
    }

    /**
     * The catalogue that comes with this library.
     *
     * @return the policies that AWS has published
     */
    public static PolicyCatalogue published() {
        return Published.CATALOGUE;
    }

    /**
     * How fresh the catalogue is.
     *
     * @return the month that its facts are of, for example {@code 2026-10}
     */
    public String asOf() {
        return asOf;
    }

    /**
     * All policies.
     *
     * @return the policies, sorted by name
     */
    public List<CataloguedPolicy> policies() {
        return policies;
    }

    /**
     * Looks up one policy.
     *
     * @param policy the policy
     * @return what is known about it, empty if the catalogue does not have it
     */
    public Optional<CataloguedPolicy> find(AccessPolicy policy) {
        return Optional.ofNullable(byPolicy.get(policy));
    }
}
