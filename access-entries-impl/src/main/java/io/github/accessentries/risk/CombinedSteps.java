package io.github.accessentries.risk;

import static io.github.accessentries.risk.CompanionRight.REQUEST_CREATE;
import static io.github.accessentries.risk.CompanionRight.SIGNER_APPROVE;

import io.github.accessentries.authz.Subject;
import io.github.accessentries.authz.Where;
import io.github.accessentries.risk.PowerWay.Need;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The steps that take several rights of one holder, which different grants may give. */
final class CombinedSteps {

    private static final Where CLUSTER = Where.cluster();
    private static final Where AWS_AUTH_IS_AT = Where.namespace(KnownCluster.KUBE_SYSTEM);

    private static final Set<RiskKind> BEGINNINGS = EnumSet.of(
            RiskKind.BIND,
            RiskKind.ESCALATE,
            RiskKind.IMPERSONATE,
            RiskKind.CSR_APPROVE,
            RiskKind.TOKEN_SECRET,
            RiskKind.VOLUME_CREATE,
            RiskKind.MUTATING_POLICY_WRITE);

    private final PowerGraph graph;
    private final KnownCluster cluster;
    private final PowerHolders holders;
    private final boolean heedsAwsAuth;
    private final VersionConditions versions;

    CombinedSteps(
            PowerGraph graph,
            KnownCluster cluster,
            PowerHolders holders,
            boolean heedsAwsAuth,
            VersionConditions versions) {
        this.graph = graph;
        this.cluster = cluster;
        this.holders = holders;
        this.heedsAwsAuth = heedsAwsAuth;
        this.versions = versions;
    }

    /** Whether a right can be a part of such a step. */
    static boolean canHelp(PowerRight right) {
        if (right.companion() != null) {
            return true;
        }
        return canBegin(right) || right.is(RiskKind.SECRETS_READ) || right.is(RiskKind.POD_CREATE);
    }

    /** Whether a right can become such a step at all; companions alone cannot. */
    static boolean canBegin(PowerRight right) {
        return (right.kind() != null && BEGINNINGS.contains(right.kind())) || right.is(CompanionRight.AWS_AUTH_CREATE);
    }

    void of(PowerNode from, List<PowerGrant> grants) {
        List<PowerRight> rights = new ArrayList<>();
        grants.forEach(grant -> rights.addAll(grant.rights()));
        tokenSecrets(from, rights);
        impersonateGroups(from, rights);
        approveCertificates(from, rights);
        mountNodes(from, rights);
        mutate(from, rights);
        if (heedsAwsAuth) {
            makeAwsAuth(from, rights);
        }
        new RoleSteps(graph, cluster, holders, from, rights).add(grants);
    }

    static List<PowerRight> those(List<PowerRight> rights, Predicate<PowerRight> wanted) {
        return rights.stream().filter(wanted).toList();
    }

    /** A Secret that asks for a token of an account gets one, whose name its maker knows. */
    private void tokenSecrets(PowerNode from, List<PowerRight> rights) {
        List<PowerRight> create = those(rights, right -> right.is(RiskKind.TOKEN_SECRET));
        List<PowerRight> read = those(rights, right -> right.is(RiskKind.SECRETS_READ));
        for (Where place : CommonPlaces.of(create, read, cluster)) {
            step(
                    from,
                    new PowerNode.AccountsOfNew(place),
                    RiskKind.TOKEN_SECRET,
                    null,
                    new Need(CommonPlaces.at(place, create), null, place),
                    new Need(CommonPlaces.at(place, read), null, place));
        }
    }

    /** Kubernetes refuses groups without somebody who is in them. */
    private void impersonateGroups(PowerNode from, List<PowerRight> rights) {
        List<PowerRight> impersonate = those(
                rights,
                right ->
                        right.is(RiskKind.IMPERSONATE) && right.request().verb().equals("impersonate"));
        List<PowerRight> groups = those(impersonate, right -> right.isFor("groups"));
        List<PowerRight> members = those(
                impersonate, right -> (right.isFor("users") && isForUsers(right)) || right.isFor("serviceaccounts"));
        if (groups.isEmpty() || members.isEmpty()) {
            return;
        }
        Need member = new Need(members, null, CLUSTER);
        List<PowerRight> all = those(groups, PowerRight::holdsForAll);
        if (!all.isEmpty()) {
            step(from, new PowerNode.AnyGroup(), RiskKind.IMPERSONATE, null, new Need(all, null, CLUSTER), member);
        }
        Set<String> names = new TreeSet<>();
        groups.forEach(right -> names.addAll(right.names()));
        for (String name : names) {
            PowerNode group = new PowerNode.Who(new Subject.Group(name));
            if (graph.has(group)) {
                step(
                        from,
                        group,
                        RiskKind.IMPERSONATE,
                        null,
                        new Need(those(groups, right -> right.holdsFor(name)), name, CLUSTER),
                        member);
            }
        }
    }

    private static boolean isForUsers(PowerRight right) {
        return right.holdsForAll()
                || right.names().stream()
                        .anyMatch(
                                name -> AccountNames.of(new Subject.User(name)).isEmpty());
    }

    /** Kubernetes refuses certificates of system:masters, and of nobody else: RBAC goes by the name that they have. */
    private void approveCertificates(PowerNode from, List<PowerRight> rights) {
        List<PowerRight> approve = those(rights, right -> right.is(RiskKind.CSR_APPROVE));
        List<PowerRight> signer = those(rights, right -> right.is(SIGNER_APPROVE));
        List<PowerRight> request = those(rights, right -> right.is(REQUEST_CREATE));
        if (approve.isEmpty() || signer.isEmpty() || request.isEmpty()) {
            return;
        }
        Need[] needs = {
            new Need(approve, null, CLUSTER), new Need(signer, null, CLUSTER), new Need(request, null, CLUSTER)
        };
        step(from, new PowerNode.AnyUser(), RiskKind.CSR_APPROVE, Conditions.CERTIFICATES, needs);
        step(from, new PowerNode.AnyAccountName(), RiskKind.CSR_APPROVE, Conditions.CERTIFICATES, needs);
        step(from, new PowerNode.AccountsOf(CLUSTER), RiskKind.CSR_APPROVE, Conditions.CERTIFICATES, needs);
        step(from, new PowerNode.AnyLesserGroup(), RiskKind.CSR_APPROVE, Conditions.CERTIFICATES, needs);
    }

    /** A volume of a path of the node, claimed and mounted by a pod, is the node with all that runs there. */
    private void mountNodes(PowerNode from, List<PowerRight> rights) {
        List<PowerRight> volumes = those(rights, right -> right.is(RiskKind.VOLUME_CREATE));
        if (volumes.isEmpty()) {
            return;
        }
        List<PowerRight> pods = those(
                rights,
                right -> (right.is(RiskKind.POD_CREATE) && right.makesNew()) || right.is(CompanionRight.POD_CREATE));
        List<PowerRight> claims = those(rights, right -> right.is(CompanionRight.CLAIM_CREATE));
        for (Where place : CommonPlaces.of(pods, claims, cluster)) {
            if (!cluster.takesNew(place)) {
                continue;
            }
            step(
                    from,
                    new PowerNode.AccountsOf(CLUSTER),
                    RiskKind.VOLUME_CREATE,
                    Conditions.POD_ON_NODE,
                    new Need(volumes, null, CLUSTER),
                    new Need(CommonPlaces.at(place, claims), null, place),
                    new Need(CommonPlaces.at(place, pods), null, place));
        }
    }

    /** A policy does nothing until it is bound; one that is there may be. */
    private void mutate(PowerNode from, List<PowerRight> rights) {
        List<PowerRight> write = those(rights, right -> right.is(RiskKind.MUTATING_POLICY_WRITE));
        List<PowerRight> policies = those(write, right -> right.isFor("mutatingadmissionpolicies"));
        List<PowerRight> bindings = those(write, right -> right.isFor("mutatingadmissionpolicybindings"));
        if (!policies.isEmpty() && !bindings.isEmpty()) {
            step(
                    from,
                    PowerSurvey.TOP,
                    RiskKind.MUTATING_POLICY_WRITE,
                    versions.and(Conditions.WRITES, policies.get(0)),
                    new Need(policies, null, CLUSTER),
                    new Need(bindings, null, CLUSTER));
        }
    }

    /** Where one is, it has to go before another can be made. */
    private void makeAwsAuth(PowerNode from, List<PowerRight> rights) {
        List<PowerRight> create = those(rights, right -> right.is(CompanionRight.AWS_AUTH_CREATE));
        if (create.isEmpty()) {
            return;
        }
        List<PowerRight> delete = those(rights, right -> right.is(CompanionRight.AWS_AUTH_DELETE));
        Need made = new Need(create, null, AWS_AUTH_IS_AT);
        step(from, PowerSurvey.TOP, RiskKind.AWS_AUTH_WRITE, Conditions.NO_AWS_AUTH, made);
        if (!delete.isEmpty()) {
            Need deleted = new Need(delete, null, AWS_AUTH_IS_AT);
            step(from, PowerSurvey.TOP, RiskKind.AWS_AUTH_WRITE, null, made, deleted);
        }
    }

    private void step(PowerNode from, PowerNode to, RiskKind kind, @Nullable String condition, Need... needs) {
        graph.step(from, to, new PowerWay(kind, condition, List.of(needs), List.of()));
    }
}
