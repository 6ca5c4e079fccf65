package io.github.accessentries.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.accessentries.AccessEntriesException;
import io.github.accessentries.AccessEntry;
import io.github.accessentries.AccessPolicy;
import io.github.accessentries.AccessScope;
import io.github.accessentries.EntryType;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.eks.EksAccessEntries;
import io.github.accessentries.plan.AccessPlan;
import io.github.accessentries.plan.ApplyOptions;
import io.github.accessentries.plan.ApplyReport;
import io.github.accessentries.plan.Change;
import io.github.accessentries.plan.DesiredAccess;
import io.github.accessentries.plan.DesiredEntry;
import io.github.accessentries.plan.Ownership;
import io.github.accessentries.plan.SignOff;
import io.github.accessentries.testkit.TroubledCalls.ProcessDied;
import io.github.accessentries.testkit.TroubledCalls.Trouble;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.eks.EksClient;

/**
 * Each single call of each shape of plan goes wrong in each way. Whatever happens, planning and applying again finishes the
 * work, and after no call is the cluster without an administrator.
 */
@Tag("slow")
class PlanTroubleTest {

    private static final String ACCOUNT = "111122223333";
    private static final PrincipalArn KEEPER = PrincipalArn.role(ACCOUNT, "keeper");
    private static final PrincipalArn OLD = PrincipalArn.role(ACCOUNT, "old-admin");
    private static final PrincipalArn NEW = PrincipalArn.role(ACCOUNT, "new-admin");
    private static final PrincipalArn DEV = PrincipalArn.role(ACCOUNT, "dev");
    private static final ApplyOptions MEANT =
            ApplyOptions.with(SignOff.of("type-change", "nodes-lose-entry", "many-removals"));

    /** A state of the cluster, and one to get to. */
    @SuppressWarnings("ImmutableEnumChecker") // Nobody changes what a shape was made of.
    private enum Shape {
        CREATE(
                entries -> admin(entries, KEEPER),
                desired(
                        DesiredEntry.builder(DEV)
                                .groups("devs")
                                .username("dev:{{SessionName}}")
                                .tag("a", "b")
                                .allow(AccessPolicy.VIEW)
                                .clusterWide()
                                .allow(AccessPolicy.EDIT)
                                .inNamespaces("a", "b-*"),
                        admin(KEEPER))),
        UPDATE(
                entries -> {
                    admin(entries, KEEPER);
                    entries.grant(DEV)
                            .groups("x", "y")
                            .tag("gone", "1")
                            .tag("other", "2")
                            .apply();
                },
                desired(
                        DesiredEntry.builder(DEV)
                                .groups("y", "z")
                                .username("dev")
                                .tag("other", "3")
                                .tag("new", "4"),
                        admin(KEEPER))),
        POLICIES(
                entries -> {
                    admin(entries, KEEPER);
                    entries.grant(DEV)
                            .allow(AccessPolicy.VIEW)
                            .inNamespaces("a")
                            .allow(AccessPolicy.EDIT)
                            .clusterWide()
                            .allow(AccessPolicy.SECRET_READER)
                            .clusterWide()
                            .apply();
                },
                desired(
                        DesiredEntry.builder(DEV)
                                .allow(AccessPolicy.VIEW)
                                .clusterWide()
                                .allow(AccessPolicy.EDIT)
                                .inNamespaces("a")
                                .allow(AccessPolicy.ADMIN_VIEW)
                                .clusterWide(),
                        admin(KEEPER))),
        DELETE(
                entries -> {
                    admin(entries, KEEPER);
                    entries.grant(DEV).allow(AccessPolicy.VIEW).clusterWide().apply();
                    entries.grant(OLD).groups("x").apply();
                },
                desired(admin(KEEPER))),
        REPLACE(
                entries -> {
                    admin(entries, KEEPER);
                    entries.grant(DEV).type(EntryType.EC2_LINUX).apply();
                },
                desired(
                        DesiredEntry.builder(DEV)
                                .groups("devs")
                                .tag("a", "b")
                                .allow(AccessPolicy.VIEW)
                                .clusterWide()
                                .allow(AccessPolicy.EDIT)
                                .inNamespaces("a"),
                        admin(KEEPER))),
        ADMINISTRATORS_CHANGE_PLACES(
                entries -> {
                    admin(entries, OLD);
                    entries.grant(KEEPER)
                            .allow(AccessPolicy.CLUSTER_ADMIN)
                            .inNamespaces("a")
                            .apply();
                },
                desired(
                        admin(NEW),
                        admin(KEEPER),
                        DesiredEntry.builder(OLD)
                                .allow(AccessPolicy.CLUSTER_ADMIN)
                                .inNamespaces("a"),
                        DesiredEntry.builder(DEV))),
        THE_ONLY_ADMINISTRATOR_IS_REPLACED_BY_ANOTHER(
                entries -> admin(entries, OLD), desired(admin(NEW).groups("admins")));

        private final Consumer<EksAccessEntries> prepared;
        private final DesiredAccess desired;

        Shape(Consumer<EksAccessEntries> prepared, DesiredAccess desired) {
            this.prepared = prepared;
            this.desired = desired;
        }

        private static void admin(EksAccessEntries entries, PrincipalArn principal) {
            entries.grant(principal)
                    .allow(AccessPolicy.CLUSTER_ADMIN)
                    .clusterWide()
                    .apply();
        }

        private static DesiredEntry.Builder admin(PrincipalArn principal) {
            return DesiredEntry.builder(principal)
                    .allow(AccessPolicy.CLUSTER_ADMIN)
                    .clusterWide();
        }

        private static DesiredAccess desired(DesiredEntry.Builder... entries) {
            DesiredAccess.Builder desired = DesiredAccess.builder().ownership(Ownership.ALL);
            for (DesiredEntry.Builder entry : entries) {
                desired.entry(entry);
            }
            return desired.build();
        }
    }

    static Stream<Arguments> shapesAndTroubles() {
        return Stream.of(Shape.values())
                .flatMap(shape -> Stream.of(Trouble.values()).map(trouble -> Arguments.of(shape, trouble)));
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("shapesAndTroubles")
    void apply_eachCallInTrouble_isFinishedByASecondRun(Shape shape, Trouble trouble) {
        int calls = run(shape, trouble, 0);
        assertThat(calls).isPositive();
        for (int call = 1; call <= calls; call++) {
            run(shape, trouble, call);
        }
    }

    /** How many calls the first apply made. */
    private static int run(Shape shape, Trouble trouble, int troubledCall) {
        FakeClock clock = FakeClock.at(Instant.parse("2026-10-01T10:00:00Z"));
        try (FakeEks fake =
                FakeEks.builder().clock(clock).signatureChecks(false).build()) {
            FakeCluster cluster = fake.createCluster("prod");
            EksAccessEntries undisturbed = entries(fake.eksClient(), clock);
            shape.prepared.accept(undisturbed);
            AccessPlan plan = undisturbed.plan(shape.desired);
            String context = shape + ", " + trouble + " at call " + troubledCall + " of\n" + plan;
            Runnable watch = () -> assertTrue(
                    cluster.ownEntries().list().stream().anyMatch(PlanTroubleTest::isAdministrator),
                    () -> "no administrator: " + context);
            TroubledCalls calls = new TroubledCalls(troubledCall, trouble, watch);
            TroubledHttpClient transport = new TroubledHttpClient(fake.sdkHttpClient(), calls);
            List<Change> made = new ArrayList<>();
            try (EksClient client = client(transport)) {
                ApplyReport report = entries(client, clock)
                        .apply(
                                plan,
                                ApplyOptions.builder()
                                        .from(MEANT)
                                        .listener(outcome -> {
                                            synchronized (made) {
                                                made.add(outcome.change());
                                            }
                                        })
                                        .build());
                assertThat(made).as(context).doesNotHaveDuplicates();
                if (troubledCall == 0 || trouble == Trouble.THROTTLE) {
                    assertThat(report.isComplete()).as(context + report).isTrue();
                }
            } catch (AccessEntriesException | ProcessDied e) {
                assertThat(troubledCall).as(context).isPositive();
            }

            TroubledHttpClient second =
                    new TroubledHttpClient(fake.sdkHttpClient(), new TroubledCalls(0, trouble, watch));
            try (EksClient client = client(second)) {
                EksAccessEntries again = entries(client, clock);
                AccessPlan rest = again.plan(shape.desired);
                assertThat(again.apply(rest, MEANT).isComplete())
                        .as(context + rest)
                        .isTrue();
                assertThat(again.plan(shape.desired).isEmpty()).as(context).isTrue();
            }
            assertThat(cluster.ownEntries().list())
                    .as(context)
                    .extracting(DesiredEntry::of)
                    .containsExactlyInAnyOrderElementsOf(shape.desired.entries());
            return calls.count();
        }
    }

    private static boolean isAdministrator(AccessEntry entry) {
        return entry.scopeOf(AccessPolicy.CLUSTER_ADMIN)
                .filter(AccessScope::isClusterWide)
                .isPresent();
    }

    /** The SDK does not try again, so that each trouble reaches the library. */
    static EksClient client(SdkHttpClient transport) {
        return EksClient.builder()
                .httpClient(transport)
                .region(Region.US_WEST_2)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                .overrideConfiguration(configuration -> configuration.retryStrategy(DefaultRetryStrategy.doNotRetry()))
                .build();
    }

    private static EksAccessEntries entries(EksClient client, FakeClock clock) {
        return InFakeTime.prod(client, clock)
                .propagationPatience(Duration.ofSeconds(30))
                .build();
    }
}
