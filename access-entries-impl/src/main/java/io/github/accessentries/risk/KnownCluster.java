package io.github.accessentries.risk;

import io.github.accessentries.authn.KubernetesUser;
import io.github.accessentries.authz.AccessModel;
import io.github.accessentries.authz.RbacBinding;
import io.github.accessentries.authz.RbacRole;
import io.github.accessentries.authz.RbacSubject;
import io.github.accessentries.authz.Rule;
import io.github.accessentries.authz.Subject;
import io.github.accessentries.authz.Where;
import io.github.accessentries.internal.name.NamePattern;
import io.github.accessentries.rbac.RbacObjects;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What is known to be in the cluster: namespaces, service accounts, roles and bindings. Does not change. */
final class KnownCluster {

    static final String KUBE_SYSTEM = "kube-system";
    /** Kubernetes makes it again in every cluster. */
    static final String CLUSTER_ADMIN = "cluster-admin";
    /** What every namespace has. */
    private static final String DEFAULT_ACCOUNT = "default";

    private final Map<String, Set<Subject.ServiceAccount>> accounts = new TreeMap<>();
    private final KnownRoles roles;
    private final List<RbacBinding> bindings;
    /** Those that name a role which is not known. */
    private final List<RbacBinding> dangling;

    private final Set<String> terminating;
    /** What was asked once, since every binding of a role asks it. */
    private final Map<String, List<String>> within = new ConcurrentHashMap<>();

    KnownCluster(AccessModel model, RbacObjects rbac) {
        Set<String> namespaces = new TreeSet<>(model.namespaces());
        namespaces.addAll(List.of(KUBE_SYSTEM, DEFAULT_ACCOUNT));
        for (Subject subject : model.subjects()) {
            AccountNames.of(subject)
                    .ifPresent(account -> accounts.computeIfAbsent(account.namespace(), each -> new TreeSet<>())
                            .add(account));
            AccountNames.namespaceOfGroup(subject).ifPresent(namespaces::add);
        }
        namespaces.addAll(accounts.keySet());
        for (String namespace : namespaces) {
            accounts.computeIfAbsent(namespace, each -> new TreeSet<>())
                    .add(new Subject.ServiceAccount(namespace, DEFAULT_ACCOUNT));
        }
        roles = new KnownRoles(rbac);
        bindings = rbac.bindings();
        terminating = Set.copyOf(rbac.terminatingNamespaces());
        dangling = bindings.stream()
                .filter(binding -> role(binding.roleKind(), binding.role(), placeOf(binding)) == null)
                .toList();
    }

    Set<String> namespaces() {
        return accounts.keySet();
    }

    List<String> namespacesIn(Where where) {
        if (where.isClusterWide()) {
            return List.copyOf(accounts.keySet());
        }
        String name = where.namespaces().get(0);
        if (NamePattern.isPlain(name)) {
            return accounts.containsKey(name) ? List.of(name) : List.of();
        }
        return accounts.keySet().stream().filter(where::includes).toList();
    }

    /** Kubernetes makes nothing new in a namespace that is being deleted. */
    boolean takesNew(String namespace) {
        return !terminating.contains(namespace);
    }

    /** Whether something new can be made somewhere in a place. */
    boolean takesNew(Where where) {
        return where.isClusterWide()
                || !NamePattern.isPlain(where.namespaces().get(0))
                || takesNew(where.namespaces().get(0));
    }

    /** Where something new holds that is made in all of a place: without the namespaces in which nothing can be made. */
    List<Where> placesOfNew(Where where) {
        if (where.isClusterWide() || terminating.stream().noneMatch(where::includes)) {
            return List.of(where);
        }
        return namespacesIn(where).stream()
                .filter(this::takesNew)
                .map(namespace -> Where.namespace(NamePattern.ofName(namespace)))
                .toList();
    }

    Set<Subject.ServiceAccount> accountsOf(String namespace) {
        return accounts.getOrDefault(namespace, Set.of());
    }

    List<RbacRole> rolesOf(String namespace) {
        return roles.of(namespace);
    }

    /** {@code null} if it is not known. */
    @Nullable
    RbacRole role(String kind, String name, Where where) {
        return kind.equals(RbacBinding.CLUSTER_ROLE) ? roles.clusterRole(name) : roles.role(sample(where), name);
    }

    /** Whether a role is not there for certain, is there, or neither is known. */
    Presence presence(PowerTarget.BoundRole role) {
        if (role(role.kind(), role.role(), role.where()) != null) {
            return Presence.THERE;
        }
        return roles.areAll() ? Presence.ABSENT : Presence.UNKNOWN;
    }

    enum Presence {
        THERE,
        ABSENT,
        UNKNOWN
    }

    /** ClusterRoles whose rules are all among those of a ClusterRole, as they are if it takes them in. */
    List<String> rolesWithin(String clusterRole) {
        return within.computeIfAbsent(clusterRole, this::findWithin);
    }

    private List<String> findWithin(String clusterRole) {
        RbacRole all = roles.clusterRole(clusterRole);
        if (all == null) {
            return List.of();
        }
        Set<Rule> rules = new HashSet<>(all.rules());
        return roles.clusterRoles().stream()
                .filter(part -> part != all && !part.rules().isEmpty() && rules.containsAll(part.rules()))
                .map(RbacRole::name)
                .toList();
    }

    /** The bindings of somebody that name a role which is not known. */
    List<RbacBinding> dangling(KubernetesUser user) {
        return dangling.stream()
                .filter(binding -> binding.subjects().stream().anyMatch(subject -> isFor(subject, binding, user)))
                .toList();
    }

    private static boolean isFor(RbacSubject subject, RbacBinding binding, KubernetesUser user) {
        return switch (subject.kind()) {
            case RbacSubject.USER -> subject.name().equals(user.username());
            case RbacSubject.GROUP -> user.groups().contains(subject.name());
            default ->
                AccountNames.of(new Subject.User(user.username()))
                        .filter(account -> account.account().equals(subject.name())
                                && account.namespace()
                                        .equals(Objects.requireNonNullElse(
                                                subject.namespace(),
                                                Objects.requireNonNullElse(binding.namespace(), ""))))
                        .isPresent();
        };
    }

    /** What binding a role leads to; {@code null} if the role is not known, and so not what it gives. */
    @Nullable
    PowerNode reachedBy(PowerTarget.BoundRole role) {
        if (role.kind().equals(RbacBinding.CLUSTER_ROLE) && role.role().equals(CLUSTER_ADMIN)) {
            return new PowerNode.Control(role.where());
        }
        return role(role.kind(), role.role(), role.where()) == null ? null : new PowerNode.Bound(role);
    }

    /** Why not all is known of what binding a role gives; empty if it is. */
    Optional<String> doubtAbout(PowerTarget.BoundRole bound) {
        boolean makesItself =
                bound.kind().equals(RbacBinding.CLUSTER_ROLE) && bound.role().equals(CLUSTER_ADMIN);
        if (makesItself) {
            return Optional.empty();
        }
        RbacRole role = role(bound.kind(), bound.role(), bound.where());
        if (role == null) {
            return roles.areAll()
                    ? Optional.empty()
                    : Optional.of(bound + " can be bound, and is not among the RBAC objects that were read");
        }
        if (roles.isAssumed(bound.kind(), bound.role())) {
            return Optional.of(
                    bound + " can be bound, and counts as Kubernetes sets it up, since it is not among the RBAC"
                            + " objects that were read");
        }
        return roles.mayGiveMore(role)
                ? Optional.of(bound + " can be bound, and its cluster may give it more rules than were read")
                : Optional.empty();
    }

    /** Why not all Roles of a place are known; empty if they are. */
    Optional<String> doubtAboutRoles(Where where) {
        return roles.areAll()
                ? Optional.empty()
                : Optional.of(
                        "any Role " + where + " can be bound, and there may be some that are not among the RBAC objects"
                                + " that were read");
    }

    /** Why it is not known what all Roles of a name give that may be at a place; empty if it is. */
    Optional<String> doubtAboutRole(String name, Where where) {
        List<String> namespaces = namespacesIn(where);
        boolean isOne = namespaces.size() == 1 && where.equals(Where.namespace(NamePattern.ofName(namespaces.get(0))));
        if (roles.areAll() || (isOne && roles.role(namespaces.get(0), name) != null)) {
            return Optional.empty();
        }
        return Optional.of(new PowerTarget.BoundRole(RbacBinding.ROLE, name, where)
                + " can be bound, and is not among the RBAC objects that were read"
                + (isOne ? "" : " of every namespace"));
    }

    /** The bindings of roles of a kind: those of the whole cluster, or those in namespaces. */
    List<RbacBinding> bindings(String roleKind, Where where) {
        return bindings.stream()
                .filter(binding -> binding.roleKind().equals(roleKind)
                        && (where.isClusterWide()
                                ? binding.namespace() == null
                                : binding.namespace() != null && where.includes(binding.namespace())))
                .toList();
    }

    static Where placeOf(RbacBinding binding) {
        String namespace = binding.namespace();
        return namespace == null ? Where.cluster() : Where.namespace(NamePattern.ofName(namespace));
    }

    /** A namespace of a place that is there; else one that could be. */
    String sample(Where where) {
        return sample(where, accounts.keySet());
    }

    /** The same among namespaces of which it is known that they are there. */
    static String sample(Where where, Collection<String> namespaces) {
        String name = where.namespaces().get(0);
        return NamePattern.isPlain(name)
                ? name
                : namespaces.stream()
                        .filter(where::includes)
                        .findFirst()
                        .orElseGet(() -> new NamePattern(name).example());
    }
}
