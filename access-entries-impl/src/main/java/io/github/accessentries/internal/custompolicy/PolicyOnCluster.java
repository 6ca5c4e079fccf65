package io.github.accessentries.internal.custompolicy;

import io.github.accessentries.AccessScope;
import io.github.accessentries.authz.RbacRole;
import io.github.accessentries.authz.Rule;
import io.github.accessentries.authz.ScopedPolicy;
import io.github.accessentries.internal.kubernetes.OwnMarks;
import io.github.accessentries.internal.name.ScopeId;
import io.github.accessentries.internal.text.PlainText;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A custom policy as its ClusterRole has it.
 *
 * @param name the name of the policy
 * @param role its ClusterRole
 * @param scopes where it is granted, by the short name of the scope
 * @param faults annotations that look like scopes and are none, each as a phrase
 */
public record PolicyOnCluster(String name, RbacRole role, SortedMap<String, AccessScope> scopes, List<String> faults) {

    /** Copies what is given. */
    public PolicyOnCluster {
        scopes = Collections.unmodifiableSortedMap(new TreeMap<>(scopes));
        faults = List.copyOf(faults);
    }

    /** {@return the rules that count on the cluster} */
    public List<Rule> rules() {
        return role.rules();
    }

    /** Whether a role has a name by which only policies go. */
    static boolean isCalledSo(RbacRole role) {
        return role.namespace() == null && role.name().startsWith(ScopedPolicy.PREFIX);
    }

    /** Why a ClusterRole that is called like a policy is none of ours; empty if it is one. */
    static Optional<String> strangeness(RbacRole role) {
        String policy = role.name().substring(ScopedPolicy.PREFIX.length());
        String label = role.labels().get(ScopedPolicy.POLICY_LABEL);
        if (!OwnMarks.THIS_LIBRARY.equals(role.labels().get(OwnMarks.MANAGED_BY)) || label == null) {
            return Optional.of(
                    role.reference() + " is there without the labels of a custom policy, so somebody else made"
                            + " it; choose another name for the policy, or delete that role");
        }
        return label.equals(policy) && isName(policy)
                ? Optional.empty()
                : Optional.of(role.reference() + " has the label of policy " + PlainText.quoted(label)
                        + ", which is not called so; choose another name for the policy, or delete that role");
    }

    private static boolean isName(String policy) {
        try {
            return ScopedPolicy.of(policy, AccessScope.clusterWide()).policy().equals(policy);
        } catch (IllegalArgumentException noPolicyIsCalledSo) {
            return false;
        }
    }

    /** Reads a ClusterRole that is one of ours. */
    static PolicyOnCluster of(RbacRole role) {
        SortedMap<String, AccessScope> scopes = new TreeMap<>();
        List<String> faults = new ArrayList<>();
        role.annotations().forEach((key, text) -> {
            if (key.startsWith(PolicyObjects.SCOPE_KEY)) {
                String id = key.substring(PolicyObjects.SCOPE_KEY.length());
                scope(id, text)
                        .ifPresentOrElse(
                                scope -> scopes.put(id, scope),
                                () -> faults.add(role.reference() + " has the annotation " + PlainText.name(key)
                                        + ", whose value " + PlainText.quoted(text)
                                        + " is not the scope of that name; correct it or take it away"));
            }
        });
        return new PolicyOnCluster(role.name().substring(ScopedPolicy.PREFIX.length()), role, scopes, faults);
    }

    private static Optional<AccessScope> scope(String id, String text) {
        return ScopeId.read(text).filter(names -> ScopeId.of(names).equals(id)).flatMap(PolicyOnCluster::scope);
    }

    private static Optional<AccessScope> scope(List<String> namespaces) {
        try {
            return Optional.of(namespaces.isEmpty() ? AccessScope.clusterWide() : AccessScope.namespaces(namespaces));
        } catch (IllegalArgumentException nobodyCanGrantThat) {
            return Optional.empty();
        }
    }

    /**
     * The policy in one of its scopes.
     *
     * @param id the short name of the scope
     * @return empty if it is not granted there
     */
    public Optional<ScopedPolicy> in(String id) {
        return Optional.ofNullable(scopes.get(id)).map(scope -> ScopedPolicy.of(name, scope));
    }
}
