package io.github.accessentries.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.accessentries.AccessEntry;
import io.github.accessentries.AuthenticationMode;
import io.github.accessentries.AuthenticationModeException;
import io.github.accessentries.ErrorContext;
import io.github.accessentries.ThrottledException;
import io.github.accessentries.UnavailableException;
import io.github.accessentries.authn.IamIdentity;
import io.github.accessentries.authn.Mapped;
import io.github.accessentries.authn.Mapping;
import io.github.accessentries.authn.Unmapped;
import io.github.accessentries.awsauth.AwsAuth;
import io.github.accessentries.awsauth.AwsAuth.ArnMapping;
import io.github.accessentries.kubernetes.KubernetesApi;
import io.github.accessentries.manage.AccessEntries;
import io.github.accessentries.snapshot.RefreshedSnapshot;
import io.github.accessentries.snapshot.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class ClusterMapperTest {

    private static final int GENERATIONS = 40;
    private static final int PRINCIPALS = 100;
    private static final String DEV = "arn:aws:iam::111122223333:role/dev";
    private static final String OPS = "arn:aws:iam::111122223333:role/ops";
    private static final AwsAuth AWS_AUTH = AwsAuth.builder()
            .roles(List.of(ArnMapping.of(DEV, "dev-by-map", List.of()), ArnMapping.of(OPS, "ops-by-map", List.of())))
            .build();
    private static final List<AccessEntry> ENTRIES = List.of(Identities.entry(DEV, "dev-by-entry"));
    private static final String CONFIG_MAP = """
            {"kind":"ConfigMap","data":{"mapRoles":"- {rolearn: %s, username: ops-by-map}"}}""".formatted(OPS);

    private final VirtualTime time = new VirtualTime();

    private static String username(Mapping mapping) {
        return mapping instanceof Mapped mapped ? mapped.username() : "nobody";
    }

    @ParameterizedTest
    @CsvSource({
        "CONFIG_MAP,         dev-by-map,   ops-by-map",
        "API_AND_CONFIG_MAP, dev-by-entry, ops-by-map",
        "API,                dev-by-entry, nobody",
    })
    void map_asksWhatTheModeHeeds_entriesFirst(AuthenticationMode mode, String dev, String ops) {
        ClusterMapper mapper = ClusterMapper.of(() -> ClusterMappings.builder()
                .mode(mode)
                .entries(ENTRIES)
                .awsAuth(AWS_AUTH)
                .build());

        assertThat(username(mapper.map(Identities.of(DEV, "AROADEV")))).isEqualTo(dev);
        assertThat(username(mapper.map(Identities.of(OPS, "AROAOPS")))).isEqualTo(ops);
    }

    @ParameterizedTest
    @CsvSource({
        "CONFIG_MAP,         mode kubernetes,      0, 1",
        "API_AND_CONFIG_MAP, mode kubernetes list, 1, 1",
        "API,                mode list,            1, 0",
    })
    void read_asksOnlyForWhatTheModeHeeds(AuthenticationMode mode, String calls, int entries, int mappings) {
        List<String> made = new ArrayList<>();
        AccessEntries source = new ListedEntries(() -> ENTRIES, () -> mode, made::add);
        KubernetesApi kubernetes = path -> {
            made.add("kubernetes");
            assertThat(path).isEqualTo("/api/v1/namespaces/kube-system/configmaps/aws-auth");
            return Optional.of(CONFIG_MAP);
        };

        ClusterMappings read = ClusterMappings.read(source, kubernetes);

        assertThat(String.join(" ", made)).isEqualTo(calls);
        assertThat(read.mode()).isEqualTo(mode);
        assertThat(read.entries()).hasSize(entries);
        assertThat(read.awsAuth().roles()).hasSize(mappings);
    }

    @Test
    void principalThatMovesToAnEntryWhileRead_isNotLostOnTheWay() {
        List<AccessEntry> entries = new ArrayList<>();
        List<String> configMap = new ArrayList<>(List.of(CONFIG_MAP));
        Runnable move = () -> {
            entries.add(Identities.entry(OPS, "ops-by-entry"));
            configMap.set(0, "{\"kind\":\"ConfigMap\",\"data\":{}}");
        };
        AccessEntries source = new ListedEntries(
                () -> {
                    List<AccessEntry> listed = List.copyOf(entries);
                    move.run();
                    return listed;
                },
                () -> AuthenticationMode.API_AND_CONFIG_MAP,
                call -> {});
        KubernetesApi kubernetes = path -> {
            Optional<String> answer = Optional.of(configMap.get(0));
            move.run();
            return answer;
        };

        ClusterMappings read = ClusterMappings.read(source, kubernetes);

        assertThat(ClusterMapper.of(() -> read).map(Identities.of(OPS, "AROAOPS")))
                .isInstanceOf(Mapped.class);
    }

    @Test
    void unknownMode_isAnErrorAndNoGuess() {
        AccessEntries source = new ListedEntries(() -> ENTRIES, () -> AuthenticationMode.UNKNOWN, call -> {});

        assertThatThrownBy(() -> ClusterMappings.read(source, path -> Optional.empty()))
                .isInstanceOf(AuthenticationModeException.class)
                .hasMessageContaining("Cluster prod has an authentication mode that this version does not know");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ClusterMappings.builder()
                        .mode(AuthenticationMode.UNKNOWN)
                        .entries(ENTRIES)
                        .awsAuth(AWS_AUTH)
                        .build());
    }

    @Test
    void runningCluster_changesActWithinOneRefresh_alsoOfTheMode() {
        List<AccessEntry> entries = new ArrayList<>();
        AuthenticationMode[] mode = {AuthenticationMode.CONFIG_MAP};
        try (RefreshedSnapshot<ClusterMappings> mappings = RefreshedSnapshot.<ClusterMappings>builder(
                        "mappings of prod",
                        () -> ClusterMappings.read(
                                new ListedEntries(() -> entries, () -> mode[0], call -> {}),
                                path -> Optional.of(CONFIG_MAP)))
                .interval(Duration.ofSeconds(30))
                .jitter(0)
                .clock(time)
                .scheduler(time.scheduler())
                .start()) {
            ClusterMapper mapper = ClusterMapper.of(mappings);
            IamIdentity ops = Identities.of(OPS, "AROAOPS");
            assertThat(username(mapper.map(ops))).isEqualTo("ops-by-map");

            entries.add(Identities.entry(OPS, "ops-by-entry"));
            mode[0] = AuthenticationMode.API_AND_CONFIG_MAP;
            time.advance(Duration.ofSeconds(29));
            assertThat(username(mapper.map(ops))).isEqualTo("ops-by-map");
            time.advance(Duration.ofSeconds(1));
            assertThat(username(mapper.map(ops)))
                    .as("the entry hides the mapping")
                    .isEqualTo("ops-by-entry");

            entries.clear();
            time.advance(Duration.ofSeconds(30));
            assertThat(username(mapper.map(ops))).as("and no longer").isEqualTo("ops-by-map");

            mode[0] = AuthenticationMode.API;
            time.advance(Duration.ofSeconds(30));
            assertThat(mapper.map(ops)).isEqualTo(new Unmapped());
        }
    }

    @Test
    void throttledEks_stopsNoLoginUntilTheBound() {
        AtomicBoolean throttled = new AtomicBoolean();
        try (RefreshedSnapshot<List<AccessEntry>> entries = RefreshedSnapshot.<List<AccessEntry>>builder(
                        "entries of prod", () -> {
                            if (throttled.get()) {
                                throw new ThrottledException(
                                        "Slower", ErrorContext.builder().build(), null);
                            }
                            return ENTRIES;
                        })
                .staleAfter(Duration.ofMinutes(5))
                .clock(time)
                .scheduler(time.scheduler())
                .start()) {
            AccessEntryMapper mapper = AccessEntryMapper.of(entries);
            IamIdentity dev = Identities.of(DEV, "AROADEV");
            throttled.set(true);

            for (int second = 0; second < 300; second++) {
                assertThat(mapper.map(dev)).isInstanceOf(Mapped.class);
                time.advance(Duration.ofSeconds(1));
            }
            time.advance(Duration.ofNanos(1));

            assertThatThrownBy(() -> mapper.map(dev))
                    .isInstanceOf(UnavailableException.class)
                    .hasCauseInstanceOf(ThrottledException.class);
        }
    }

    @Test
    void manyThreads_whileTheEntriesSwap_seeTheOldOrTheNewWhole() throws Exception {
        // Each generation has the same principals under a name of its own: a mixture would let a thread go back to an
        // older one.
        Iterator<List<AccessEntry>> generations = IntStream.rangeClosed(0, GENERATIONS)
                .mapToObj(ClusterMapperTest::generation)
                .toList()
                .iterator();
        try (RefreshedSnapshot<List<AccessEntry>> entries = RefreshedSnapshot.<List<AccessEntry>>builder(
                        "entries of prod", generations::next)
                .start()) {
            AccessEntryMapper mapper = AccessEntryMapper.of(entries);
            AtomicBoolean done = new AtomicBoolean();
            CountDownLatch running = new CountDownLatch(64);
            ExecutorService threads = Executors.newFixedThreadPool(64);
            List<Future<Integer>> seen = IntStream.range(0, 64)
                    .mapToObj(thread -> threads.submit(() -> newest(mapper, done, running, thread)))
                    .toList();
            running.await();
            for (int i = 0; i < GENERATIONS; i++) {
                entries.refresh();
            }
            done.set(true);
            for (Future<Integer> each : seen) {
                assertThat(each.get()).isBetween(0, GENERATIONS);
            }
            threads.shutdown();
            assertThat(username(mapper.map(Identities.of(DEV + 0, "AROA0")))).isEqualTo("g" + GENERATIONS);
        }
    }

    private static List<AccessEntry> generation(int number) {
        return IntStream.range(0, PRINCIPALS)
                .mapToObj(i -> Identities.entry(DEV + i, "g" + number))
                .toList();
    }

    /** Generations only ever go up for one thread, whichever principal it asks for. */
    private static int newest(AccessEntryMapper mapper, AtomicBoolean done, CountDownLatch running, int thread) {
        SplittableRandom random = new SplittableRandom(thread);
        int newest = 0;
        running.countDown();
        while (!done.get()) {
            int i = random.nextInt(PRINCIPALS);
            int now = Integer.parseInt(
                    username(mapper.map(Identities.of(DEV + i, "AROA" + i))).substring(1));
            assertThat(now).isGreaterThanOrEqualTo(newest);
            newest = now;
        }
        return newest;
    }

    @Test
    void index_answersAsALookThroughAllEntriesWould() {
        long seed = 20261125L;
        SplittableRandom random = new SplittableRandom(seed);
        String[] names = {"dev", "Dev", "ops", "ops2", "a/dev", "b/dev", "b/Ops"};
        for (int round = 0; round < 2_000; round++) {
            Map<String, AccessEntry> entries = new HashMap<>();
            for (int i = random.nextInt(6); i > 0; i--) {
                String arn = "arn:aws:iam::111122223333:" + (random.nextBoolean() ? "role/" : "user/")
                        + names[random.nextInt(names.length)];
                entries.put(arn, Identities.entry(arn, arn));
            }
            AccessEntryMapper indexed = AccessEntryMapper.of(() -> List.copyOf(entries.values()));
            for (String asked : List.of("role/dev", "role/ops", "role/OPS2", "user/dev", "user/a/dev", "user/b/ops")) {
                String arn = "arn:aws:iam::111122223333:" + asked;

                Mapping answer = indexed.map(Identities.of(arn, "AROAX"));

                List<AccessEntry> fitting = entries.values().stream()
                        .filter(entry -> entry.principal().canonical().equalsIgnoreCase(arn))
                        .toList();
                String as = "seed " + seed + ", round " + round + ", " + arn + " of " + entries.keySet();
                switch (fitting.size()) {
                    case 0 -> assertThat(answer).as(as).isEqualTo(new Unmapped());
                    case 1 ->
                        assertThat(username(answer))
                                .as(as)
                                .isEqualTo(fitting.get(0).username());
                    default -> assertThat(answer.toString()).as(as).contains("AMBIGUOUS");
                }
            }
        }
    }
}
