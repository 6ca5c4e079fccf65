package io.github.accessentries.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.accessentries.AccessEntry;
import io.github.accessentries.AccessPolicy;
import io.github.accessentries.AuthenticationMode;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.UnavailableException;
import io.github.accessentries.awsauth.AwsAuth;
import io.github.accessentries.fleet.Drift;
import io.github.accessentries.kubernetes.ApiClientKubernetesApi;
import io.github.accessentries.kubernetes.KubernetesApi;
import io.github.accessentries.manage.AccessEntries;
import io.github.accessentries.mapping.ClusterMappings;
import io.github.accessentries.plan.AccessPlan;
import io.github.accessentries.plan.ApplyOptions;
import io.github.accessentries.plan.ApplyReport;
import io.github.accessentries.plan.Change;
import io.github.accessentries.plan.DesiredAccess;
import io.github.accessentries.plan.DesiredEntry;
import io.github.accessentries.plan.Ownership;
import io.github.accessentries.plan.SignOff;
import io.github.accessentries.rbac.ClusterAccess;
import io.github.accessentries.rbac.ClusterReading;
import io.github.accessentries.rbac.RbacObjects;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Whatever blocks, interrupted before it begins and at each of its calls: it ends with an {@link UnavailableException}, or with a report
 * that says what was done, unless it was done already; the thread stays interrupted; and doing it again finishes the work.
 */
@Tag("slow")
@Timeout(120)
class InterruptionTest {

    private static final String ACCOUNT = "111122223333";
    private static final PrincipalArn KEEPER = PrincipalArn.role(ACCOUNT, "keeper");
    private static final PrincipalArn DEV = PrincipalArn.role(ACCOUNT, "dev");
    private static final PrincipalArn OLD = PrincipalArn.role(ACCOUNT, "old");
    private static final DesiredAccess DESIRED = DesiredAccess.builder()
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
    private static final ApplyOptions MEANT = ApplyOptions.with(SignOff.of("many-removals", "type-change"));

    /** What is done with a cluster; the report of what was done, if there is one. */
    @SuppressWarnings("ImmutableEnumChecker") // None of them holds anything.
    private enum Operation {
        FIND(scene -> scene.prod.find(DEV)),
        GET(scene -> scene.prod.get(OLD)),
        PRINCIPALS(scene -> scene.prod.principals()),
        LIST(scene -> scene.prod.list()),
        POLICIES(scene -> scene.prod.policies()),
        MODE(scene -> scene.prod.authenticationMode()),
        VERSION(scene -> scene.prod.kubernetesVersion()),
        TEMPORARY(scene -> scene.prod.temporaryAccess()),
        EXPIRE(scene -> scene.prod.expire()),
        GRANT(scene -> scene.prod
                .grant(DEV)
                .allow(AccessPolicy.EDIT)
                .inNamespaces("a", "b")
                .allow(AccessPolicy.VIEW)
                .clusterWide()
                .groups("devs")
                .tag("a", "b")
                .apply()),
        CHANGES(scene -> scene.prod.grant(OLD).groups("devs").changes()),
        DECLARE(scene -> scene.prod
                .declare(OLD)
                .allow(AccessPolicy.VIEW)
                .clusterWide()
                .groups("devs")
                .apply(MEANT.signOff())),
        WITHDRAW(scene ->
                scene.prod.withdraw(OLD).policy(AccessPolicy.EDIT).everywhere().apply()),
        REVOKE(scene -> scene.prod.revoke(OLD)),
        PLAN(scene -> scene.prod.plan(DESIRED)),
        APPLY(scene -> scene.report = Optional.of(scene.prod.apply(scene.plan(), MEANT))),
        REQUIRE(scene -> scene.prod.requireAccessEntries(SignOff.of("aws-auth-still-used"), line -> {})),
        DRIFT(scene -> Drift.of(scene.prod, DESIRED)),
        READING(scene -> ClusterReading.read(scene.prod, scene.kubernetes())),
        MAPPINGS(scene -> ClusterMappings.read(scene.prod, scene.kubernetes())),
        MODEL(scene -> ClusterAccess.read(scene.prod, scene.kubernetes())),
        RBAC(scene -> RbacObjects.read(scene.kubernetes())),
        AWS_AUTH(scene -> AwsAuth.read(scene.kubernetes()));

        private final Work work;

        Operation(Work work) {
            this.work = work;
        }
    }

    /** What counts of a cluster. */
    private record State(Set<AccessEntry> entries, AuthenticationMode mode) {}

    private interface Work {
        Object on(Scene scene);
    }

    /** A cluster with something to do in it. */
    private static final class Scene implements AutoCloseable {

        private final FakeClock clock = FakeClock.at(Instant.parse("2026-01-01T00:00:00Z"));
        private final FakeEks eks = FakeEks.builder().clock(clock).build();
        private final FakeCluster cluster = eks.createCluster("prod", AuthenticationMode.API_AND_CONFIG_MAP);
        private final AccessEntries prod =
                InFakeTime.prod(eks.eksClient(), clock).build();
        private Optional<ApplyReport> report = Optional.empty();

        Scene() {
            for (PrincipalArn each : List.of(KEEPER, DEV, OLD)) {
                eks.iam().role(each.name());
            }
            prod.grant(KEEPER).allow(AccessPolicy.CLUSTER_ADMIN).clusterWide().apply();
            prod.grant(OLD)
                    .allow(AccessPolicy.EDIT)
                    .inNamespaces("x")
                    .groups("olds")
                    .apply();
        }

        KubernetesApi kubernetes() {
            return calmly(
                    () -> ApiClientKubernetesApi.of(cluster.apiClient(eks.iam().role(KEEPER.name()))));
        }

        AccessPlan plan() {
            return calmly(() -> prod.plan(DESIRED));
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

    @ParameterizedTest
    @EnumSource
    void interruptedBefore_andAtEachCall_losesNothing(Operation operation) {
        State expected = undisturbed(operation);
        try (Scene scene = new Scene()) {
            Thread.currentThread().interrupt();
            boolean ended = endsEarly(operation, scene);
            assertThat(Thread.interrupted()).as("it stays interrupted").isTrue();
            assertThat(ended).as("it heeds what was there before").isTrue();
            requireFinishedBy(operation, scene, expected);
        }
        boolean reached = true;
        for (int call = 0; reached; call++) {
            try (Scene scene = new Scene()) {
                AtomicBoolean came = new AtomicBoolean();
                scene.interruptBefore(call, Thread.currentThread(), came);
                boolean unused = endsEarly(operation, scene);
                reached = came.get();
                assertThat(Thread.interrupted())
                        .as("it stays interrupted at call %d", call)
                        .isEqualTo(reached);
                scene.eks.faults().clear();
                scene.report.ifPresent(report -> requireTrue(report, scene));
                requireFinishedBy(operation, scene, expected);
            }
        }
    }

    private static State undisturbed(Operation operation) {
        try (Scene scene = new Scene()) {
            Object unused = operation.work.on(scene);
            return scene.state();
        }
    }

    /** Whether it did not do all that it should; anything but the documented exception fails the test. */
    private static boolean endsEarly(Operation operation, Scene scene) {
        try {
            Object unused = operation.work.on(scene);
            return scene.report.map(report -> !report.isComplete()).orElse(false);
        } catch (UnavailableException e) {
            return true;
        }
    }

    /** What was told to be done is there, and what was told not to be tried is not. */
    private static void requireTrue(ApplyReport report, Scene scene) {
        Set<PrincipalArn> there = Set.copyOf(scene.prod.principals());
        for (ApplyReport.Outcome outcome : report.outcomes()) {
            boolean isThere = there.contains(DEV);
            if (outcome.change() instanceof Change.Create) {
                switch (outcome.status()) {
                    case DONE -> assertThat(isThere).isTrue();
                    case NOT_TRIED -> assertThat(isThere).isFalse();
                    default -> {
                        // whatever it says of a change that it lost sight of
                    }
                }
            }
        }
        assertThat(report.isComplete()
                        || report.stoppedBy().isPresent()
                        || !report.with(ApplyReport.Status.FAILED).isEmpty())
                .isTrue();
    }

    private static void requireFinishedBy(Operation operation, Scene scene, State expected) {
        Object unused = operation.work.on(scene);
        assertThat(scene.state()).isEqualTo(expected);
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
}
