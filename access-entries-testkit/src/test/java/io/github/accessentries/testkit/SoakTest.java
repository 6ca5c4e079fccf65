package io.github.accessentries.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.github.accessentries.AccessPolicy;
import io.github.accessentries.AuthenticationMode;
import io.github.accessentries.authn.Authenticator;
import io.github.accessentries.authn.KubernetesUser;
import io.github.accessentries.kubernetes.ApiClientKubernetesApi;
import io.github.accessentries.kubernetes.EksApiClient;
import io.github.accessentries.kubernetes.KubernetesApi;
import io.github.accessentries.mapping.IamAuthenticator;
import io.github.accessentries.rbac.ClusterReading;
import io.github.accessentries.rbac.LiveAccess;
import io.github.accessentries.token.CachedTokenVerifier;
import io.github.accessentries.token.EksTokens;
import io.github.accessentries.token.StsTokenVerifier;
import io.github.accessentries.token.TokenSource;
import io.github.accessentries.webhook.WebhookServer;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import software.amazon.awssdk.regions.Region;

/**
 * The webhooks as somebody would run them, for some time, while everything around them goes wrong: EKS, STS and the cluster are slow,
 * fail, throttle and cut connections, entries, RBAC and {@code aws-auth} change, certificates rotate, and hostile peers hold on to what
 * they can. The cluster is followed by {@link LiveAccess}, over HTTPS.
 *
 * <p>No answer may be other than what was true within the time for which anything is valid; nothing is lost, grows or stays. And what
 * the audit log says is held against what was true at each moment, within the delays of {@link SoakPromise}.
 *
 * <p>The system property {@code accessentries.soak.seconds} says for how long.
 */
@Tag("slow")
@Isolated("it measures memory, takes what the machine has, and has the audit log to itself")
class SoakTest {

    private static final Duration LENGTH = Duration.ofSeconds(Integer.getInteger("accessentries.soak.seconds", 30));

    /** With entries; one more is in aws-auth. So many that most things stay as they are for longer than is promised. */
    private static final int PEOPLE = 12;

    private static final int TEAMS = 24;

    /** Room for caches with bounds of their own, such as those of TLS sessions, tokens and the fake's log of writes, and for the journal; a leak of a kilobyte for each call is more. */
    private static final long MOST_GROWTH = 24L << 20;

    /** The serial collector lets some of what is dead lie, and moves everything together only each fourth time. */
    private static final int COLLECTIONS = 4;

    @TempDir
    private Path directory;

    private final FakeEks eks = FakeEks.create();
    private final FakeCluster cluster = eks.createCluster("prod", AuthenticationMode.API_AND_CONFIG_MAP);
    private final SoakJournal journal = new SoakJournal();
    private final List<FakePrincipal> people = new ArrayList<>();
    private final List<TokenSource> tokens = new ArrayList<>();
    private final CountDownLatch end = new CountDownLatch(1);

    @Test
    void nothingWrong_nothingLost_nothingLeft() throws Exception {
        RotatingCertificates certificates = new RotatingCertificates(directory);
        for (int i = 0; i <= PEOPLE; i++) {
            people.add(eks.iam().role("person-" + i));
            tokens.add(tokens(people.get(i)));
        }
        int threads = Thread.getAllStackTraces().size();
        SoakAuditLog audit = new SoakAuditLog(directory);
        String served;
        SoakReplay replay;
        SoakCallers callers;
        long growth;
        try (audit;
                FakeEksServer own = eks.serve();
                StsTokenVerifier sts = StsTokenVerifier.builder()
                        .httpClient(eks.sdkHttpClient())
                        .timeout(Duration.ofSeconds(1))
                        .build();
                LiveAccess live = live();
                WebhookServer server = WebhookServer.builder()
                        .certificate(certificates.certificate(), certificates.key())
                        .port(0)
                        .authenticator(authenticator(sts, live))
                        .authorizer(live.authorizer())
                        .start()) {
            assertThat(live.notWatched()).isEmpty();
            served = "access-entries-webhook-" + server.port();
            SoakWeather weather = new SoakWeather(eks, live, new SplittableRandom(3));
            replay = new SoakReplay(journal, weather, PEOPLE);
            callers = new SoakCallers(server.endpoint(), certificates.trusting(), journal, weather);
            growth = soak(server, live, weather, certificates, callers);
            assertThat(live.notWatched()).isEmpty();
            assertThat(own.endpoint()).isNotNull();
        }
        audit.replay(replay::line);
        System.out.println(replay);
        requireNothing(replay, callers);
        assertThat(growth).as("growth of the heap").isLessThan(MOST_GROWTH);
        for (String prefix : List.of(served, "live access of prod", "refresh of access ")) {
            requireNoThread(prefix);
        }
        System.out.println("soak: " + threads + " threads before, "
                + Thread.getAllStackTraces().size() + " afterwards");
        eks.close();
    }

    private TokenSource tokens(FakePrincipal principal) {
        return EksTokens.builder()
                .credentialsProvider(principal.credentials())
                .region(Region.of(eks.region()))
                .build()
                .source("prod");
    }

    private LiveAccess live() {
        FakePrincipal reader = eks.iam().role("reader");
        cluster.ownEntries()
                .grant(reader.arn())
                .allow(AccessPolicy.CLUSTER_ADMIN)
                .clusterWide()
                .apply();
        KubernetesApi kubernetes = ApiClientKubernetesApi.of(EksApiClient.of(
                eks.eksClient().describeCluster(r -> r.name("prod")).cluster(), tokens(reader)));
        // In a fresh JVM the first reading takes long, and must not be too old before it is there.
        ClusterReading unused = ClusterReading.read(cluster.ownEntries(), kubernetes);
        return LiveAccess.builder(cluster.accessEntries())
                .kubernetes(kubernetes)
                .interval(SoakPromise.INTERVAL)
                .relist(SoakPromise.RELIST)
                .staleAfter(SoakPromise.AT_WORST)
                .start();
    }

    private static Authenticator authenticator(StsTokenVerifier sts, LiveAccess live) {
        return IamAuthenticator.builder()
                .clusterName("prod")
                .verifier(CachedTokenVerifier.builder(sts)
                        .maxAge(Duration.ofSeconds(1))
                        .build())
                .mapper(live.mapper())
                .build();
    }

    /** Gives by how much the heap grew in the second half. */
    private long soak(
            WebhookServer server,
            LiveAccess live,
            SoakWeather weather,
            RotatingCertificates certificates,
            SoakCallers callers)
            throws Exception {
        ExecutorService threads = Executors.newCachedThreadPool();
        SoakChanges changes =
                new SoakChanges(cluster, live::entriesChanged, journal, new SplittableRandom(2), people, TEAMS);
        changes.begin();
        try (SoakPeers peers = new SoakPeers(server.port(), certificates.trusting(), new SplittableRandom(1))) {
            List<Future<?>> work = new ArrayList<>();
            work.add(repeat(threads, 20, weather::look));
            work.add(repeat(threads, 150, changes::one));
            work.add(repeat(threads, 700, certificates::rotate));
            work.add(repeat(threads, 25, peers::attack));
            for (int i = 0; i < 4; i++) {
                RandomGenerator random = new SplittableRandom(10 + i);
                work.add(repeat(threads, 1, () -> ask(callers, random)));
            }
            long tenth = usedAfter(LENGTH.dividedBy(10));
            int running = Thread.getAllStackTraces().size();
            long half = usedAfter(LENGTH.multipliedBy(4).dividedBy(10));
            long whole = usedAfter(LENGTH.dividedBy(2));
            int runningYet = Thread.getAllStackTraces().size();
            end.countDown();
            for (Future<?> each : work) {
                each.get(1, TimeUnit.MINUTES);
            }
            System.out.println("soak: " + LENGTH.toSeconds() + " s, " + callers + ", " + weather + ", heap "
                    + (tenth >> 20) + " MiB after a tenth, " + (half >> 20) + " at half and " + (whole >> 20)
                    + " at the end, threads " + running + " after a tenth and " + runningYet + " at the end");
            return whole - half;
        } finally {
            end.countDown();
            threads.shutdownNow();
        }
    }

    private static void requireNothing(SoakReplay replay, SoakCallers callers) {
        assertThat(callers.wrong).isEmpty();
        assertThat(replay.wrong).as("what the audit log says").isEmpty();
        assertThat(replay.tellingWhileWell()).as("lines that could be wrong").isPositive();
        assertThat(callers.lost).as("lost").isEmpty();
        assertThat(callers.unavailable.sum()).isPositive();
        // What was answered has its line; what was given up may have one.
        requireLines(replay.count("authenticated"), callers.logins.sum());
        requireLines(replay.count("rejected"), callers.refusedLogins.sum());
        requireLines(replay.count("allowed"), callers.allowed.sum());
        requireLines(replay.count("not allowed"), callers.notAllowed.sum());
    }

    private static void requireLines(int lines, long answers) {
        assertThat(answers).isPositive();
        assertThat((long) lines).isGreaterThanOrEqualTo(answers);
    }

    private Future<?> repeat(ExecutorService threads, int pauseMillis, Runnable what) {
        return threads.submit(() -> {
            while (!end.await(pauseMillis, TimeUnit.MILLISECONDS)) {
                what.run();
            }
            return null;
        });
    }

    /** What a collection leaves; what is used a moment later is mostly the room that each thread has taken to go on. */
    private long usedAfter(Duration time) throws InterruptedException {
        boolean unused = end.await(time.toMillis(), TimeUnit.MILLISECONDS);
        eks.clearCalls();
        for (int i = 0; i < COLLECTIONS; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .map(MemoryPoolMXBean::getCollectionUsage)
                .filter(Objects::nonNull)
                .mapToLong(MemoryUsage::getUsed)
                .sum();
    }

    /** Mostly about what is theirs now and then, and sometimes about what never is. */
    private void ask(SoakCallers callers, RandomGenerator random) {
        int person = random.nextInt(PEOPLE + 1);
        int team = random.nextInt(TEAMS);
        int other = random.nextInt(10) == 0 ? 1 : 0;
        switch (random.nextInt(3)) {
            case 0 ->
                callers.login(
                        tokens.get(person).token().value(),
                        person == PEOPLE ? "mapped" : "person-" + person,
                        "login " + person);
            case 1 -> {
                int home = (person + other) % (PEOPLE + 1);
                callers.decide(user(person), "pods", "home-" + home, other == 0 ? "policy " + person : "nobody's");
            }
            default -> {
                int theirs = (team + other) % TEAMS;
                callers.decide(
                        SoakCallers.member("team-" + team),
                        "configmaps",
                        "team-" + theirs,
                        other == 0 ? "team " + team : "nobody's");
            }
        }
    }

    private JsonObject user(int person) {
        JsonObject json = SoakCallers.member("nobody");
        json.addProperty("username", "person-" + person);
        JsonArray arns = new JsonArray();
        arns.add(people.get(person).arn().toString());
        json.getAsJsonObject("extra").add(KubernetesUser.CANONICAL_ARN, arns);
        return json;
    }

    private static void requireNoThread(String prefix) throws InterruptedException {
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().startsWith(prefix)) {
                thread.join(TimeUnit.SECONDS.toMillis(10));
                assertThat(thread.isAlive()).as(thread.getName()).isFalse();
            }
        }
    }
}
