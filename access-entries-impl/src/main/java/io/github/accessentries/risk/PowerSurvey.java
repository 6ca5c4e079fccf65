package io.github.accessentries.risk;

import io.github.accessentries.authz.AccessModel;
import io.github.accessentries.authz.AccessRequest;
import io.github.accessentries.authz.RbacBinding;
import io.github.accessentries.authz.RbacRole;
import io.github.accessentries.authz.Rule;
import io.github.accessentries.authz.Subject;
import io.github.accessentries.authz.Where;
import io.github.accessentries.internal.name.NamePattern;
import io.github.accessentries.rbac.RbacObjects;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Goes through a model once and draws who can get what in one step. */
final class PowerSurvey {

    static final PowerNode TOP = new PowerNode.Control(Where.cluster());

    /** Stands for what somebody has who got full control of namespaces, by whatever grant or step. */
    static final PowerGrant REACHED = new PowerGrant(new PowerGrant.UngrantedKey(""), "what was reached before");

    private static final Rule EVERYTHING =
            Rule.builder().addVerbs("*").addApiGroups("*").addResources("*").build();
    private static final AccessRequest ANYTHING = AccessRequest.of("*", "*.*");
    private static final AccessRequest CREATE_PODS = AccessRequest.of("create", "pods");

    private final PowerGraph graph = new PowerGraph();
    private final RuleRights rules;
    private final KnownCluster cluster;
    private final PowerHolders holders;
    private final SingleSteps single;
    private final CombinedSteps combined;
    private final boolean heedsAwsAuth;
    private final Set<Subject> met = new HashSet<>();
    private final AnonymousReach anonymous;

    PowerSurvey(AccessModel model, RbacObjects rbac) {
        heedsAwsAuth = model.authenticationMode().mayUseConfigMap();
        rules = new RuleRights(model.kubernetesVersion());
        cluster = new KnownCluster(model, rbac);
        holders = new PowerHolders(model, rules);
        VersionConditions versions = new VersionConditions(model.kubernetesVersion());
        anonymous = new AnonymousReach(model.kubernetesVersion());
        single = new SingleSteps(graph, cluster, heedsAwsAuth, versions);
        combined = new CombinedSteps(graph, cluster, holders, heedsAwsAuth, versions);
        Set<Subject> subjects = new TreeSet<>(model.subjects());
        cluster.namespaces().forEach(namespace -> subjects.addAll(cluster.accountsOf(namespace)));
        graph.number(TOP);
        // Of equally short ways, the first is told: by the group that every cluster has.
        List<Subject> inOrder = new ArrayList<>(List.of(BuiltIn.MASTERS));
        inOrder.addAll(subjects);
        inOrder.stream().distinct().forEach(this::add);
        inOrder.stream().distinct().filter(met::add).forEach(this::addGrants);
        // What is reached is added while it is gone through.
        for (int number = 0; number < graph.size(); number++) {
            expand(graph.node(number));
        }
    }

    PowerGraph graph() {
        return graph;
    }

    PowerHolders holders() {
        return holders;
    }

    AnonymousReach anonymous() {
        return anonymous;
    }

    KnownCluster cluster() {
        return cluster;
    }

    int examinedRules() {
        return rules.examined();
    }

    private void add(Subject subject) {
        PowerNode who = new PowerNode.Who(subject);
        graph.number(who);
        // Kubernetes asks for service accounts where the name of one is impersonated as a user.
        if (subject instanceof Subject.User || subject.equals(BuiltIn.AUTHENTICATED)) {
            boolean isAccount = AccountNames.of(subject).isPresent();
            graph.has(isAccount ? new PowerNode.AnyAccountName() : new PowerNode.AnyUser(), who);
        }
        if (subject instanceof Subject.Group group) {
            boolean masters = group.equals(BuiltIn.MASTERS);
            graph.has(masters ? new PowerNode.AnyGroup() : new PowerNode.AnyLesserGroup(), who);
        }
    }

    private void addGrants(Subject subject) {
        PowerNode who = new PowerNode.Who(subject);
        holders.of(subject).ifPresent(holder -> {
            List<PowerGrant> held = new ArrayList<>(holder.grants().keySet());
            held.forEach(grant -> {
                graph.has(who, new PowerNode.Granted(grant));
                if (grant.isOfMasters()) {
                    graph.holds(new PowerNode.Granted(grant), TOP, everything(grant));
                }
            });
            addCombined(who, withDangling(holder, held));
        });
    }

    /** Whoever may make the role that is missing has it then. */
    private List<PowerGrant> withDangling(PowerHolder holder, List<PowerGrant> held) {
        if (held.stream().noneMatch(PowerGrant::escalates)) {
            return held;
        }
        List<PowerGrant> all = new ArrayList<>(held);
        cluster.dangling(holder.user()).forEach(binding -> all.add(holders.ofBinding(binding)));
        return all.stream().distinct().toList();
    }

    private void addCombined(PowerNode who, List<PowerGrant> held) {
        boolean escalates = held.stream().anyMatch(PowerGrant::escalates);
        List<PowerGrant> together = held.stream()
                .filter(grant -> grant.helps() || (escalates && grant.boundRole() != null))
                .toList();
        if (together.stream().anyMatch(PowerGrant::begins)) {
            graph.has(who, new PowerNode.Together(together));
        }
    }

    private void expand(PowerNode node) {
        if (node instanceof PowerNode.Who who) {
            // Those of the model have theirs; accounts that only a rule names are met on the way.
            if (met.add(who.subject())) {
                addGrants(who.subject());
            }
        } else if (node instanceof PowerNode.Granted granted) {
            single.of(node, granted.grant());
        } else if (node instanceof PowerNode.Together together) {
            combined.of(node, together.grants());
        } else if (node instanceof PowerNode.AnyGroup) {
            graph.has(node, new PowerNode.AnyLesserGroup());
        } else if (node instanceof PowerNode.AccountsOf accounts) {
            accounts(node, accounts.where());
        } else if (node instanceof PowerNode.AccountsOfNew accounts) {
            cluster.namespacesIn(accounts.where()).stream()
                    .filter(cluster::takesNew)
                    .forEach(namespace ->
                            graph.has(node, new PowerNode.AccountsOf(Where.namespace(NamePattern.ofName(namespace)))));
        } else if (node instanceof PowerNode.AnyBinding any) {
            for (RbacBinding binding : cluster.bindings(any.roleKind(), any.where())) {
                graph.has(node, new PowerNode.Changed(holders.ofBinding(binding)));
            }
        } else if (node instanceof PowerNode.Changed changed) {
            changed(node, changed.binding().boundRole());
        } else if (node instanceof PowerNode.Bound bound) {
            bound(node, bound.role());
        } else if (node instanceof PowerNode.Control control && !control.where().isClusterWide()) {
            control(node, control.where());
        }
    }

    private void accounts(PowerNode node, Where where) {
        List<String> namespaces = cluster.namespacesIn(where);
        if (namespaces.size() == 1 && where.namespaces().equals(List.of(NamePattern.ofName(namespaces.get(0))))) {
            cluster.accountsOf(namespaces.get(0)).forEach(account -> graph.has(node, new PowerNode.Who(account)));
        } else {
            namespaces.forEach(namespace ->
                    graph.has(node, new PowerNode.AccountsOf(Where.namespace(NamePattern.ofName(namespace)))));
        }
    }

    private void changed(PowerNode node, PowerTarget.@Nullable BoundRole role) {
        PowerNode reached = role == null ? null : cluster.reachedBy(role);
        if (reached != null) {
            graph.has(node, reached);
        }
        if (role != null) {
            cluster.doubtAbout(role).ifPresent(why -> graph.has(node, new PowerNode.Unknown(why)));
        }
    }

    private void bound(PowerNode node, PowerTarget.BoundRole bound) {
        RbacRole role = cluster.role(bound.kind(), bound.role(), bound.where());
        if (role != null) {
            PowerGrant grant = holders.ofRole(bound, role.rules());
            PowerNode granted = new PowerNode.Granted(grant);
            graph.has(node, granted);
            addCombined(node, List.of(grant));
        }
    }

    private void control(PowerNode node, Where where) {
        graph.step(node, new PowerNode.AccountsOfNew(where), way(RiskKind.FULL_CONTROL, CREATE_PODS, where, null));
        for (TabledRight tabled : RightsTable.all()) {
            boolean awsAuth = tabled.kind() == RiskKind.AWS_AUTH_WRITE
                    && heedsAwsAuth
                    && where.includes(KnownCluster.KUBE_SYSTEM);
            if (awsAuth) {
                graph.step(node, TOP, way(tabled.kind(), tabled.request(), where, null));
            } else if (tabled.kind() == RiskKind.ACCESS_ENTRY_WRITE && tabled.inNamespaces()) {
                graph.step(node, TOP, way(tabled.kind(), tabled.request(), where, Conditions.CONTROLLER));
            }
        }
    }

    private static PowerRight everything(PowerGrant grant) {
        return new PowerRight(RiskKind.FULL_CONTROL, null, ANYTHING, Set.of(), Where.cluster(), EVERYTHING, grant);
    }

    private static PowerWay way(RiskKind kind, AccessRequest request, Where where, @Nullable String condition) {
        return PowerWay.of(new PowerRight(kind, null, request, Set.of(), where, EVERYTHING, REACHED), kind, condition);
    }
}
