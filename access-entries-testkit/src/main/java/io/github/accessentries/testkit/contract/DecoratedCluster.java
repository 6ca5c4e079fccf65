package io.github.accessentries.testkit.contract;

import io.github.accessentries.AccessPolicy;
import io.github.accessentries.AccessScope;
import io.github.accessentries.AuthenticationMode;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.authn.Authentication;
import io.github.accessentries.awsauth.AwsAuth;
import io.github.accessentries.eks.EksAccessEntries;
import io.github.accessentries.manage.AccessEntries;
import io.github.accessentries.plan.AccessProbe;
import io.github.accessentries.plan.ApplyReport;
import io.github.accessentries.plan.DesiredAccess;
import io.github.accessentries.plan.DesiredEntry;
import io.github.accessentries.planning.PlanContext;
import io.github.accessentries.testkit.FakeClock;
import io.github.accessentries.testkit.FakeCluster;
import io.github.accessentries.testkit.FakeEks;
import io.github.accessentries.testkit.FakePrincipal;
import io.github.accessentries.testkit.trail.RecordedCall;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.eks.EksClient;

/** The cluster whose entries are decorated. Time stands still in it, and waiting costs none. */
final class DecoratedCluster implements AutoCloseable {

    private static final String NAME = "prod";

    private final FakeClock clock = FakeClock.at(Instant.now().truncatedTo(ChronoUnit.SECONDS));
    /** Whoever calls is known here, so nobody's signature is checked. */
    private final FakeEks eks = FakeEks.builder()
            .clock(clock)
            .readyAtOnce(true)
            .signatureChecks(false)
            .build();

    private final FakeCluster cluster = eks.createCluster(NAME);
    private final EksClient client = eks.eksClient();

    FakeEks eks() {
        return eks;
    }

    Instant now() {
        return clock.instant();
    }

    FakePrincipal role(String name) {
        return eks.iam().role(name);
    }

    AccessEntries entries() {
        return entriesOf(NAME);
    }

    AccessEntries entriesOf(String name) {
        return EksAccessEntries.builder()
                .cluster(name)
                .eksClient(client)
                .clock(clock)
                .sleeper(clock)
                .build();
    }

    /** Entries of a cluster whose {@code aws-auth} lets a principal in, which an entry would hide. */
    AccessEntries entriesHidingMappingOf(PrincipalArn principal) {
        eks.createCluster("mapped", AuthenticationMode.API_AND_CONFIG_MAP);
        AwsAuth awsAuth = AwsAuth.builder()
                .roles(List.of(AwsAuth.ArnMapping.of(principal.canonical(), "mapped", List.of("mapped"))))
                .build();
        return EksAccessEntries.builder()
                .cluster("mapped")
                .eksClient(client)
                .planContext(PlanContext.builder().awsAuth(() -> awsAuth).build())
                .clock(clock)
                .sleeper(clock)
                .build();
    }

    /** Entries that know the cluster's own API, so far as to have this to tell of its bindings. */
    AccessEntries reconciling(ApplyReport report) {
        AccessEntries entries = entries();
        return Intercepting.calls(
                AccessEntries.class,
                entries,
                (method, arguments) -> method.getName().equals("reconcile") ? Optional.of(report) : Optional.empty());
    }

    /** Makes an entry by as few calls as there can be, since each test needs some. */
    void allow(PrincipalArn principal, AccessPolicy policy, AccessScope scope, String... groups) {
        client.createAccessEntry(
                r -> r.clusterName(NAME).principalArn(principal.arn()).kubernetesGroups(groups));
        associate(principal, policy, scope);
    }

    /** The same, in place of the entry that is there, if one is. */
    void allowAnew(PrincipalArn principal, AccessPolicy policy, AccessScope scope) {
        if (client.listAccessEntries(r -> r.clusterName(NAME)).accessEntries().contains(principal.arn())) {
            client.deleteAccessEntry(r -> r.clusterName(NAME).principalArn(principal.arn()));
        }
        allow(principal, policy, scope);
    }

    /** Makes an entry that has something of everything. */
    void allowMuch(PrincipalArn principal, AccessScope scope) {
        client.createAccessEntry(r -> r.clusterName(NAME)
                .principalArn(principal.arn())
                .username("dev:{{SessionName}}")
                .kubernetesGroups("team-a", "team-b")
                .tags(Map.of("team", "a")));
        associate(principal, AccessPolicy.VIEW, scope);
        associate(principal, AccessPolicy.EDIT, scope);
    }

    private void associate(PrincipalArn principal, AccessPolicy policy, AccessScope scope) {
        client.associateAccessPolicy(r -> r.clusterName(NAME)
                .principalArn(principal.arn())
                .policyArn(policy.arnIn(principal.partition()))
                .accessScope(s -> s.type(scope.type()).namespaces(scope.namespaces())));
    }

    /** What a plan is made from: another group for the role of a developer. */
    DesiredAccess desired(PrincipalArn dev) {
        return DesiredAccess.builder()
                .entry(DesiredEntry.builder(dev)
                        .groups("team-a", "team-b")
                        .allow(AccessPolicy.VIEW)
                        .inNamespaces("team-a"))
                .build();
    }

    List<RecordedCall> changes() {
        return eks.calls().stream().filter(call -> !call.readOnly()).toList();
    }

    AccessProbe loginOf(String role) {
        FakePrincipal principal = role(role);
        return () -> {
            Authentication login = cluster.login(principal);
            return login.isAuthenticated() ? Optional.of(login.user()) : Optional.empty();
        };
    }

    @Override
    public void close() {
        client.close();
        eks.close();
    }
}
