package io.github.accessentries.fleet;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.accessentries.AccessPolicy;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.fleet.ClusterSummary.State;
import io.github.accessentries.internal.calls.InMemoryCalls;
import io.github.accessentries.internal.planning.ClusterEntries;
import io.github.accessentries.internal.waiting.Patience;
import io.github.accessentries.manage.AccessEntries;
import io.github.accessentries.plan.AccessPlan;
import io.github.accessentries.plan.ApplyListener;
import io.github.accessentries.plan.ApplyOptions;
import io.github.accessentries.plan.ApplyReport;
import io.github.accessentries.plan.DesiredAccess;
import io.github.accessentries.plan.DesiredEntry;
import io.github.accessentries.plan.SignOff;
import io.github.accessentries.plan.StalePlanException;
import io.github.accessentries.plan.UnsafePlanException;
import io.github.accessentries.planning.PlanContext;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A fleet whose clusters are made when their turn comes, and whose results are handed over one by one. */
@Timeout(60)
class FleetStreamTest {

    private static final int CLUSTERS = 60;
    private static final PrincipalArn DEV = PrincipalArn.role("111122223333", "dev");
    private static final PrincipalArn ADMIN = PrincipalArn.role("111122223333", "admin");
    private static final DesiredAccess DESIRED = DesiredAccess.builder()
            .entry(DesiredEntry.builder(DEV).allow(AccessPolicy.VIEW).clusterWide())
            .build();
    private static final List<String> NAMES =
            IntStream.range(0, CLUSTERS).mapToObj(i -> "c" + i).toList();

    private final Map<String, InMemoryCalls> clusters = new ConcurrentHashMap<>();
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicInteger mostOpen = new AtomicInteger();
    /** Clusters whose work has begun and whose result was not taken yet. */
    private final AtomicInteger alive = new AtomicInteger();

    private final AtomicInteger mostAlive = new AtomicInteger();
    private final List<String> opened = Collections.synchronizedList(new ArrayList<>());
    private DesiredAccess desired = DESIRED;

    private InMemoryCalls calls(String name) {
        return clusters.computeIfAbsent(name, InMemoryCalls::new);
    }

    private AccessEntries entries(String name) {
        return new ClusterEntries(calls(name), PlanContext.builder().build(), Patience.none(), 1);
    }

    private FleetMember member(String name) {
        opened.add(name);
        mostOpen.accumulateAndGet(open.incrementAndGet(), Math::max);
        mostAlive.accumulateAndGet(alive.incrementAndGet(), Math::max);
        if (name.startsWith("broken")) {
            open.decrementAndGet();
            throw new IllegalStateException("no credentials for " + name);
        }
        return FleetMember.of(entries(name), desired).closing(open::decrementAndGet);
    }

    private Fleet.Builder builder() {
        return Fleet.builder().clusters(NAMES, this::member).parallelism(4);
    }

    private <T> Consumer<ClusterResult<T>> counting(Consumer<ClusterResult<T>> consumer) {
        return result -> {
            consumer.accept(result);
            alive.decrementAndGet();
        };
    }

    /** Waits for nothing but the other threads, and does so until they can do no more. */
    private void awaitAlive(int number) {
        while (alive.get() < number) {
            Thread.onSpinWait();
        }
    }

    @Test
    void slowConsumer_holdsTheClustersBack_neverMoreThanParallelismAndOneAreAlive() {
        List<String> taken = new ArrayList<>();

        FleetSummary summary = builder().build().planEach(counting(plan -> {
            if (taken.size() < CLUSTERS - 6) {
                // As slow as can be: all threads have gone as far as they may.
                awaitAlive(5);
            }
            taken.add(plan.cluster());
            assertThat(plan.result().orElseThrow().changes()).hasSize(2);
        }));

        assertThat(taken).containsExactlyInAnyOrderElementsOf(NAMES);
        assertThat(mostAlive).hasValue(5);
        assertThat(mostOpen.get()).isBetween(1, 4);
        assertThat(open).hasValue(0);
        assertThat(summary.clusters()).hasSize(CLUSTERS).allMatch(each -> each.changes() == 2);
        assertThat(summary.orThrow()).isSameAs(summary);
    }

    @Test
    void eachOfFleet_givesWhatTheWholeGives_forPlansReportsAndDrifts() {
        clusters.put("c7", new InMemoryCalls("c7"));
        entries("c7").grant(DEV).allow(AccessPolicy.VIEW).clusterWide().apply();
        Fleet fleet = builder().clusters(List.of("broken"), this::member).build();
        Map<String, AccessPlan> plans = new TreeMap<>();
        Map<String, Drift> drifts = new TreeMap<>();
        List<String> failed = new ArrayList<>();

        FleetSummary planned = fleet.planEach(one ->
                one.result().ifPresentOrElse(plan -> plans.put(one.cluster(), plan), () -> failed.add(one.cluster())));
        FleetSummary drifted =
                fleet.driftEach(one -> one.result().ifPresent(drift -> drifts.put(one.cluster(), drift)));

        assertThat(failed).containsExactly("broken");
        assertThat(fleet.plan().results()).containsExactlyInAnyOrderEntriesOf(plans);
        assertThat(fleet.plan().summary()).isEqualTo(planned);
        assertThat(fleet.drift().results().keySet()).containsExactlyInAnyOrderElementsOf(drifts.keySet());
        assertThat(fleet.drift().summary()).isEqualTo(drifted);
        assertThat(planned.count(State.UNCHANGED)).isEqualTo(1);
        assertThat(planned)
                .asString()
                .startsWith("61 clusters: 1 unchanged, 59 with changes, 1 failed")
                .contains("\n  broken: failed: no credentials for broken", "\n  c49: 2 changes");
        assertThatExceptionOfType(IncompleteFleetException.class)
                .isThrownBy(planned::orThrow)
                .withMessageContaining("no credentials for broken");
        assertThat(drifted).asString().contains("\n  c49: 2 changes needed, 0 unlisted principals");

        List<String> reported = new ArrayList<>();
        FleetSummary applied = fleet.applyEach(ApplyOptions.defaults(), one -> reported.add(one.cluster()));

        assertThat(reported).containsExactlyInAnyOrderElementsOf(fleet.clusters());
        assertThat(applied).asString().contains("\n  c49: 2 of 2 changes made");
        assertThat(fleet.plan().summary().count(State.UNCHANGED)).isEqualTo(CLUSTERS);
        assertThat(open).hasValue(0);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void consumerThatThrows_endsTheWork_andWhatWasDoneIsTold(boolean error) {
        List<String> taken = new ArrayList<>();
        Consumer<ClusterResult<ApplyReport>> consumer = one -> {
            if (taken.size() == 10) {
                if (error) {
                    throw new AssertionError("the disk is full");
                }
                throw new IllegalStateException("the disk is full");
            }
            taken.add(one.cluster());
        };

        IncompleteFleetException told;
        if (error) {
            Throwable thrown = org.assertj.core.api.Assertions.catchThrowable(
                    () -> builder().build().applyEach(ApplyOptions.defaults(), consumer));
            assertThat(thrown).isInstanceOf(AssertionError.class).hasMessage("the disk is full");
            told = (IncompleteFleetException) thrown.getSuppressed()[0];
        } else {
            told = org.assertj.core.api.Assertions.catchThrowableOfType(
                    IncompleteFleetException.class,
                    () -> builder().build().applyEach(ApplyOptions.defaults(), consumer));
        }

        assertThat(told)
                .hasMessageContainingAll(
                        "takes the results", "the disk is full", "no further cluster was begun", "not begun")
                .hasRootCauseMessage("the disk is full");
        FleetSummary summary = told.summary().orElseThrow();
        assertThat(told.result()).isEmpty();
        assertThat(summary.count(State.CHANGED)).isEqualTo(opened.size()).isBetween(11, 11 + 5);
        assertThat(summary.count(State.NOT_BEGUN)).isEqualTo(CLUSTERS - opened.size());
        assertThat(summary.clusters()).hasSize(CLUSTERS);
        // What was begun was brought to its end, and is told with all its changes.
        opened.forEach(name -> {
            assertThat(calls(name).changes()).hasSize(2);
            assertThat(summary.find(name).orElseThrow().open()).isZero();
        });
        assertThat(open).hasValue(0);
    }

    @Test
    void interrupt_endsTheWork_handsOverWhatWasDone_andStays() {
        Set<String> taken = ConcurrentHashMap.newKeySet();

        FleetSummary summary = builder().build().planEach(one -> {
            taken.add(one.cluster());
            if (taken.size() == 10) {
                Thread.currentThread().interrupt();
            }
        });

        assertThat(Thread.interrupted()).as("still interrupted").isTrue();
        assertThat(summary.clusters()).hasSize(CLUSTERS);
        assertThat(summary.count(State.NOT_BEGUN)).isEqualTo(CLUSTERS - taken.size());
        assertThat(taken).containsExactlyInAnyOrderElementsOf(opened).hasSizeLessThan(30);
        assertThat(summary.isComplete()).isFalse();
        assertThat(summary).asString().contains(" failed, " + (CLUSTERS - taken.size()) + " not begun\n");
        assertThat(open).hasValue(0);
    }

    /** The consumer waits, the threads have no place, and then the interrupt comes. */
    @Test
    void interrupt_ofAConsumerThatWaits_endsTheWork() throws InterruptedException {
        CountDownLatch waits = new CountDownLatch(1);
        List<FleetSummary> summaries = new ArrayList<>();
        Thread caller = new Thread(() -> summaries.add(builder().build().planEach(one -> {
            if (waits.getCount() == 0) {
                return;
            }
            awaitAlive(5);
            waits.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        })));
        caller.start();
        waits.await();
        caller.interrupt();
        caller.join();

        assertThat(summaries)
                .singleElement()
                .satisfies(summary -> assertThat(summary.count(State.NOT_BEGUN)).isEqualTo(CLUSTERS - 5));
        assertThat(open).hasValue(0);
    }

    @Test
    void virtualMachineError_ofACluster_endsTheWork_andIsThrown() {
        Fleet fleet = builder()
                .clusters(List.of("full"), name -> {
                    throw new OutOfMemoryError("not really");
                })
                .build();

        assertThatExceptionOfType(OutOfMemoryError.class).isThrownBy(() -> {
            FleetSummary unused = fleet.planEach(one -> {});
        });
        assertThat(open).hasValue(0);
    }

    @Test
    void memberThatIsNull_orCannotBeClosed_orWhosePlanIsNull_isTold_andStopsNoOther() {
        Fleet fleet = Fleet.builder()
                .clusters(List.of("null"), name -> null)
                .clusters(
                        List.of("stuck"),
                        name -> FleetMember.of(entries(name), DESIRED)
                                .closing(
                                        () -> {
                                            throw new IllegalStateException("still in use");
                                        },
                                        open::incrementAndGet))
                .build();

        FleetResult<AccessPlan> plans = fleet.plan();

        assertThat(plans.failures()).containsOnlyKeys("null");
        assertThat(plans.failures().get("null")).hasMessageContaining("returned null for cluster null");
        assertThat(plans.results()).containsOnlyKeys("stuck");
        assertThat(open).as("the next one is closed all the same").hasValue(1);
    }

    @Test
    void idTwice_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder().clusters(List.of("c3"), this::member))
                .withMessageContainingAll("\"c3\"", "account or region");
    }

    @Test
    void reviewedPlans_areAppliedElsewhere_andNothingElseIs() {
        calls("c0");
        FleetSummary seen = FleetSummary.fromJson(builder()
                .clusters(List.of("broken"), this::member)
                .build()
                .planEach(one -> {})
                .toJson());
        // Meanwhile: one is done, one has become another, one is new.
        entries("c1").grant(DEV).allow(AccessPolicy.VIEW).clusterWide().apply();
        entries("c2").grant(DEV).groups("x").apply();
        Fleet later = builder().clusters(List.of("broken", "new"), this::member).build();
        Map<String, ClusterResult<ApplyReport>> results = new TreeMap<>();

        FleetSummary applied = later.applyEach(seen, ApplyOptions.defaults(), one -> results.put(one.cluster(), one));

        assertThat(applied.count(State.FAILED)).isEqualTo(3);
        assertThat(requireNonNull(results.get("c0")).result().orElseThrow().outcomes())
                .hasSize(2);
        assertThat(requireNonNull(results.get("c1")).result().orElseThrow().outcomes())
                .isEmpty();
        assertThat(requireNonNull(results.get("c2")).failure()).containsInstanceOf(StalePlanException.class);
        assertThat(calls("c2").changes()).hasSize(1);
        assertThat(requireNonNull(results.get("new")).failure().orElseThrow())
                .hasMessageContaining("no plan for cluster new");
        assertThat(requireNonNull(results.get("broken")).failure().orElseThrow())
                .hasMessageContainingAll("no plan for cluster broken", "no credentials");
        // Repeated: what is done stays, what is stale stays refused.
        assertThat(later.applyEach(seen, ApplyOptions.defaults(), one -> {}).count(State.UNCHANGED))
                .isEqualTo(CLUSTERS - 1);
    }

    @Test
    void otherDesiredAccess_thanWasReviewed_isNotApplied() {
        FleetSummary seen = builder().build().planEach(one -> {});
        desired = DesiredAccess.builder()
                .entry(DesiredEntry.builder(DEV).allow(AccessPolicy.EDIT).clusterWide())
                .build();

        FleetSummary applied = builder().build().applyEach(seen, ApplyOptions.defaults(), one -> {});

        assertThat(applied.count(State.FAILED)).isEqualTo(CLUSTERS);
        assertThat(applied.clusters().get(0).trouble().orElseThrow())
                .contains("cluster c0: the plan is no longer the one that was reviewed", "Review a new plan");
        assertThat(calls("c0").changes()).isEmpty();
    }

    @Test
    void summaryOfOtherWork_orOfOtherClusters_isRefused_beforeAnyCall() {
        FleetSummary drift = builder().build().driftEach(one -> {});
        FleetSummary plans = builder().build().planEach(one -> {});
        Fleet smaller = Fleet.builder()
                .clusters(NAMES.subList(1, CLUSTERS), this::member)
                .build();
        opened.clear();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> smaller.applyEach(drift, ApplyOptions.defaults(), one -> {}))
                .withMessageContaining("summary is of DRIFT, not of PLAN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> smaller.applyEach(plans, ApplyOptions.defaults(), one -> {}))
                .withMessageContaining("\"c0\"");
        assertThat(opened).isEmpty();
        int home = Shard.home("c0", 4);
        Fleet otherShard = smaller.shard((home + 1) % 4, 4);
        assertThat(otherShard
                        .applyEach(plans, ApplyOptions.defaults(), one -> {})
                        .count(State.CHANGED))
                .isEqualTo(otherShard.clusters().size());
    }

    /** Each cluster would lose its only administrator. */
    @Test
    void shardsAtOnce_touchTheirOwnClustersOnly_withTheSameSignOffsListenersAndResults() throws Exception {
        NAMES.forEach(name -> {
            entries(name)
                    .grant(ADMIN)
                    .allow(AccessPolicy.CLUSTER_ADMIN)
                    .clusterWide()
                    .apply();
            calls(name).forgetCalls();
        });
        desired = DesiredAccess.builder()
                .ownership(io.github.accessentries.plan.Ownership.ALL)
                .entry(DesiredEntry.builder(DEV))
                .build();
        FleetSummary whole = builder().build().planEach(one -> {});
        List<String> told = Collections.synchronizedList(new ArrayList<>());
        List<String> changes = Collections.synchronizedList(new ArrayList<>());
        Fleet fleet = builder().listener(FleetListener.lines(told::add)).build();
        ApplyOptions options = ApplyOptions.builder()
                .signOff(SignOff.inCluster("c5", "no-administrator", "many-removals"))
                .listener(ApplyListener.lines(changes::add))
                .build();
        opened.clear();

        List<FleetSummary> parts = Collections.synchronizedList(new ArrayList<>());
        List<Thread> shards = IntStream.range(0, 8)
                .mapToObj(i -> new Thread(() -> parts.add(fleet.shard(i, 8).applyEach(whole, options, one -> {
                    if (!one.cluster().equals("c5")) {
                        assertThat(one.failure()).containsInstanceOf(UnsafePlanException.class);
                    }
                }))))
                .toList();
        shards.forEach(Thread::start);
        for (Thread shard : shards) {
            shard.join();
        }

        assertThat(opened).as("each once").containsExactlyInAnyOrderElementsOf(NAMES);
        FleetSummary all = FleetSummary.merge(parts);
        assertThat(all.missing()).isEmpty();
        assertThat(all.clusters())
                .extracting(ClusterSummary::cluster)
                .containsExactlyElementsOf(NAMES.stream().sorted().toList());
        assertThat(all.count(State.FAILED)).isEqualTo(CLUSTERS - 1);
        assertThat(all.find("c5").orElseThrow().isComplete()).isTrue();
        assertThat(all.find("c6").orElseThrow().signOffNames()).contains("c6/no-administrator");
        assertThat(whole.find("c6").orElseThrow().signOffNames()).contains("c6/no-administrator");
        assertThat(whole).asString().contains("\n  c6: 2 changes, needs sign-off: [c6/no-administrator");
        assertThat(changes).hasSize(2).allMatch(line -> line.startsWith("c5: done: "));
        assertThat(told).hasSize(CLUSTERS).anyMatch(line -> line.endsWith("c5: 2 of 2 changes made"));
        NAMES.forEach(name -> assertThat(calls(name).changes()).hasSize(name.equals("c5") ? 2 : 0));
    }

    @Test
    void plansOfShards_putTogether_areThoseOfTheWholeFleet() {
        Fleet fleet = builder().clusters(List.of("broken"), this::member).build();

        for (int count : List.of(1, 2, 7, 300)) {
            List<FleetSummary> parts = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                parts.add(FleetSummary.fromJson(
                        fleet.shard(i, count).planEach(one -> {}).toJson()));
            }
            FleetSummary all = FleetSummary.merge(parts);
            assertThat(all.missing()).isEmpty();
            assertThat(all.clusters()).isEqualTo(fleet.plan().summary().clusters());
        }
    }
}
