package io.github.accessentries.testkit;

import io.github.accessentries.AccessEntry;
import io.github.accessentries.AccessPolicy;
import io.github.accessentries.AuthenticationMode;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.fleet.Fleet;
import io.github.accessentries.fleet.FleetResult;
import io.github.accessentries.kubernetes.ApiClientKubernetesApi;
import io.github.accessentries.kubernetes.KubernetesApi;
import io.github.accessentries.manage.AccessEntries;
import io.github.accessentries.plan.AccessPlan;
import io.github.accessentries.plan.AccessProbe;
import io.github.accessentries.plan.ApplyReport;
import io.github.accessentries.plan.DesiredAccess;
import io.github.accessentries.plan.DesiredEntry;
import io.github.accessentries.plan.Ownership;
import io.github.accessentries.rbac.LiveAccess;
import io.github.accessentries.token.EksTokens;
import io.github.accessentries.token.StsTokenVerifier;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.regions.Region;

/** A cluster with something to do in it, at which a thread is interrupted before a call. */
final class InterruptedScene implements AutoCloseable {

    static final PrincipalArn DEV = PrincipalArn.role("111122223333", "dev");
    static final PrincipalArn OLD = PrincipalArn.role("111122223333", "old");
    private static final PrincipalArn KEEPER = PrincipalArn.role("111122223333", "keeper");

    static final DesiredAccess DESIRED = DesiredAccess.builder()
            .entry(DesiredEntry.builder(KEEPER)
                    .allow(AccessPolicy.CLUSTER_ADMIN)
                    .clusterWide()
                    .build())
            .entry(DesiredEntry.builder(DEV)
                    .groups("devs")
                    .tag("a", "b")
                    .allow(AccessPolicy.EDIT)
                    .inNamespaces("a")
                    .build())
            .ownership(Ownership.ALL)
            .build();

    /** What counts of a cluster. */
    record State(Set<AccessEntry> entries, AuthenticationMode mode) {}

    private final FakeClock clock = FakeClock.at(Instant.parse("2026-01-01T00:00:00Z"));
    private final FakeCluster cluster;
    final FakeEks eks = FakeEks.builder().clock(clock).build();
    final AccessEntries prod;
    Optional<ApplyReport> report = Optional.empty();

    /** Without entries if the cluster does not use them yet. */
    InterruptedScene(AuthenticationMode mode) {
        cluster = eks.createCluster("prod", mode);
        prod = InFakeTime.prod(eks.eksClient(), clock).build();
        for (PrincipalArn each : List.of(KEEPER, DEV, OLD)) {
            eks.iam().role(each.name());
        }
        if (mode.usesAccessEntries()) {
            prod.grant(KEEPER).allow(AccessPolicy.CLUSTER_ADMIN).clusterWide().apply();
            prod.grant(OLD)
                    .allow(AccessPolicy.EDIT)
                    .inNamespaces("x")
                    .groups("olds")
                    .apply();
        }
    }

    KubernetesApi kubernetes() {
        return calmly(
                () -> ApiClientKubernetesApi.of(cluster.apiClient(eks.iam().role(KEEPER.name()))));
    }

    AccessPlan plan() {
        return calmly(() -> prod.plan(DESIRED));
    }

    AccessProbe probe(PrincipalArn principal) {
        return AccessProbe.of(cluster.authenticator(), () -> calmly(() -> token(principal)));
    }

    private String token(PrincipalArn principal) {
        return tokens(eks.iam().role(principal.name()).credentials())
                .mint("prod")
                .value();
    }

    private EksTokens tokens(AwsCredentialsProvider credentials) {
        return EksTokens.builder()
                .credentialsProvider(credentials)
                .region(Region.of(eks.region()))
                .clock(clock)
                .build();
    }

    Fleet fleet() {
        return Fleet.builder().cluster("prod", prod, DESIRED).clock(clock).build();
    }

    FleetResult<AccessPlan> plans() {
        return calmly(() -> fleet().plan());
    }

    /** A fleet tells what ended early as a failure of the cluster. */
    Object ofFleet(FleetResult<?> result) {
        RuntimeException failure = result.failures().get("prod");
        if (failure != null) {
            throw failure;
        }
        if (result.results().get("prod") instanceof ApplyReport applied) {
            report = Optional.of(applied);
        }
        return result;
    }

    Object verify() {
        String token = calmly(() -> token(DEV));
        try (StsTokenVerifier verifier = StsTokenVerifier.builder()
                .httpClient(eks.sdkHttpClient())
                .clock(clock)
                .build()) {
            return verifier.verify(token, "prod");
        }
    }

    /** With credentials that take a call. */
    Object mint() {
        AwsCredentialsProvider credentials = eks.iam().role(DEV.name()).credentials();
        return tokens(() -> {
                    Object unused = eks.eksClient().describeCluster(r -> r.name("prod"));
                    return credentials.resolveCredentials();
                })
                .source("prod")
                .token();
    }

    /** Without watches, so that nobody calls anything any more once everything was read. */
    Object follow() {
        KubernetesApi api = kubernetes();
        try (LiveAccess live = LiveAccess.builder(prod)
                .kubernetes(path -> api.get(path))
                .clock(clock)
                .start()) {
            live.refresh();
            return live.model().get().entries();
        }
    }

    /** What has to be there before the work, whose interruption is looked at. */
    private static <T> T calmly(Supplier<T> preparation) {
        boolean interrupted = Thread.interrupted();
        T prepared = preparation.get();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return prepared;
    }

    State state() {
        return new State(timeless(prod.list()), prod.authenticationMode());
    }

    /** Another run of a fake is at another time. */
    private static Set<AccessEntry> timeless(List<AccessEntry> entries) {
        return entries.stream()
                .map(entry -> AccessEntry.builder()
                        .from(entry)
                        .createdAt(Optional.empty())
                        .modifiedAt(Optional.empty())
                        .arn(Optional.empty())
                        .build())
                .collect(Collectors.toSet());
    }

    /** Interrupts at the next call but so many, of EKS or of the cluster's own API. */
    void interruptBefore(int call, Thread thread, AtomicBoolean came) {
        Runnable action = () -> {
            if (call == 0) {
                came.set(true);
                thread.interrupt();
            } else {
                interruptBefore(call - 1, thread, came);
            }
        };
        AtomicBoolean once = new AtomicBoolean();
        Runnable first = () -> {
            if (once.compareAndSet(false, true)) {
                action.run();
            }
        };
        eks.faults().before("*", first);
        eks.faults().beforeKubernetes("*", "*", first);
    }

    @Override
    public void close() {
        eks.close();
    }
}
