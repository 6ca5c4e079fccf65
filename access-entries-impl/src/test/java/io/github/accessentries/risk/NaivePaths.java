package io.github.accessentries.risk;

import static java.util.Objects.requireNonNull;

import io.github.accessentries.authn.KubernetesUser;
import io.github.accessentries.authz.AccessModel;
import io.github.accessentries.authz.AccessRequest;
import io.github.accessentries.authz.GrantedByBinding;
import io.github.accessentries.authz.Permission;
import io.github.accessentries.authz.RbacBinding;
import io.github.accessentries.authz.RbacRole;
import io.github.accessentries.authz.Rule;
import io.github.accessentries.authz.Subject;
import io.github.accessentries.rbac.RbacObjects;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The paths of a small cluster by asking its authorizer one request after the other, for one namespace and one object at a time: a
 * second way to the same answers that shares nothing with the first.
 */
final class NaivePaths {

    private static final String RBAC = ".rbac.authorization.k8s.io";
    private static final List<String> WORKLOADS = List.of("pods", "deployments.apps", "jobs.batch");
    private static final String TOP = "top";

    /** Somebody, or a role that was bound. */
    private record Holder(Predicate<AccessRequest> can, List<String> roles, Predicate<AccessRequest> canByName) {

        Holder(Predicate<AccessRequest> can, List<String> roles) {
            this(can, roles, request -> false);
        }
    }

    private record Edge(String to, int conditions, int farFetched) {

        Edge(String to, int conditions) {
            this(to, conditions, 0);
        }
    }

    private final AccessModel model;
    private final RbacObjects rbac;
    private final Set<String> names;
    private final Set<Subject> subjects = new TreeSet<>();
    private final Set<String> namespaces = new TreeSet<>();
    private final Map<String, Subject.ServiceAccount> accounts = new LinkedHashMap<>();
    private final Map<String, Subject> others = new LinkedHashMap<>();
    private final Map<String, List<Edge>> edges = new HashMap<>();

    /** Of the subjects of a model, and of others of whom it is asked too. */
    NaivePaths(AccessModel model, RbacObjects rbac, Set<String> names, Collection<Subject> too) {
        this.model = model;
        this.rbac = rbac;
        this.names = names;
        namespaces.addAll(rbac.namespaces());
        namespaces.add("default");
        namespaces.add("kube-system");
        for (String namespace : namespaces) {
            addAccount(new Subject.ServiceAccount(namespace, "default"));
            names.forEach(name -> addAccount(new Subject.ServiceAccount(namespace, name)));
        }
        subjects.addAll(model.subjects());
        subjects.addAll(too);
        for (Subject subject : subjects) {
            if (subject instanceof Subject.ServiceAccount account) {
                addAccount(account);
            } else {
                others.put(subject.toString(), subject);
            }
        }
    }

    private void addAccount(Subject.ServiceAccount account) {
        accounts.put(account.toString(), account);
    }

    /** Steps and conditions of the shortest path; empty for no path, 0 for whoever needs none. */
    Map<Subject, int[]> costs() {
        Map<Subject, int[]> costs = new LinkedHashMap<>();
        for (Subject subject : subjects) {
            costs.put(subject, cost(subject.toString()));
        }
        return costs;
    }

    /** Whether the only ways of somebody have far-fetched steps. */
    boolean isFarFetched(Subject subject) {
        int[] cost = wholeCost(subject.toString());
        return cost.length > 0 && cost[0] > 0;
    }

    private int[] cost(String start) {
        int[] cost = wholeCost(start);
        return cost.length == 0 ? cost : new int[] {cost[1], cost[2]};
    }

    private int[] wholeCost(String start) {
        Map<String, int[]> best = new HashMap<>(Map.of(start, new int[] {0, 0, 0}));
        List<String> open = new ArrayList<>(List.of(start));
        while (!open.isEmpty()) {
            String at = open.remove(0);
            int[] cost = requireNonNull(best.get(at));
            for (Edge edge : edges.computeIfAbsent(at, this::edgesOf)) {
                int[] next = {cost[0] + edge.farFetched, cost[1] + 1, cost[2] + edge.conditions};
                int[] known = best.get(edge.to);
                if (known == null || Arrays.compare(next, known) < 0) {
                    best.put(edge.to, next);
                    open.add(edge.to);
                }
            }
        }
        // Full control is no step, but had by who is reached.
        int[] found = null;
        for (Map.Entry<String, int[]> each : best.entrySet()) {
            int[] cost = each.getValue();
            boolean has = each.getKey().equals(TOP) || has(each.getKey());
            if (has && (found == null || Arrays.compare(cost, found) < 0)) {
                found = cost;
            }
        }
        return found == null ? new int[0] : found;
    }

    private boolean has(String node) {
        return holder(node).can.test(AccessRequest.of("*", "*.*"));
    }

    private Holder holder(String node) {
        String[] parts = node.split("\\|", -1);
        if (parts[0].equals("role")) {
            List<Rule> rules = rules(parts[1], parts[2], parts[3]);
            return new Holder(
                    request -> (parts[3].isEmpty()
                                    || request.namespace()
                                            .filter(parts[3]::equals)
                                            .isPresent())
                            && rules.stream().anyMatch(rule -> rule.allows(request)),
                    List.of(parts[1] + "|" + parts[2] + "|" + parts[3]),
                    request -> (parts[3].isEmpty()
                                    || request.namespace()
                                            .filter(parts[3]::equals)
                                            .isPresent())
                            && rules.stream().anyMatch(rule -> allowsByName(rule, request)));
        }
        if (parts[0].equals("control")) {
            return new Holder(
                    request -> request.namespace().filter(parts[1]::equals).isPresent(), List.of());
        }
        Subject subject = accounts.containsKey(node) ? accounts.get(node) : others.get(node);
        KubernetesUser user = subject == null ? null : model.userOf(subject).orElse(null);
        if (user == null) {
            return new Holder(request -> false, List.of());
        }
        List<String> roles = new ArrayList<>();
        for (Permission permission : model.grantsOf(user)) {
            if (permission.reasons().get(0) instanceof GrantedByBinding binding) {
                String namespace = binding.bindingNamespace();
                roles.add(binding.roleKind() + "|" + binding.role() + "|" + (namespace == null ? "" : namespace));
            }
        }
        return new Holder(
                request -> model.authorizer().decide(user, request).allowed(),
                roles,
                request -> model.grantsOf(user).stream()
                        .anyMatch(each ->
                                each.where().includes(request.namespace().orElse(""))
                                        && allowsByName(each.rule(), request)));
    }

    private static boolean allowsByName(Rule rule, AccessRequest request) {
        return !rule.apiGroups().contains("*") && rule.allows(request);
    }

    private List<Rule> rules(String kind, String name, String namespace) {
        return rbac.roles().stream()
                .filter(role -> role.name().equals(name)
                        && (kind.equals("ClusterRole") ? role.namespace() == null : namespace.equals(role.namespace())))
                .map(RbacRole::rules)
                .findFirst()
                .orElse(List.of());
    }

    private List<Edge> edgesOf(String node) {
        List<Edge> found = new ArrayList<>();
        if (node.equals(TOP)) {
            return found;
        }
        Holder holder = holder(node);
        Asked asked = new Asked(holder.can);
        accounts.forEach((key, account) -> toAccount(asked, account).forEach(each -> found.add(new Edge(key, each))));
        identities(asked, found);
        roles(asked, holder.roles, found);
        rolesThatAreNotKnown(asked, found);
        interceptions(asked, new Asked(holder.canByName), found);
        return found;
    }

    private Stream<Integer> toAccount(Asked can, Subject.ServiceAccount account) {
        String in = account.namespace();
        List<Integer> ways = new ArrayList<>();
        boolean makesPods = WORKLOADS.stream().anyMatch(each -> can.unnamed("create", each, in));
        boolean reads = can.any("get", "secrets", in) || can.any("list", "secrets", in);
        if (makesPods
                || can.named("create", "serviceaccounts/token", in, account.account())
                || can.named("impersonate", "serviceaccounts", in, account.account())
                || (reads && can.unnamed("create", "secrets", in))) {
            ways.add(0);
        }
        boolean mounts = can.unnamed("create", "persistentvolumes", null)
                && namespaces.stream()
                        .anyMatch(each -> WORKLOADS.stream().anyMatch(one -> can.unnamed("create", one, each))
                                && can.unnamed("create", "persistentvolumeclaims", each));
        if (mounts
                || WORKLOADS.stream().anyMatch(each -> can.any("update", each, in))
                || can.any("create", "pods/exec", in)
                || can.unnamed("get", "secrets", in)
                || can.unnamed("list", "secrets", in)
                || can.any("get", "nodes/proxy", null)) {
            ways.add(1);
        }
        return ways.stream();
    }

    private void identities(Asked can, List<Edge> found) {
        boolean anybody = names.stream().anyMatch(each -> can.named("impersonate", "users", null, each))
                || can.unnamed("impersonate", "users", null)
                || namespaces.stream().anyMatch(each -> can.any("impersonate", "serviceaccounts", each));
        boolean certified = can.any("update", "certificatesigningrequests.certificates.k8s.io/approval", null)
                && can.named("approve", "signers.certificates.k8s.io", null, "kubernetes.io/kube-apiserver-client")
                && can.unnamed("create", "certificatesigningrequests.certificates.k8s.io", null);
        boolean anyUser = names.stream().anyMatch(each -> can.named("impersonate", "users", null, each));
        others.forEach((key, subject) -> {
            boolean everybody = subject.equals(new Subject.Group("system:authenticated"));
            boolean impersonates = subject instanceof Subject.User
                    ? !isAccount(subject) && can.named("impersonate", "users", null, subject.name())
                    : subject instanceof Subject.Group
                            && ((anybody && can.named("impersonate", "groups", null, subject.name()))
                                    || (everybody && anyUser));
            if (impersonates) {
                found.add(new Edge(key, 0));
            }
            if (certified
                    && !(subject instanceof Subject.Principal)
                    && !subject.name().equals("system:masters")) {
                found.add(new Edge(key, 1));
            }
        });
    }

    /** For which Kubernetes asks about service accounts. */
    private static boolean isAccount(Subject user) {
        return user.name().startsWith("system:serviceaccount:");
    }

    private void roles(Asked can, List<String> held, List<Edge> found) {
        for (String place : withCluster()) {
            String in = place.isEmpty() ? null : place;
            String bindings = (place.isEmpty() ? "clusterrolebindings" : "rolebindings") + RBAC;
            for (RbacRole role : rbac.roles()) {
                boolean ofCluster = role.namespace() == null;
                if (ofCluster || place.equals(role.namespace())) {
                    String kind = ofCluster ? "ClusterRole" : "Role";
                    String resource = (ofCluster ? "clusterroles" : "roles") + RBAC;
                    boolean binds = can.named("bind", resource, in, role.name());
                    boolean grows = can.named("escalate", resource, ofCluster ? null : in, role.name())
                            && can.named("update", resource, ofCluster ? null : in, role.name());
                    boolean makes = can.unnamed("create", bindings, in);
                    boolean adds = rbac.bindings().stream()
                            .anyMatch(each -> isOf(each, kind, role.name(), place)
                                    && can.named("update", bindings, in, each.name()));
                    if (binds && (makes || adds)) {
                        found.add(new Edge("role|" + kind + "|" + role.name() + "|" + place, 0));
                        if (isEverything(role)) {
                            found.add(new Edge(place.isEmpty() ? TOP : "control|" + place, 0));
                        }
                    }
                    boolean growsByOthers = ofCluster && takesIn(role, can);
                    if ((grows || growsByOthers)
                            && ((binds && makes) || held.contains(kind + "|" + role.name() + "|" + place))) {
                        found.add(new Edge(place.isEmpty() ? TOP : "control|" + place, grows ? 0 : 1));
                    }
                }
            }
        }
    }

    /** A role that is a part of another, or a new one that becomes one. */
    private boolean takesIn(RbacRole role, Asked can) {
        String resource = "clusterroles" + RBAC;
        boolean makes = can.unnamed("escalate", resource, null) && can.unnamed("create", resource, null);
        return rbac.roles().stream()
                .filter(part -> part != role
                        && part.namespace() == null
                        && !part.rules().isEmpty())
                .filter(part -> role.rules().containsAll(part.rules()))
                .anyMatch(part -> makes
                        || (can.named("escalate", resource, null, part.name())
                                && can.named("update", resource, null, part.name())));
    }

    /** One that is not among the objects may be there, and then be changed, or not, and then be made. */
    private void rolesThatAreNotKnown(Asked can, List<Edge> found) {
        for (String place : withCluster()) {
            String in = place.isEmpty() ? null : place;
            String to = place.isEmpty() ? TOP : "control|" + place;
            boolean binds = can.unnamed("create", (in == null ? "clusterrolebindings" : "rolebindings") + RBAC, in);
            for (String kind : List.of("ClusterRole", "Role")) {
                boolean ofCluster = kind.equals("ClusterRole");
                String resource = (ofCluster ? "clusterroles" : "roles") + RBAC;
                String at = ofCluster ? null : in;
                if (!binds || (!ofCluster && in == null)) {
                    continue;
                }
                boolean makes = can.unnamed("escalate", resource, at) && can.unnamed("create", resource, at);
                if (makes && !ofCluster && can.unnamed("bind", resource, in)) {
                    found.add(new Edge(to, 0));
                }
                for (String name : names) {
                    boolean known = rbac.roles().stream()
                            .anyMatch(role -> role.name().equals(name)
                                    && (ofCluster ? role.namespace() == null : place.equals(role.namespace())));
                    boolean changes =
                            can.named("escalate", resource, at, name) && can.named("update", resource, at, name);
                    if (!known && can.named("bind", resource, in, name) && (makes || changes)) {
                        found.add(new Edge(to, 1));
                    }
                }
            }
        }
    }

    private Set<String> withCluster() {
        Set<String> places = new TreeSet<>(namespaces);
        places.add("");
        return places;
    }

    private static boolean isEverything(RbacRole role) {
        return role.name().equals("cluster-admin");
    }

    private static boolean isOf(RbacBinding binding, String kind, String role, String place) {
        String namespace = binding.namespace();
        return binding.roleKind().equals(kind)
                && binding.role().equals(role)
                && place.equals(namespace == null ? "" : namespace);
    }

    private void interceptions(Asked can, Asked canByName, List<Edge> found) {
        boolean makesAwsAuth = can.unnamed("create", "configmaps", "kube-system");
        if (can.named("patch", "configmaps", "kube-system", "aws-auth")
                || (makesAwsAuth && can.named("delete", "configmaps", "kube-system", "aws-auth"))) {
            found.add(new Edge(TOP, 0));
        } else if (makesAwsAuth) {
            found.add(new Edge(TOP, 1));
        }
        boolean policies = can.any("update", "mutatingadmissionpolicies.admissionregistration.k8s.io", null);
        if (policies
                || can.any("update", "mutatingwebhookconfigurations.admissionregistration.k8s.io", null)
                || can.any("update", "apiservices.apiregistration.k8s.io", null)
                || namespaces.stream().anyMatch(each -> changesEntries(canByName, each))) {
            found.add(new Edge(TOP, 1));
        } else if (namespaces.stream().anyMatch(each -> changesEntries(can, each))) {
            found.add(new Edge(TOP, 1, 1));
        }
    }

    private static boolean changesEntries(Asked can, String namespace) {
        return can.any("update", "accessentries.eks.services.k8s.aws", namespace);
    }

    /** Asks whether somebody can. */
    private final class Asked {

        private final Predicate<AccessRequest> can;

        Asked(Predicate<AccessRequest> can) {
            this.can = can;
        }

        boolean unnamed(String verb, String resource, @Nullable String namespace) {
            return can.test(request(verb, resource, namespace));
        }

        boolean named(String verb, String resource, @Nullable String namespace, String name) {
            return can.test(request(verb, resource, namespace).named(name));
        }

        boolean any(String verb, String resource, @Nullable String namespace) {
            return unnamed(verb, resource, namespace)
                    || names.stream().anyMatch(each -> named(verb, resource, namespace, each));
        }

        private static AccessRequest request(String verb, String resource, @Nullable String namespace) {
            AccessRequest request = AccessRequest.of(verb, resource);
            return namespace == null ? request : request.inNamespace(namespace);
        }
    }
}
