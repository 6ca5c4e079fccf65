package io.github.accessentries.risk;

import static io.github.accessentries.risk.CombinedSteps.those;

import io.github.accessentries.authz.RbacBinding;
import io.github.accessentries.authz.Where;
import io.github.accessentries.risk.PowerTarget.BoundRole;
import io.github.accessentries.risk.PowerWay.Need;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What it takes to give anything to a role: {@code escalate}, and the right to change it, to make it where it is missing, or to make or
 * change one whose rules it takes in. Whoever makes a role has no name yet that {@code escalate} could be asked for, so that it has to
 * hold for all.
 */
final class RoleGrowth {

    /** Kubernetes fills these in from whatever role has their label. */
    private static final Set<String> TAKING_IN = Set.of("admin", "edit", "view");

    /** What is needed, and what must be the case beyond that. */
    record Way(List<Need> needs, @Nullable String condition) {}

    private final KnownCluster cluster;
    private final List<PowerRight> rights;
    private final List<PowerRight> escalate;

    RoleGrowth(KnownCluster cluster, List<PowerRight> rights) {
        this.cluster = cluster;
        this.rights = rights;
        this.escalate = those(rights, right -> right.is(RiskKind.ESCALATE));
    }

    boolean isPossible() {
        return !escalate.isEmpty();
    }

    /** The ways to give anything to a role; none if that is not allowed. */
    List<Way> of(BoundRole role) {
        List<Way> ways = new ArrayList<>();
        if (!isPossible()) {
            return ways;
        }
        KnownCluster.Presence presence = cluster.presence(role);
        if (presence != KnownCluster.Presence.ABSENT) {
            boolean isThere = presence == KnownCluster.Presence.THERE;
            addChange(ways, role.kind(), role.role(), role.where(), isThere ? null : Conditions.ROLE);
        }
        if (presence != KnownCluster.Presence.THERE) {
            boolean isAbsent = presence == KnownCluster.Presence.ABSENT;
            addMake(ways, role.kind(), role.role(), role.where(), isAbsent ? null : Conditions.NO_ROLE);
        }
        if (role.kind().equals(RbacBinding.CLUSTER_ROLE)) {
            List<String> within = cluster.rolesWithin(role.role());
            boolean takesIn = TAKING_IN.contains(role.role());
            if (takesIn || !within.isEmpty()) {
                addMake(ways, RbacBinding.CLUSTER_ROLE, null, role.where(), takesIn ? null : Conditions.TAKEN_IN);
            }
            within.forEach(part -> addChange(ways, RbacBinding.CLUSTER_ROLE, part, role.where(), Conditions.TAKEN_IN));
        }
        return ways;
    }

    /** The way to a role that is not there yet, of whatever name. */
    List<Way> ofNew(String kind, Where where) {
        List<Way> ways = new ArrayList<>();
        addMake(ways, kind, null, where, null);
        return ways;
    }

    private void addChange(List<Way> ways, String kind, String name, Where where, @Nullable String condition) {
        CompanionRight write =
                kind.equals(RbacBinding.CLUSTER_ROLE) ? CompanionRight.CLUSTER_ROLE_CHANGE : CompanionRight.ROLE_CHANGE;
        Where at = at(kind, where);
        List<PowerRight> grow = those(ofKind(kind, at), right -> right.holdsFor(name));
        List<PowerRight> change = CommonPlaces.at(at, those(rights, right -> right.is(write) && right.holdsFor(name)));
        add(ways, grow, change, name, at, condition);
    }

    private void addMake(List<Way> ways, String kind, @Nullable String name, Where where, @Nullable String condition) {
        CompanionRight write =
                kind.equals(RbacBinding.CLUSTER_ROLE) ? CompanionRight.CLUSTER_ROLE_CREATE : CompanionRight.ROLE_CREATE;
        Where at = at(kind, where);
        if (cluster.takesNew(at)) {
            List<PowerRight> grow = those(ofKind(kind, at), PowerRight::holdsForAll);
            add(ways, grow, CommonPlaces.at(at, those(rights, right -> right.is(write))), name, at, condition);
        }
    }

    private static void add(
            List<Way> ways,
            List<PowerRight> grow,
            List<PowerRight> write,
            @Nullable String name,
            Where at,
            @Nullable String condition) {
        if (!grow.isEmpty() && !write.isEmpty()) {
            ways.add(new Way(List.of(new Need(grow, name, at), new Need(write, name, at)), condition));
        }
    }

    private List<PowerRight> ofKind(String kind, Where at) {
        String resource = kind.equals(RbacBinding.CLUSTER_ROLE) ? "clusterroles" : "roles";
        return CommonPlaces.at(at, those(escalate, right -> right.isFor(resource)));
    }

    private static Where at(String kind, Where where) {
        return kind.equals(RbacBinding.CLUSTER_ROLE) ? Where.cluster() : where;
    }
}
