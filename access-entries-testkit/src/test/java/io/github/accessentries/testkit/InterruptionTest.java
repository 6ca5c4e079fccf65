package io.github.accessentries.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.accessentries.AccessPolicy;
import io.github.accessentries.AuthenticationMode;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.UnavailableException;
import io.github.accessentries.awsauth.AwsAuth;
import io.github.accessentries.fleet.Drift;
import io.github.accessentries.mapping.ClusterMappings;
import io.github.accessentries.plan.ApplyOptions;
import io.github.accessentries.plan.ApplyReport;
import io.github.accessentries.plan.Change;
import io.github.accessentries.plan.DesiredAccess;
import io.github.accessentries.plan.SignOff;
import io.github.accessentries.rbac.ClusterAccess;
import io.github.accessentries.rbac.ClusterReading;
import io.github.accessentries.rbac.RbacObjects;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
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

    private static final PrincipalArn DEV = InterruptedScene.DEV;
    private static final PrincipalArn OLD = InterruptedScene.OLD;
    private static final DesiredAccess DESIRED = InterruptedScene.DESIRED;
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
        AWS_AUTH(scene -> AwsAuth.read(scene.kubernetes())),
        AWAIT_EFFECTIVE(scene -> scene.prod.awaitEffective(OLD, scene.probe(OLD), Duration.ofMinutes(1), line -> {})),
        ENABLE(
                AuthenticationMode.CONFIG_MAP,
                scene -> scene.prod.enableAccessEntries(SignOff.of("aws-auth-unknown"), line -> {})),
        FLEET_PLAN(scene -> scene.ofFleet(scene.fleet().plan())),
        FLEET_APPLY(scene -> scene.ofFleet(scene.fleet()
                .apply(scene.plans(), ApplyOptions.with(SignOff.inCluster("prod", "many-removals", "type-change"))))),
        FLEET_DRIFT(scene -> scene.ofFleet(scene.fleet().drift())),
        VERIFY(InterruptedScene::verify),
        TOKEN(InterruptedScene::mint),
        LIVE(InterruptedScene::follow);

        private final AuthenticationMode mode;
        private final Work work;

        Operation(Work work) {
            this(AuthenticationMode.API_AND_CONFIG_MAP, work);
        }

        Operation(AuthenticationMode mode, Work work) {
            this.mode = mode;
            this.work = work;
        }
    }

    private interface Work {
        Object on(InterruptedScene scene);
    }

    @ParameterizedTest
    @EnumSource
    void interruptedBefore_andAtEachCall_losesNothing(Operation operation) {
        InterruptedScene.State expected = undisturbed(operation);
        try (InterruptedScene scene = new InterruptedScene(operation.mode)) {
            Thread.currentThread().interrupt();
            boolean ended = endsEarly(operation, scene);
            assertThat(Thread.interrupted()).as("it stays interrupted").isTrue();
            assertThat(ended).as("it heeds what was there before").isTrue();
            requireFinishedBy(operation, scene, expected);
        }
        boolean reached = true;
        for (int call = 0; reached; call++) {
            try (InterruptedScene scene = new InterruptedScene(operation.mode)) {
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

    private static InterruptedScene.State undisturbed(Operation operation) {
        try (InterruptedScene scene = new InterruptedScene(operation.mode)) {
            Object unused = operation.work.on(scene);
            return scene.state();
        }
    }

    /** Whether it did not do all that it should; anything but the documented exception fails the test. */
    private static boolean endsEarly(Operation operation, InterruptedScene scene) {
        try {
            Object unused = operation.work.on(scene);
            return scene.report.map(report -> !report.isComplete()).orElse(false);
        } catch (UnavailableException e) {
            return true;
        }
    }

    /** What was told to be done is there, and what was told not to be tried is not. */
    private static void requireTrue(ApplyReport report, InterruptedScene scene) {
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

    private static void requireFinishedBy(
            Operation operation, InterruptedScene scene, InterruptedScene.State expected) {
        Object unused = operation.work.on(scene);
        assertThat(scene.state()).isEqualTo(expected);
    }
}
