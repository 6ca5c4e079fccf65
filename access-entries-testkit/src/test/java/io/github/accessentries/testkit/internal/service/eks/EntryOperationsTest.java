package io.github.accessentries.testkit.internal.service.eks;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.accessentries.testkit.UnverifiedAnswer;
import io.github.accessentries.testkit.internal.service.Cloud;
import io.github.accessentries.testkit.internal.service.Clouds;
import io.github.accessentries.testkit.internal.service.entry.AssociatePolicy;
import io.github.accessentries.testkit.internal.service.entry.CreateEntry;
import io.github.accessentries.testkit.internal.service.entry.StoredAssociation;
import io.github.accessentries.testkit.internal.service.entry.StoredEntry;
import io.github.accessentries.testkit.internal.service.entry.UpdateEntry;
import io.github.accessentries.testkit.internal.service.fault.ServiceFault;
import io.github.accessentries.testkit.internal.service.iam.IamArn;
import io.github.accessentries.testkit.internal.service.iam.RegionOfAccount;
import io.github.accessentries.testkit.internal.service.iam.StoredPrincipal;
import io.github.accessentries.testkit.internal.service.kind.AccessMode;
import io.github.accessentries.testkit.internal.service.paging.Page;
import io.github.accessentries.testkit.internal.service.paging.PageRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Rules that one call alone does not show: order, repetition, quota, pages, and many callers at once. */
class EntryOperationsTest {

    private static final String ACCOUNT = "arn:aws:iam::111122223333:";
    private static final String VIEW = "arn:aws:eks::aws:cluster-access-policy/AmazonEKSViewPolicy";
    private static final int THREADS = 64;

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));
    private final Cloud cloud = cloud(false);
    private final EksService eks = eks(cloud);

    private Cloud cloud(boolean strict) {
        Clock clock = new Clock() {
            @Override
            public Instant instant() {
                return requireNonNull(now.get());
            }

            @Override
            public ZoneOffset getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }
        };
        String[] policies = {"AmazonEKSViewPolicy", "AmazonEKSEditPolicy"};
        return strict ? Clouds.strictOffering(clock, policies) : Clouds.offering(clock, policies);
    }

    private static final StoredPrincipal CREATOR =
            new StoredPrincipal(IamArn.parse(ACCOUNT + "user/creator").orElseThrow(), "AIDACREATOR", Instant.EPOCH);

    private static EksService eks(Cloud cloud) {
        EksService eks = cloud.eks(new RegionOfAccount("aws", "111122223333", "us-west-2"));
        eks.clusters().create("prod", AccessMode.API, CREATOR);
        eks.clusters().create("old", AccessMode.CONFIG_MAP, CREATOR);
        return eks;
    }

    private static CreateEntry request(String cluster, String principal, @Nullable String token) {
        return new CreateEntry(cluster, principal, null, null, null, null, token);
    }

    private StoredEntry create(String role) {
        return eks.entries().create(request("prod", ACCOUNT + "role/" + role, null));
    }

    private static String message(ThrowingCallable call) {
        return catchThrowableOfType(ServiceFault.class, call).message();
    }

    @Test
    @UnverifiedAnswer("order-of-checks-by-the-request")
    void checks_ofCreate_comeInTheirOrder() {
        EntryOperations entries = eks(cloud(true)).entries();
        String unknown = ACCOUNT + "role/unknown";

        // Everything is wrong at once; each line puts the fault of the line before right.
        assertThat(message(() -> entries.create(new CreateEntry("-", "x", "iam:u", List.of("eks:g"), "T", null, null))))
                .startsWith("The clusterName");
        assertThat(message(
                        () -> entries.create(new CreateEntry("none", "x", "iam:u", List.of("eks:g"), "T", null, null))))
                .startsWith("The username");
        assertThat(message(() -> entries.create(new CreateEntry("none", "x", null, List.of("eks:g"), "T", null, null))))
                .startsWith("The kubernetes group");
        assertThat(message(() -> entries.create(new CreateEntry("none", "x", null, null, "T", null, null))))
                .startsWith("The principalArn parameter");
        assertThat(message(() -> entries.create(new CreateEntry("none", unknown, null, null, "T", null, null))))
                .startsWith("AccessEntry type");
        assertThat(message(() -> entries.create(new CreateEntry(
                        "none", "arn:aws:iam::444455556666:role/x", null, List.of("g"), "EC2", null, null))))
                .startsWith("The specified kubernetesGroups");
        assertThat(message(() -> entries.create(
                        new CreateEntry("none", "arn:aws:iam::444455556666:role/x", null, null, "EC2", null, null))))
                .contains("same account");
        assertThat(message(() -> entries.create(request("none", unknown, null))))
                .startsWith("No cluster");
        assertThat(message(() -> entries.create(request("old", unknown, null)))).startsWith("The cluster's auth");
        assertThat(message(() -> entries.create(request("prod", unknown, null))))
                .contains("invalid principal");
    }

    @Test
    @UnverifiedAnswer("order-of-checks-by-the-cluster")
    void entry_ofAPrincipalThatIsGone_countsAsADuplicateBeforeIamIsAsked() {
        Cloud strict = cloud(true);
        EntryOperations entries = eks(strict).entries();
        IamArn role = IamArn.parse(ACCOUNT + "role/dev").orElseThrow();
        strict.iam().register(role);
        entries.create(request("prod", role.toString(), null));
        strict.iam().delete(role);

        assertThat(message(() -> entries.create(request("prod", role.toString(), null))))
                .contains("already in use");
    }

    @Test
    void entry_ofARecreatedPrincipal_keepsTheOldIdUntilItIsMadeAnew() {
        IamArn role = IamArn.parse(ACCOUNT + "role/dev").orElseThrow();
        String before = cloud.iam().register(role).id();
        StoredEntry entry = create("dev");

        cloud.iam().delete(role);
        String after = cloud.iam().register(role).id();

        assertThat(eks.entries().describe("prod", role.toString()))
                .isEqualTo(entry)
                .extracting(StoredEntry::principalId)
                .isEqualTo(before)
                .isNotEqualTo(after);
        assertThat(eks.entries()
                        .update(new UpdateEntry("prod", role.toString(), null, null, null))
                        .principalId())
                .isEqualTo(before);
        eks.entries().delete("prod", role.toString());
        assertThat(create("dev"))
                .satisfies(anew -> assertThat(anew.principalId()).isEqualTo(after))
                .satisfies(anew -> assertThat(anew.arn()).isNotEqualTo(entry.arn()));
    }

    @Test
    @UnverifiedAnswer("principal-elsewhere")
    void name_takenUnderAnotherPath_isNoPrincipal_evenWhenIamIsLenient() {
        create("team/dev");

        for (String other : List.of("role/dev", "role/other/dev", "role/team/DEV", "role/AWSReservedSSO_a_b")) {
            assertThat(message(() -> eks.entries().create(request("prod", ACCOUNT + other, null))))
                    .as(other)
                    .contains("invalid principal");
        }
        eks.entries().create(request("prod", ACCOUNT + "user/dev", null));
        eks.entries().create(request("prod", "arn:aws:iam::444455556666:role/dev", null));
        assertThatThrownBy(() ->
                        cloud.iam().register(IamArn.parse(ACCOUNT + "role/dev").orElseThrow()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("role/team/dev");
    }

    @Test
    @UnverifiedAnswer("client-request-token")
    void token_sentAgain_getsTheStoredAnswer() {
        CreateEntry request = request("prod", ACCOUNT + "role/dev", "token");
        StoredEntry first = eks.entries().create(request);
        now.updateAndGet(instant -> instant.plusSeconds(1));

        assertThat(eks.entries().create(request)).isSameAs(first);
        assertThat(message(() -> eks.entries().create(request("prod", ACCOUNT + "role/other", "token"))))
                .contains("clientRequestToken");
        assertThat(message(() -> eks.entries().create(request("prod", ACCOUNT + "role/dev", "another"))))
                .contains("already in use");
        assertThat(message(
                        () -> eks.entries().update(new UpdateEntry("prod", ACCOUNT + "role/dev", null, null, "token"))))
                .contains("clientRequestToken");

        UpdateEntry update = new UpdateEntry("prod", ACCOUNT + "role/dev", "u", null, "second");
        Instant changed = eks.entries().update(update).modifiedAt();
        now.updateAndGet(instant -> instant.plusSeconds(1));
        assertThat(eks.entries().update(update).modifiedAt()).isEqualTo(changed);
    }

    @Test
    void token_ofARefusedRequest_isNotKept() {
        CreateEntry request = request("prod", ACCOUNT + "role/dev", "token");
        eks.entries().create(request("prod", ACCOUNT + "role/dev", null));
        assertThat(message(() -> eks.entries().create(request))).contains("already in use");

        eks.entries().delete("prod", ACCOUNT + "role/dev");

        assertThat(eks.entries().create(request).principal().name()).isEqualTo("dev");
    }

    @Test
    @UnverifiedAnswer("policy-again")
    void times_ofEntryAndAssociation_moveAsDocumented() {
        StoredEntry entry = create("dev");
        String principal = entry.principal().toString();
        AssociatePolicy wide = new AssociatePolicy("prod", principal, VIEW, "cluster", null);
        Instant associated = eks.associations().associate(wide).associatedAt();
        now.updateAndGet(instant -> instant.plus(Duration.ofMinutes(1)));

        StoredAssociation again =
                eks.associations().associate(new AssociatePolicy("prod", principal, VIEW, "namespace", List.of("a")));
        eks.tags().tag(entry.arn(), Map.of("k", "v"));

        assertThat(again.associatedAt()).isEqualTo(associated);
        assertThat(again.modifiedAt()).isEqualTo(associated.plusSeconds(60));
        StoredEntry after = eks.entries().describe("prod", principal);
        assertThat(after.modifiedAt()).isEqualTo(entry.modifiedAt());
        assertThat(after.tags()).containsExactly(Map.entry("k", "v"));
        assertThat(after.associations().values()).containsExactly(again);
    }

    @Test
    void pages_walkTheWholeList_whateverChangesMeanwhile() {
        IntStream.range(100, 350).forEach(i -> create("role-" + i));
        List<String> seen = new ArrayList<>();
        @Nullable String token = null;
        int pages = 0;
        do {
            Page<StoredEntry> page = eks.entries().list("prod", null, new PageRequest(pages == 0 ? null : 37, token));
            page.items().forEach(entry -> seen.add(entry.principal().name()));
            token = page.nextToken().orElse(null);
            pages++;
            // What stands behind us goes, even the very entry that the token names, and something new comes.
            eks.entries().delete("prod", ACCOUNT + "role/" + seen.get(seen.size() - 1));
            create("a-new-one-" + pages);
        } while (token != null);

        assertThat(pages).isEqualTo(6);
        assertThat(seen)
                .containsExactlyElementsOf(
                        IntStream.range(100, 350).mapToObj(i -> "role-" + i).toList());
    }

    @Test
    void page_thatEndsTheListExactly_hasNoToken() {
        IntStream.range(0, 4).forEach(i -> create("role-" + i));

        Page<StoredEntry> first = eks.entries().list("prod", null, new PageRequest(2, null));
        Page<StoredEntry> last = eks.entries()
                .list("prod", null, new PageRequest(2, first.nextToken().orElseThrow()));

        assertThat(last.items()).hasSize(2);
        assertThat(last.nextToken()).isEmpty();
    }

    @Test
    void token_ofOneList_isRefusedByAnother() {
        IntStream.range(0, 3).forEach(i -> create("role-" + i));
        eks.clusters().create("prod2", AccessMode.API, CREATOR);
        String token = eks.entries()
                .list("prod", null, new PageRequest(1, null))
                .nextToken()
                .orElseThrow();
        PageRequest next = new PageRequest(1, token);

        assertThat(message(() -> eks.entries().list("prod2", null, next))).contains("nextToken");
        assertThat(message(() -> eks.entries().list("prod", VIEW, next))).contains("nextToken");
        assertThat(message(() -> eks.clusters().list(next))).contains("nextToken");
        assertThat(message(() -> eks.policies().list(next))).contains("nextToken");
        assertThat(eks.entries().list("prod", null, next).items()).hasSize(1);
    }

    @Test
    void principal_createdByManyAtOnce_existsOnce() throws Exception {
        AtomicInteger made = new AtomicInteger();

        inThreads(thread -> {
            try {
                create("dev");
                made.incrementAndGet();
            } catch (ServiceFault fault) {
                assertThat(fault.code()).isEqualTo("ResourceInUseException");
            }
        });

        assertThat(made).hasValue(1);
    }

    @Test
    void quota_reachedByManyAtOnce_isNotPassed() throws Exception {
        IntStream.range(0, 2990).forEach(i -> create("role-" + i));
        AtomicInteger refused = new AtomicInteger();

        inThreads(thread -> {
            try {
                create("late-" + thread);
            } catch (ServiceFault fault) {
                assertThat(fault.code()).isEqualTo("ResourceLimitExceededException");
                refused.incrementAndGet();
            }
        });

        assertThat(refused).hasValue(THREADS - 10);
        assertThat(all()).hasSize(3000);
    }

    private List<StoredEntry> all() {
        List<StoredEntry> all = new ArrayList<>();
        @Nullable String token = null;
        do {
            Page<StoredEntry> page = eks.entries().list("prod", null, new PageRequest(null, token));
            all.addAll(page.items());
            token = page.nextToken().orElse(null);
        } while (token != null);
        return all;
    }

    private interface Work {
        void of(int thread) throws Exception;
    }

    private static void inThreads(Work work) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            CyclicBarrier start = new CyclicBarrier(THREADS);
            List<Callable<Void>> tasks = IntStream.range(0, THREADS)
                    .<Callable<Void>>mapToObj(thread -> () -> {
                        start.await(30, TimeUnit.SECONDS);
                        work.of(thread);
                        return null;
                    })
                    .toList();
            for (Future<Void> done : threads.invokeAll(tasks)) {
                done.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
