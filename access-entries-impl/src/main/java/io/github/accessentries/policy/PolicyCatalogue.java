package io.github.accessentries.policy;

import static java.util.Objects.requireNonNull;

import io.github.accessentries.AccessPolicy;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * The access policies that are known, with their rules. Immutable, and safe to share between threads.
 *
 * <p>AWS maintains the policies and may change them at any time; EKS has no API to read their rules. The rules of the
 * {@link #published()} catalogue are transcribed from AWS's documentation as of {@link #asOf()}. If you know a policy
 * better, put a catalogue of your own on top:
 *
 * <pre>{@code
 * PolicyCatalogue mine = PolicyCatalogue.published().with(PolicyCatalogue.parse(Files.readString(path)));
 * AccessModel model = ClusterAccess.builder().entries(entries).catalogue(mine).build();
 * }</pre>
 *
 * <p>A policy that is not in the catalogue may well exist.
 *
 * @see <a href="https://docs.aws.amazon.com/eks/latest/userguide/access-policy-permissions.html">The permissions of access policies, in the EKS User Guide</a>
 */
public final class PolicyCatalogue {

    private final String asOf;
    private final Map<AccessPolicy, CataloguedPolicy> byPolicy;

    /** Read when it is first asked for. */
    private static final class Published {
        static final PolicyCatalogue CATALOGUE = CatalogueReader.readResource("access-policies.json");
    }

    PolicyCatalogue(String asOf, Collection<CataloguedPolicy> policies) {
        this.asOf = asOf;
        this.byPolicy = new TreeMap<>();
        policies.forEach(each -> byPolicy.put(each.policy(), each));
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
     * Reads a catalogue, in the form of the one that comes with this library:
     *
     * <pre>{@code
     * asOf: "2026-11"
     * policies:
     * - name: AmazonEKSNetworkingPolicy     # or the ARN
     *   intendedFor: Networking of Auto Mode, as seen in our audit logs.
     *   source: audit log of prod           # for people, as intendedFor
     *   rulesComplete: false                # whether the rules are all that it allows
     *   rules:
     *   - {apiGroups: [""], resources: [pods, nodes], verbs: [get, list, watch]}
     *   - {nonResourceURLs: [/healthz], verbs: [get]}
     * }</pre>
     *
     * <p>A policy about which nothing is known has no rules. Members beyond these, and {@code rulesKnown: prose} and
     * {@code serviceLinkedOnly}, are ignored.
     *
     * @param text YAML or JSON
     * @return the catalogue
     * @throws IllegalArgumentException if it has faults; the message names every one with its place
     */
    public static PolicyCatalogue parse(String text) {
        requireNonNull(text, "text");
        return CatalogueReader.readText(text);
    }

    /**
     * This catalogue with another one on top: a policy that both have is taken from the other one.
     *
     * @param better the catalogue that takes precedence
     * @return the policies of both, as of the same month as this one
     */
    public PolicyCatalogue with(PolicyCatalogue better) {
        requireNonNull(better, "better");
        Map<AccessPolicy, CataloguedPolicy> both = new TreeMap<>(byPolicy);
        both.putAll(better.byPolicy);
        return new PolicyCatalogue(asOf, both.values());
    }

    /**
     * Compares this catalogue with a later one: which policies were added and removed, and which rules the others
     * gained and lost, however they are written.
     *
     * @param later the other catalogue
     * @return the differences
     */
    public CatalogueComparison compare(PolicyCatalogue later) {
        requireNonNull(later, "later");
        return CatalogueComparison.builder()
                .added(later.policies().stream()
                        .filter(each -> !byPolicy.containsKey(each.policy()))
                        .toList())
                .removed(policies().stream()
                        .filter(each -> !later.byPolicy.containsKey(each.policy()))
                        .toList())
                .changed(policies().stream()
                        .flatMap(each ->
                                later.find(each.policy()).map(after -> PolicyComparison.of(each, after)).stream())
                        .filter(Predicate.not(PolicyComparison::isEmpty))
                        .toList())
                .build();
    }

    /**
     * How fresh the catalogue is.
     *
     * @return the month of its facts, for example {@code 2026-10}
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
        return List.copyOf(byPolicy.values());
    }

    /**
     * Looks up one policy.
     *
     * @param policy the policy
     * @return what is known about it, empty if the catalogue does not have it
     */
    public Optional<CataloguedPolicy> find(AccessPolicy policy) {
        requireNonNull(policy, "policy");
        return Optional.ofNullable(byPolicy.get(policy));
    }
}
