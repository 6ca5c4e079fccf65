package io.github.accessentries.risk;

import static io.github.accessentries.risk.CombinedSteps.those;

import io.github.accessentries.authz.RbacBinding;
import io.github.accessentries.authz.Where;
import io.github.accessentries.internal.name.NamePattern;
import io.github.accessentries.risk.PowerTarget.BoundRole;
import io.github.accessentries.risk.PowerWay.Need;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The steps by which the rights of one holder bind roles, or make them grow. Kubernetes asks for the verb {@code bind} or {@code
 * escalate} besides the right to write the object; without it, nobody can give more than is held already.
 */
final class RoleSteps {

    private static final Where CLUSTER = Where.cluster();
    private static final Where ALL_NAMESPACES = Where.namespace("*");

    private final PowerGraph graph;
    private final KnownCluster cluster;
    private final PowerHolders holders;
    private final PowerNode from;
    private final List<PowerRight> rights;
    private final List<PowerRight> bind;
    private final RoleGrowth growth;

    RoleSteps(PowerGraph graph, KnownCluster cluster, PowerHolders holders, PowerNode from, List<PowerRight> rights) {
        this.graph = graph;
        this.cluster = cluster;
        this.holders = holders;
        this.from = from;
        this.rights = rights;
        this.bind = those(rights, right -> right.is(RiskKind.BIND));
        this.growth = new RoleGrowth(cluster, rights);
    }

    void add(List<PowerGrant> grants) {
        if (!bind.isEmpty()) {
            List<PowerRight> ofClusterRoles = those(bind, right -> right.isFor("clusterroles"));
            make(ofClusterRoles, all(CompanionRight.CLUSTER_BINDING_CREATE), RbacBinding.CLUSTER_ROLE, CLUSTER);
            change(ofClusterRoles, all(CompanionRight.CLUSTER_BINDING_CHANGE), RbacBinding.CLUSTER_ROLE, CLUSTER);
            bindInNamespaces(ofClusterRoles, RbacBinding.CLUSTER_ROLE);
            bindInNamespaces(those(bind, right -> right.isFor("roles")), RbacBinding.ROLE);
        }
        if (growth.isPossible()) {
            escalateWhatIsHeld(grants);
        }
    }

    private List<PowerRight> all(CompanionRight companion) {
        return those(rights, right -> right.is(companion));
    }

    private void bindInNamespaces(List<PowerRight> ofKind, String kind) {
        List<PowerRight> make = all(CompanionRight.BINDING_CREATE);
        for (Where place : CommonPlaces.of(ofKind, make, cluster)) {
            if (cluster.takesNew(place)) {
                make(ofKind, make, kind, inNamespaces(place));
            }
        }
        List<PowerRight> change = all(CompanionRight.BINDING_CHANGE);
        for (Where place : CommonPlaces.of(ofKind, change, cluster)) {
            change(ofKind, change, kind, inNamespaces(place));
        }
    }

    private static Where inNamespaces(Where place) {
        return place.isClusterWide() ? ALL_NAMESPACES : place;
    }

    /** A new binding, of whichever role may be bound. */
    private void make(List<PowerRight> ofKind, List<PowerRight> make, String kind, Where there) {
        List<PowerRight> bindHere = CommonPlaces.at(there, ofKind);
        List<PowerRight> makeHere = CommonPlaces.at(there, make);
        if (bindHere.isEmpty() || makeHere.isEmpty()) {
            return;
        }
        Need made = new Need(makeHere, null, there);
        if (kind.equals(RbacBinding.ROLE)) {
            for (String namespace : cluster.namespacesIn(there)) {
                if (!cluster.takesNew(namespace)) {
                    continue;
                }
                Where where = Where.namespace(NamePattern.ofName(namespace));
                Set<String> known = new TreeSet<>();
                cluster.rolesOf(namespace).forEach(role -> known.add(role.name()));
                bindHere.forEach(right -> known.addAll(right.names()));
                known.forEach(name -> bound(bindHere, made, kind, name, where));
                List<PowerRight> any = those(bindHere, PowerRight::holdsForAll);
                if (!any.isEmpty()) {
                    growth.ofNew(kind, where).forEach(way -> grow(way, where, new Need(any, null, where), made));
                }
            }
            List<PowerRight> ofAll = those(bindHere, PowerRight::holdsForAll);
            if (!ofAll.isEmpty()) {
                cluster.doubtAboutRoles(there).ifPresent(why -> unknown(why, new Need(ofAll, null, there), made));
            }
            names(bindHere)
                    .forEach(name -> cluster.doubtAboutRole(name, there)
                            .ifPresent(why -> unknown(
                                    why, new Need(those(bindHere, right -> right.holdsFor(name)), name, there), made)));
            return;
        }
        List<PowerRight> ofAll = those(bindHere, PowerRight::holdsForAll);
        if (!ofAll.isEmpty()) {
            step(new PowerNode.Control(there), new Need(ofAll, KnownCluster.CLUSTER_ADMIN, there), made);
        }
        for (Where place : cluster.placesOfNew(there)) {
            names(bindHere).forEach(name -> bound(bindHere, made, kind, name, place));
        }
    }

    private static Set<String> names(List<PowerRight> bind) {
        Set<String> names = new TreeSet<>();
        bind.forEach(right -> names.addAll(right.names()));
        return names;
    }

    private void bound(List<PowerRight> bindHere, Need write, String kind, String role, Where there) {
        List<PowerRight> ofIt = those(bindHere, right -> right.holdsFor(role));
        if (ofIt.isEmpty()) {
            return;
        }
        Need bound = new Need(ofIt, role, there);
        BoundRole reached = new BoundRole(kind, role, there);
        PowerNode to = cluster.reachedBy(reached);
        if (to != null) {
            step(to, bound, write);
        }
        cluster.doubtAbout(reached).ifPresent(why -> unknown(why, bound, write));
        growth.of(reached).forEach(way -> grow(way, there, bound, write));
    }

    private void grow(RoleGrowth.Way way, Where there, Need bound, Need write) {
        List<Need> needs = new ArrayList<>(way.needs());
        needs.add(bound);
        needs.add(write);
        graph.step(
                from,
                new PowerNode.Control(there),
                new PowerWay(RiskKind.ESCALATE, way.condition(), List.copyOf(needs), List.of()));
    }

    /** A binding that is there keeps its role, but can get more subjects. */
    private void change(List<PowerRight> ofKind, List<PowerRight> change, String kind, Where there) {
        List<PowerRight> bindHere = CommonPlaces.at(there, ofKind);
        List<PowerRight> changeHere = CommonPlaces.at(there, change);
        List<PowerRight> bindAll = those(bindHere, PowerRight::holdsForAll);
        List<PowerRight> changeAll = those(changeHere, PowerRight::holdsForAll);
        if (!bindAll.isEmpty() && !changeAll.isEmpty()) {
            step(
                    new PowerNode.AnyBinding(kind, there),
                    new Need(bindAll, null, there),
                    new Need(changeAll, null, there));
        }
        if (bindAll.size() == bindHere.size() && changeAll.size() == changeHere.size()) {
            return;
        }
        for (RbacBinding binding : cluster.bindings(kind, there)) {
            List<PowerRight> ofRole = those(bindHere, right -> right.holdsFor(binding.role()));
            List<PowerRight> ofIt = those(changeHere, right -> right.holdsFor(binding.name()));
            if (!ofRole.isEmpty() && !ofIt.isEmpty()) {
                Where where = KnownCluster.placeOf(binding);
                step(
                        new PowerNode.Changed(holders.ofBinding(binding)),
                        new Need(ofRole, binding.role(), where),
                        new Need(ofIt, binding.name(), where));
            }
        }
    }

    /** A role that one has, and may change, can be given everything; it holds where it is bound. */
    private void escalateWhatIsHeld(List<PowerGrant> grants) {
        Map<BoundRole, List<PowerGrant>> held = new LinkedHashMap<>();
        for (PowerGrant grant : grants) {
            BoundRole role = grant.boundRole();
            if (role != null) {
                held.computeIfAbsent(role, each -> new ArrayList<>()).add(grant);
            }
        }
        held.forEach((role, bindings) -> growth.of(role)
                .forEach(way -> graph.step(
                        from,
                        new PowerNode.Control(role.where()),
                        new PowerWay(RiskKind.ESCALATE, way.condition(), way.needs(), bindings))));
    }

    private void unknown(String why, Need... needs) {
        step(new PowerNode.Unknown(why), needs);
    }

    private void step(PowerNode to, Need... needs) {
        graph.step(from, to, new PowerWay(RiskKind.BIND, null, List.of(needs), List.of()));
    }
}
