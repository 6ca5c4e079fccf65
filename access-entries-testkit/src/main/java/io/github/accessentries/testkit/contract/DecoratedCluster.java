package io.github.accessentries.testkit.contract;

import io.github.accessentries.AccessPolicy;
import io.github.accessentries.AccessScope;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.authn.Authentication;
import io.github.accessentries.eks.EksAccessEntries;
import io.github.accessentries.manage.AccessEntries;
import io.github.accessentries.plan.AccessProbe;
import io.github.accessentries.testkit.FakeClock;
import io.github.accessentries.testkit.FakeCluster;
import io.github.accessentries.testkit.FakeEks;
import io.github.accessentries.testkit.FakePrincipal;
import io.github.accessentries.testkit.trail.RecordedCall;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
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

    /** Makes an entry by as few calls as there can be, since each test needs some. */
    void allow(PrincipalArn principal, AccessPolicy policy, AccessScope scope, String... groups) {
        client.createAccessEntry(
                r -> r.clusterName(NAME).principalArn(principal.arn()).kubernetesGroups(groups));
        client.associateAccessPolicy(r -> r.clusterName(NAME)
                .principalArn(principal.arn())
                .policyArn(policy.arnIn(principal.partition()))
                .accessScope(s -> s.type(scope.type()).namespaces(scope.namespaces())));
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
