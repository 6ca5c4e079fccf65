package io.github.accessentries.testkit;

import static io.github.accessentries.testkit.FakeEksAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.accessentries.AccessConflictException;
import io.github.accessentries.AccessScope;
import io.github.accessentries.authz.CustomPolicy;
import io.github.accessentries.authz.Rule;
import io.github.accessentries.eks.EksAccessEntries;
import io.github.accessentries.kubernetes.WritableKubernetesApi;
import io.github.accessentries.plan.AccessPlan;
import io.github.accessentries.plan.ApplyOptions;
import io.github.accessentries.plan.DesiredAccess;
import io.github.accessentries.plan.DesiredEntry;
import io.github.accessentries.plan.SignOff;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Custom policies whose objects somebody has touched: access can always be taken away, and nobody else loses any by it. */
class OddCustomPoliciesTest {

    private static final String RBAC = "/apis/rbac.authorization.k8s.io/v1/";
    private static final String ROLE = RBAC + "clusterroles/access-entries:team-operator";
    private static final CustomPolicy OPERATOR = CustomPolicy.of(
            "team-operator",
            Rule.builder()
                    .addApiGroups("apps")
                    .addResources("deployments")
                    .addVerbs("get", "patch")
                    .build());

    private final PipelineCluster cluster = new PipelineCluster("team-a", "team-b");
    private final FakeEks eks = cluster.eks;
    private final FakeCluster prod = cluster.prod;
    private final WritableKubernetesApi api = cluster.api;
    private final FakePrincipal alice = eks.iam().role("alice");
    private final FakePrincipal bob = eks.iam().role("bob");
    private final EksAccessEntries entries = cluster.entries();

    OddCustomPoliciesTest() {
        entries.grant(alice.arn()).allow(OPERATOR).inNamespaces("team-a").apply();
        entries.grant(bob.arn()).allow(OPERATOR).inNamespaces("team-b").apply();
    }

    @AfterEach
    void close() {
        cluster.close();
    }

    private void tamper(String path, String what, String with) {
        String before = api.get(path).orElseThrow();
        assertThat(before).contains(what);
        api.replace(path, before.replace(what, with));
    }

    private static String binding(String namespace) {
        return RBAC + "namespaces/" + namespace + "/rolebindings/"
                + OPERATOR.in(AccessScope.namespaces(namespace)).group();
    }

    @Test
    void strangersBinding_inAnotherScope_stopsNoRevocation() {
        tamper(binding("team-b"), "\"access-entries\"", "\"somebody\"");

        assertThat(entries.revoke(alice.arn())).isTrue();

        assertThat(prod).principal(alice).cannot("patch", "deployments.apps").inNamespace("team-a");
        assertThat(api.get(binding("team-a"))).isEmpty();
        assertThatThrownBy(() -> entries.grant(alice.arn())
                        .allow(OPERATOR)
                        .inNamespaces("team-b")
                        .apply())
                .isInstanceOf(AccessConflictException.class);
    }

    @Test
    void scopeThatCannotBeRead_isNotTakenFromWhoeverHasIt() {
        tamper(ROLE, "[\\\"team-b\\\"]", "{newer form}");

        assertThat(entries.revoke(alice.arn())).isTrue();

        assertThat(prod).principal(bob).can("patch", "deployments.apps").inNamespace("team-b");
        assertThat(api.get(ROLE).orElseThrow()).contains("{newer form}");
        assertThatThrownBy(() -> entries.grant(alice.arn())
                        .allow(OPERATOR)
                        .inNamespaces("team-a")
                        .apply())
                .isInstanceOf(AccessConflictException.class);
        assertThat(api.get(ROLE).orElseThrow()).contains("{newer form}");
    }

    @Test
    void groupOfAPolicyWhoseRoleIsGone_isTakenByAWithdrawalFromEverywhere() {
        api.delete(ROLE, "{}");
        String group = OPERATOR.in(AccessScope.namespaces("team-a")).group();
        assertThat(entries.get(alice.arn()).groups()).contains(group);

        assertThatThrownBy(() -> entries.withdraw(alice.arn())
                        .policy(OPERATOR)
                        .fromNamespaces("team-a")
                        .apply())
                .isInstanceOf(AccessConflictException.class)
                .hasMessageContaining(group);
        entries.withdraw(alice.arn()).policy(OPERATOR).everywhere().apply();

        assertThat(entries.get(alice.arn()).groups()).doesNotContain(group);
    }

    @Test
    void scopeThatAPlanDrops_whileSomebodyElseGivesIt_isMadeAgain() {
        FakePrincipal carol = eks.iam().role("carol");
        DesiredAccess withoutBob = DesiredAccess.builder()
                .entry(DesiredEntry.builder(bob.arn()).groups("nothing"))
                .build();
        AccessPlan plan = entries.plan(withoutBob);
        EksAccessEntries others = cluster.entries();
        eks.faults()
                .beforeKubernetes(
                        "update",
                        "clusterroles.rbac.authorization.k8s.io",
                        () -> others.grant(carol.arn())
                                .allow(OPERATOR)
                                .inNamespaces("team-b")
                                .apply());

        entries.apply(plan, ApplyOptions.with(SignOff.of("caller-loses-access")))
                .orThrow();

        assertThat(entries.reconcile().outcomes()).isEmpty();
        assertThat(prod).principal(carol).can("patch", "deployments.apps").inNamespace("team-b");
        assertThat(prod).principal(bob).cannot("patch", "deployments.apps").inNamespace("team-b");
    }
}
