package io.github.accessentries.rbac;

import io.github.accessentries.authn.KubernetesUser;
import io.github.accessentries.authz.RbacBinding;
import io.github.accessentries.internal.question.PlacedDoubt;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What bindings give that refer to a role of which something is missing. If these are not all objects of the cluster, a role that is
 * not among them may be there, so what it allows is unknown; and one whose rules are those of others may have more of them.
 * Filled by one thread, then read.
 */
final class MissingRoles {

    /** What is missing. */
    enum Part {
        ROLE("that role is not among the RBAC objects that were read"),
        RULES("its cluster fills in that role from others, which may not be among the RBAC objects that were read");

        private final String why;

        Part(String why) {
            this.why = why;
        }
    }

    private record Missing(BindingGrant grant, Part part) {

        String doubt() {
            return grant.inWords() + " may allow more, since " + part.why;
        }
    }

    private final Map<String, List<Missing>> ofUsers = new HashMap<>();
    private final Map<String, List<Missing>> ofGroups = new HashMap<>();

    void addForUser(String username, BindingGrant grant, Part part) {
        ofUsers.computeIfAbsent(username, each -> new ArrayList<>(1)).add(new Missing(grant, part));
    }

    void addForGroup(String group, BindingGrant grant, Part part) {
        ofGroups.computeIfAbsent(group, each -> new ArrayList<>(1)).add(new Missing(grant, part));
    }

    /** What is wrong with a text that has such a binding. */
    static String fault(ObjectKey binding, ObjectKey role) {
        return binding + " refers to " + role + ", which is not among these objects; what it grants is not known";
    }

    /** The faults that are doubts about the subjects of such bindings, and about nobody else. */
    static Set<String> faults(RbacObjects objects) {
        Set<String> faults = new HashSet<>();
        objects.roles().forEach(role -> faults.addAll(AggregatedRoles.faultsOf(role)));
        for (RbacBinding binding : objects.bindings()) {
            boolean ofNamespace = binding.namespace() != null;
            ObjectKey key = new ObjectKey(
                    ofNamespace ? "RoleBinding" : "ClusterRoleBinding", binding.namespace(), binding.name());
            boolean isRole = binding.roleKind().equals(RbacBinding.ROLE);
            faults.add(
                    fault(key, new ObjectKey(binding.roleKind(), isRole ? binding.namespace() : null, binding.role())));
        }
        return faults;
    }

    /** Whether every role is known that anybody has. */
    boolean isEmpty() {
        return ofUsers.isEmpty() && ofGroups.isEmpty();
    }

    /** Why somebody may be allowed a request in a namespace, or with {@code null} in none. */
    List<String> doubts(@Nullable String namespace) {
        return all().filter(missing -> missing.grant().reaches(namespace))
                .map(Missing::doubt)
                .sorted()
                .toList();
    }

    /** Why somebody may be allowed more, and where. */
    List<PlacedDoubt> placed() {
        return all().map(missing ->
                        new PlacedDoubt(missing.doubt(), missing.grant().places(), List.of()))
                .sorted(Comparator.comparing(PlacedDoubt::text))
                .toList();
    }

    private Stream<Missing> all() {
        return Stream.of(ofUsers, ofGroups)
                .flatMap(grants -> grants.values().stream())
                .flatMap(List::stream);
    }

    /** Why a user may be allowed more anywhere. */
    List<String> doubts(KubernetesUser user, Collection<String> groups) {
        return grants(user, groups).stream().map(Missing::doubt).toList();
    }

    /** Why a user may be allowed a request in a namespace, or with {@code null} in none. */
    List<String> doubts(KubernetesUser user, Collection<String> groups, @Nullable String namespace) {
        return grants(user, groups).stream()
                .filter(missing -> missing.grant().reaches(namespace))
                .map(Missing::doubt)
                .toList();
    }

    private List<Missing> grants(KubernetesUser user, Collection<String> groups) {
        List<Missing> grants = new ArrayList<>(ofUsers.getOrDefault(user.username(), List.of()));
        groups.forEach(group -> grants.addAll(ofGroups.getOrDefault(group, List.of())));
        return grants;
    }
}
