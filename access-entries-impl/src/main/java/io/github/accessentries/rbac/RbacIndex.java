package io.github.accessentries.rbac;

import io.github.accessentries.authz.RbacBinding;
import io.github.accessentries.authz.RbacRole;
import io.github.accessentries.authz.RbacSubject;
import io.github.accessentries.authz.ScopedPolicy;
import io.github.accessentries.authz.Subject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What Kubernetes RBAC gives, by the rules of kube-apiserver: a ClusterRoleBinding speaks for every request, a RoleBinding
 * for requests in its namespace. Kept by subject and namespace, so that a question meets only what concerns it. Immutable.
 */
final class RbacIndex {

    /** Neither can be the name of a namespace. */
    private static final String OF_THE_CLUSTER = "";

    private static final String NOWHERE = "/";

    /** All grants of one user name or group, in the order of the bindings, and taken apart by place. */
    record SubjectGrants(
            List<BindingGrant> all, List<BindingGrant> clusterWide, Map<String, List<BindingGrant>> byNamespace) {

        static final SubjectGrants NONE = new SubjectGrants(List.of(), List.of(), Map.of());

        static SubjectGrants of(List<BindingGrant> grants) {
            List<BindingGrant> clusterWide = new ArrayList<>();
            Map<String, List<BindingGrant>> byNamespace = new HashMap<>();
            for (BindingGrant grant : grants) {
                String namespace = grant.binding().namespace();
                (namespace == null ? clusterWide : byNamespace.computeIfAbsent(namespace, each -> new ArrayList<>()))
                        .add(grant);
            }
            byNamespace.replaceAll((namespace, list) -> List.copyOf(list));
            return new SubjectGrants(List.copyOf(grants), List.copyOf(clusterWide), Map.copyOf(byNamespace));
        }

        List<BindingGrant> in(@Nullable String namespace) {
            return namespace == null ? List.of() : byNamespace.getOrDefault(namespace, List.of());
        }
    }

    private final Map<String, SubjectGrants> users = new HashMap<>();
    private final Map<String, SubjectGrants> groups = new HashMap<>();
    private final Set<Subject> subjects = new TreeSet<>();
    private final MissingRoles missing = new MissingRoles();

    private final RbacObjects objects;

    private RbacIndex(RbacObjects objects, SharedRules shared, @Nullable RbacIndex previous) {
        this.objects = objects;
        Map<String, Map<String, RuleIndex>> roles = new HashMap<>();
        for (RbacRole role : objects.roles()) {
            roles.computeIfAbsent(role.namespace() == null ? OF_THE_CLUSTER : role.namespace(), each -> new HashMap<>())
                    .put(role.name(), shared.index(role.rules()));
        }
        Set<String> rolesThatMayGrow = rolesThatMayGrow(objects);
        Map<ScopedPolicy, ScopedPolicy> policies = new HashMap<>();
        Map<String, List<BindingGrant>> ofUsers = new HashMap<>();
        Map<String, List<BindingGrant>> ofGroups = new HashMap<>();
        for (RbacBinding binding : objects.bindings()) {
            RuleIndex found = rulesOf(binding, roles);
            RuleIndex rules = found == null ? RuleIndex.NOTHING : found;
            // A policy has a binding in each of its namespaces, and they share the value.
            ScopedPolicy policy = ScopedPolicy.of(binding)
                    .map(read -> policies.computeIfAbsent(read, each -> each))
                    .orElse(null);
            MissingRoles.@Nullable Part missingPart = missingPart(binding, found != null, rolesThatMayGrow);
            for (RbacSubject bound : binding.subjects()) {
                Subject subject = subjectOf(bound, binding);
                if (subject != null) {
                    // Nobody can be asked about by no name, but whoever has that group or account is in it.
                    if (!bound.name().isEmpty()) {
                        subjects.add(subject);
                    }
                    BindingGrant grant = new BindingGrant(binding, subject.kind(), subject.name(), rules, policy);
                    (subject instanceof Subject.Group ? ofGroups : ofUsers)
                            .computeIfAbsent(usernameOrGroup(subject), each -> new ArrayList<>(1))
                            .add(grant);
                    if (missingPart != null && subject instanceof Subject.Group) {
                        missing.addForGroup(subject.name(), grant, missingPart);
                    } else if (missingPart != null) {
                        missing.addForUser(usernameOrGroup(subject), grant, missingPart);
                    }
                }
            }
        }
        ofUsers.forEach((name, grants) ->
                users.put(name, grants(grants, previous == null ? SubjectGrants.NONE : previous.ofUser(name))));
        ofGroups.forEach((name, grants) ->
                groups.put(name, grants(grants, previous == null ? SubjectGrants.NONE : previous.ofGroup(name))));
    }

    /** Compiles objects; whatever is equal in an earlier index is taken over from there. */
    static RbacIndex of(RbacObjects objects, SharedRules shared, @Nullable RbacIndex previous) {
        return previous != null && previous.objects.equals(objects)
                ? previous
                : new RbacIndex(objects, shared, previous);
    }

    private static SubjectGrants grants(List<BindingGrant> grants, SubjectGrants earlier) {
        SubjectGrants now = SubjectGrants.of(grants);
        return now.all().equals(earlier.all()) ? earlier : now;
    }

    /** The names of ClusterRoles of which not all rules are known. */
    private static Set<String> rolesThatMayGrow(RbacObjects objects) {
        if (objects.faults().isEmpty()) {
            return Set.of();
        }
        Set<String> faults = Set.copyOf(objects.faults());
        return objects.roles().stream()
                .filter(role -> AggregatedRoles.faultsOf(role).stream().anyMatch(faults::contains))
                .map(RbacRole::name)
                .collect(Collectors.toSet());
    }

    private MissingRoles.@Nullable Part missingPart(RbacBinding binding, boolean found, Set<String> rolesThatMayGrow) {
        if (!found) {
            return !objects.whole() && couldBeThere(binding) ? MissingRoles.Part.ROLE : null;
        }
        return binding.roleKind().equals(RbacBinding.CLUSTER_ROLE) && rolesThatMayGrow.contains(binding.role())
                ? MissingRoles.Part.RULES
                : null;
    }

    /** A ClusterRoleBinding cannot give a Role. */
    private static boolean couldBeThere(RbacBinding binding) {
        return binding.roleKind().equals(RbacBinding.CLUSTER_ROLE)
                || (binding.roleKind().equals(RbacBinding.ROLE) && binding.namespace() != null);
    }

    /** What is not there gives nothing. */
    private static @Nullable RuleIndex rulesOf(
            RbacBinding binding, Map<String, Map<String, RuleIndex>> rolesByNamespace) {
        String place = switch (binding.roleKind()) {
            case RbacBinding.CLUSTER_ROLE -> OF_THE_CLUSTER;
            case RbacBinding.ROLE -> binding.namespace() == null ? NOWHERE : binding.namespace();
            default -> NOWHERE;
        };
        return rolesByNamespace.getOrDefault(place, Map.of()).get(binding.role());
    }

    /** Kubernetes knows no other subjects; they match nobody, and neither does a user without a name. */
    private static @Nullable Subject subjectOf(RbacSubject bound, RbacBinding binding) {
        return switch (bound.kind()) {
            case RbacSubject.USER -> bound.name().isEmpty() ? null : new Subject.User(bound.name());
            case RbacSubject.GROUP -> new Subject.Group(bound.name());
            case RbacSubject.SERVICE_ACCOUNT -> {
                String namespace = bound.namespace() == null ? binding.namespace() : bound.namespace();
                yield namespace == null ? null : new Subject.ServiceAccount(namespace, bound.name());
            }
            default -> null;
        };
    }

    private static String usernameOrGroup(Subject subject) {
        return subject instanceof Subject.ServiceAccount account ? account.username() : subject.name();
    }

    /** What is given by roles that are not among the objects. */
    MissingRoles missing() {
        return missing;
    }

    /** Whether nothing is bound to anybody. */
    boolean isEmpty() {
        return users.isEmpty() && groups.isEmpty();
    }

    SubjectGrants ofUser(String username) {
        return users.getOrDefault(username, SubjectGrants.NONE);
    }

    SubjectGrants ofGroup(String group) {
        return groups.getOrDefault(group, SubjectGrants.NONE);
    }

    void eachUser(BiConsumer<String, SubjectGrants> action) {
        users.forEach(action);
    }

    void eachGroup(BiConsumer<String, SubjectGrants> action) {
        groups.forEach(action);
    }

    /** All subjects that bindings name, sorted. */
    Set<Subject> subjects() {
        return subjects;
    }

    /** The names that bindings give to users, service accounts included. */
    Set<String> usernames() {
        return users.keySet();
    }

    /** The groups that bindings name. */
    Set<String> groupNames() {
        return groups.keySet();
    }
}
