package io.github.accessentries.internal.custompolicy;

import static java.util.Objects.requireNonNull;

import io.github.accessentries.AccessScope;
import io.github.accessentries.authz.RbacBinding;
import io.github.accessentries.authz.RbacObject;
import io.github.accessentries.authz.RbacRole;
import io.github.accessentries.authz.Rule;
import io.github.accessentries.authz.ScopedPolicy;
import io.github.accessentries.internal.custompolicy.ObjectChanges.Clash;
import io.github.accessentries.internal.custompolicy.ObjectChanges.Replaced;
import io.github.accessentries.internal.kubernetes.OwnMarks;
import io.github.accessentries.internal.objects.SameObject;
import io.github.accessentries.internal.text.PlainText;
import io.github.accessentries.rbac.RbacObjects;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The custom policies that a cluster has, read from its objects. Immutable. */
public final class PresentPolicies {

    private record Key(String kind, @Nullable String namespace, String name) {

        static Key of(RbacObject object) {
            return new Key(object.kind(), object.namespace(), object.name());
        }
    }

    private final SortedMap<String, PolicyOnCluster> policies = new TreeMap<>();
    private final Map<String, String> strangers = new HashMap<>();
    /** Everything that is called like an object of a policy, whoever made it. */
    private final Map<Key, RbacObject> objects = new LinkedHashMap<>();

    private final List<String> namespaces;
    /** Those in which nothing new can be made. */
    private final Set<String> terminating;
    /** What of the cluster could not be read, and so may be there although it is not among its objects. */
    private final List<String> unread;

    private PresentPolicies(RbacObjects cluster) {
        this.namespaces = List.copyOf(cluster.namespaces());
        this.terminating = Set.copyOf(cluster.terminatingNamespaces());
        this.unread = List.copyOf(cluster.faults());
        for (RbacRole role : cluster.roles()) {
            if (PolicyOnCluster.isCalledSo(role)) {
                objects.put(Key.of(role), role);
                PolicyOnCluster.strangeness(role)
                        .ifPresentOrElse(
                                reason -> strangers.put(role.name(), reason),
                                () -> policies.put(
                                        role.name().substring(ScopedPolicy.PREFIX.length()), PolicyOnCluster.of(role)));
            }
        }
        for (RbacBinding binding : cluster.bindings()) {
            if (binding.name().startsWith(ScopedPolicy.PREFIX)) {
                objects.put(Key.of(binding), binding);
            }
        }
    }

    /**
     * Reads them from all RBAC objects of a cluster.
     *
     * @param cluster the objects with their labels and annotations, and the namespaces
     * @return the policies
     */
    public static PresentPolicies of(RbacObjects cluster) {
        return new PresentPolicies(requireNonNull(cluster, "cluster"));
    }

    /** {@return the policies by name} */
    public SortedMap<String, PolicyOnCluster> policies() {
        return Collections.unmodifiableSortedMap(policies);
    }

    /** {@return the existing namespaces} */
    public List<String> namespaces() {
        return namespaces;
    }

    /**
     * What a group stands for.
     *
     * @param group the name of a group
     * @return the policy and scope, empty if it is no group of a policy on this cluster
     */
    public Optional<ScopedPolicy> grantedBy(String group) {
        int colon = group.lastIndexOf(':');
        if (!group.startsWith(ScopedPolicy.PREFIX) || colon < ScopedPolicy.PREFIX.length()) {
            return Optional.empty();
        }
        PolicyOnCluster policy = policies.get(group.substring(ScopedPolicy.PREFIX.length(), colon));
        return policy == null ? Optional.empty() : policy.in(group.substring(colon + 1));
    }

    /**
     * What has to be done so that a policy has these rules in these scopes, and nowhere else.
     *
     * @param policy the name of the policy
     * @param rules its rules
     * @param scopes where it is granted; none if it is to be gone from the cluster
     * @return the changes, none if all is so
     */
    public ObjectChanges toHave(String policy, List<Rule> rules, Collection<AccessScope> scopes) {
        List<RbacObject> wanted = new ArrayList<>();
        if (!scopes.isEmpty()) {
            wanted.add(PolicyObjects.role(policy, rules, scopes));
            wanted.addAll(bindings(policy, scopes));
        }
        return changes(policy, wanted, scopes);
    }

    private List<RbacBinding> bindings(String policy, Collection<AccessScope> scopes) {
        return scopes.stream()
                .flatMap(scope -> PolicyObjects.bindings(ScopedPolicy.of(policy, scope), namespaces).stream())
                .toList();
    }

    private ObjectChanges changes(String policy, List<RbacObject> wanted, Collection<AccessScope> scopes) {
        Set<String> groups = scopes.stream()
                .map(scope -> ScopedPolicy.of(policy, scope).group())
                .collect(Collectors.toSet());
        List<RbacObject> made = new ArrayList<>();
        List<Replaced> replaced = new ArrayList<>();
        List<RbacObject> deleted = new ArrayList<>();
        List<Clash> clashes = new ArrayList<>();
        Set<Key> kept = new HashSet<>();
        for (RbacObject object : wanted) {
            Key key = Key.of(object);
            kept.add(key);
            RbacObject present = objects.get(key);
            if (present == null) {
                // A namespace that is being deleted takes nothing new, and soon needs nothing.
                if (object.namespace() == null || !terminating.contains(object.namespace())) {
                    made.add(object);
                }
            } else if (!isOurs(present, policy)) {
                clashes.add(new Clash(present, object, strangeness(present, policy)));
            } else if (!SameObject.isSame(present, object)) {
                replaced.add(new Replaced(present, object));
            }
        }
        objects.forEach((key, object) -> {
            if (!kept.contains(key) && isOurs(object, policy) && !mayBelong(object, groups)) {
                deleted.add(0, object);
            }
        });
        return new ObjectChanges(made, replaced, deleted, clashes);
    }

    /** Whether a binding would be one too many only because a namespace or role is missing that may just not have been read. */
    private boolean mayBelong(RbacObject object, Set<String> groups) {
        return !unread.isEmpty()
                && object.namespace() != null
                && !namespaces.contains(object.namespace())
                && groups.contains(object.name());
    }

    private String strangeness(RbacObject present, String policy) {
        return strangers.getOrDefault(
                present instanceof RbacRole ? present.name() : "",
                present.reference() + " is there without the labels of policy " + PlainText.quoted(policy)
                        + ", so somebody else made it; choose another name for the policy, or delete it");
    }

    private static boolean isOurs(RbacObject object, String policy) {
        return OwnMarks.THIS_LIBRARY.equals(object.labels().get(OwnMarks.MANAGED_BY))
                && Objects.equals(policy, object.labels().get(ScopedPolicy.POLICY_LABEL))
                && (object.name().equals(ScopedPolicy.PREFIX + policy)
                        || object.name().startsWith(ScopedPolicy.PREFIX + policy + ":"));
    }

    /**
     * What has to be done so that the bindings of all policies are what the namespaces are now. Scopes stay, also those that
     * nobody uses, since a grant may be on its way; and while a part of the cluster cannot be read, so does whatever may belong to
     * it.
     *
     * @return the changes, and what cannot be read among the clashes
     */
    public ObjectChanges toReconcile() {
        ObjectChanges all = new ObjectChanges(List.of(), List.of(), List.of(), faults());
        Set<String> groups = new HashSet<>();
        for (PolicyOnCluster policy : policies.values()) {
            // While a scope cannot be read, its bindings would count as those of none.
            if (policy.faults().isEmpty()) {
                Collection<AccessScope> scopes = policy.scopes().values();
                List<RbacObject> wanted = new ArrayList<>(bindings(policy.name(), scopes));
                wanted.add(policy.role());
                all = all.and(changes(policy.name(), wanted, scopes));
                scopes.forEach(scope ->
                        groups.add(ScopedPolicy.of(policy.name(), scope).group()));
            }
        }
        List<RbacObject> orphans = objects.values().stream()
                .filter(object -> object instanceof RbacBinding binding && isOrphan(binding))
                .toList();
        List<Clash> kept = objects.values().stream()
                .filter(object -> mayBelong(object, groups) || (!unread.isEmpty() && orphans.contains(object)))
                .map(object -> new Clash(
                        object,
                        object,
                        "it is kept, because not all of the cluster could be read, and what it belongs to may be there: "
                                + String.join("; ", unread)))
                .toList();
        return all.and(new ObjectChanges(List.of(), List.of(), unread.isEmpty() ? orphans : List.of(), kept));
    }

    /** What cannot be read of the policies. */
    private List<Clash> faults() {
        return policies.values().stream()
                .flatMap(
                        policy -> policy.faults().stream().map(fault -> new Clash(policy.role(), policy.role(), fault)))
                .toList();
    }

    /** Whether it is a binding of ours whose role is gone: it gives nothing now, but would if the policy came back. */
    private boolean isOrphan(RbacBinding binding) {
        String policy = binding.labels().get(ScopedPolicy.POLICY_LABEL);
        return policy != null
                && isOurs(binding, policy)
                && !objects.containsKey(new Key(RbacBinding.CLUSTER_ROLE, null, ScopedPolicy.PREFIX + policy));
    }
}
