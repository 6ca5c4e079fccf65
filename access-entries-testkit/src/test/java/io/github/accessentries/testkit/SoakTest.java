package io.github.accessentries.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.github.accessentries.AccessPolicy;
import io.github.accessentries.AuthenticationMode;
import io.github.accessentries.authn.Authenticator;
import io.github.accessentries.authn.KubernetesUser;
import io.github.accessentries.awsauth.AwsAuth;
import io.github.accessentries.kubernetes.ApiClientKubernetesApi;
import io.github.accessentries.kubernetes.KubernetesApi;
import io.github.accessentries.manage.AccessEntries;
import io.github.accessentries.mapping.IamAuthenticator;
import io.github.accessentries.rbac.ClusterReading;
import io.github.accessentries.rbac.LiveAccess;
import io.github.accessentries.rbac.RbacObjects;
import io.github.accessentries.snapshot.RefreshedSnapshot;
import io.github.accessentries.token.CachedTokenVerifier;
import io.github.accessentries.token.EksTokens;
import io.github.accessentries.token.StsTokenVerifier;
import io.github.accessentries.token.TokenSource;
import io.github.accessentries.webhook.WebhookServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
import software.amazon.awssdk.retries.api.BackoffStrategy;

/**
 * The webhooks as somebody would run them, for some time, while everything around them goes wrong: EKS, STS and the cluster are slow,
 * fail, throttle and cut connections, entries, RBAC and {@code aws-auth} change, certificates rotate, and hostile peers hold on to what they
 * can. Not one answer may be other than what was true within the promised delay; nothing is lost, grows or stays.
 *
 * <p>The system property {@code accessentries.soak.seconds} says for how long.
 */
@Tag("slow")
@Isolated("it measures memory, and takes what the machine has")
class SoakTest {

    private static final Duration LENGTH = Duration.ofSeconds(Integer.getInteger("accessentries.soak.seconds", 20));

    /** What was read longer ago is refused, so that nothing older may show in an answer. */
    private static final Duration PROMISED = Duration.ofSeconds(3);

    private static final int PEOPLE = 6;
    private static final int TEAMS = 4;

    /** Room for caches with bounds of their own, such as those of TLS sessions, tokens and the fake's log of writes; a leak of a kilobyte for each call is more. */
    private static final long MOST_GROWTH = 24L << 20;

    @TempDir
    private Path directory;

    private final FakeEks eks = FakeEks.create();
    private final FakeCluster cluster = eks.createCluster("prod", AuthenticationMode.API_AND_CONFIG_MAP);
    private final AccessEntries entries = cluster.ownEntries();
    private final SoakJournal journal = new SoakJournal();
    private final List<FakePrincipal> people = new ArrayList<>();
    private final List<TokenSource> tokens = new ArrayList<>();
    private final boolean[] bound = new boolean[TEAMS];
    private final CountDownLatch end = new CountDownLatch(1);

    @Test
    void nothingWrong_nothingLost_nothingLeft() throws Exception {
        SoakCertificates certificates = new SoakCertificates(directory);
        FakePrincipal reader = eks.iam().role("reader");
        entries.grant(reader.arn())
                .allow(AccessPolicy.CLUSTER_ADMIN)
                .clusterWide()
                .apply();
        KubernetesApi kubernetes = ApiClientKubernetesApi.of(cluster.apiClient(reader));
        for (int i = 0; i <= PEOPLE; i++) {
            people.add(eks.iam().role("person-" + i));
            tokens.add(EksTokens.builder()
                    .credentialsProvider(people.get(i).credentials())
                    .region(Region.of(eks.region()))
                    .build()
                    .source("prod"));
        }
        // In a fresh JVM the first reading takes long, and must not be too old before it is there.
        ClusterReading unused = ClusterReading.read(entries, kubernetes);
        String served;
        try (StsTokenVerifier sts = StsTokenVerifier.builder()
                        .httpClient(eks.sdkHttpClient())
                        .timeout(Duration.ofSeconds(1))
                        .build();
                LiveAccess live = LiveAccess.of(RefreshedSnapshot.builder(
                                "access data of prod", () -> ClusterReading.read(cluster.accessEntries(), kubernetes))
                        .interval(Duration.ofMillis(200))
                        .backoff(BackoffStrategy.fixedDelay(Duration.ofMillis(200)))
                        .staleAfter(PROMISED)
                        .start());
                WebhookServer server = WebhookServer.builder()
                        .certificate(certificates.certificate(), certificates.key())
                        .port(0)
                        .authenticator(authenticator(sts, live))
                        .authorizer(live.authorizer())
                        .start()) {
            served = "access-entries-webhook-" + server.port();
            SoakCallers callers = new SoakCallers(server.endpoint(), certificates.trusting(), journal, PROMISED);
            soak(server, certificates, callers);
        }
        requireNoThread(served);
        requireNoThread("refresh of access data of prod");
        eks.close();
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

    private void soak(WebhookServer server, SoakCertificates certificates, SoakCallers callers) throws Exception {
        ExecutorService threads = Executors.newCachedThreadPool();
        try (SoakPeers peers = new SoakPeers(server.port(), certificates.trusting(), new SplittableRandom(1))) {
            List<Future<?>> work = new ArrayList<>();
            work.add(repeat(threads, 50, new Changes(new SplittableRandom(2))::one));
            work.add(repeat(threads, 250, new Troubles(new SplittableRandom(3))::one));
            work.add(repeat(threads, 700, certificates::rotate));
            work.add(repeat(threads, 25, peers::attack));
            for (int i = 0; i < 4; i++) {
                RandomGenerator random = new SplittableRandom(10 + i);
                work.add(repeat(threads, 1, () -> ask(callers, random)));
            }
            long half = usedAfter(LENGTH.dividedBy(2));
            long whole = usedAfter(LENGTH.dividedBy(2));
            end.countDown();
            for (Future<?> each : work) {
                each.get(1, TimeUnit.MINUTES);
            }
            System.out.println("soak: " + LENGTH.toSeconds() + " s, " + callers + ", heap " + (half >> 20)
                    + " MiB at half and " + (whole >> 20) + " MiB at the end");
            assertThat(callers.wrong).isEmpty();
            assertThat(callers.lost).as("lost").isEmpty();
            assertThat(List.of(
                            callers.logins.sum(),
                            callers.refusedLogins.sum(),
                            callers.allowed.sum(),
                            callers.notAllowed.sum(),
                            callers.unavailable.sum()))
                    .as("%s", callers)
                    .allSatisfy(count -> assertThat(count).isPositive());
            assertThat(whole - half).as("growth of the heap").isLessThan(MOST_GROWTH);
        } finally {
            end.countDown();
            threads.shutdownNow();
        }
    }

    private Future<?> repeat(ExecutorService threads, int pauseMillis, Runnable what) {
        return threads.submit(() -> {
            while (!end.await(pauseMillis, TimeUnit.MILLISECONDS)) {
                what.run();
            }
            return null;
        });
    }

    private long usedAfter(Duration time) throws InterruptedException {
        boolean unused = end.await(time.toMillis(), TimeUnit.MILLISECONDS);
        eks.clearCalls();
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    private void ask(SoakCallers callers, RandomGenerator random) {
        int person = random.nextInt(PEOPLE + 1);
        int team = random.nextInt(TEAMS);
        switch (random.nextInt(3)) {
            case 0 ->
                callers.login(
                        tokens.get(person).token().value(),
                        person == PEOPLE ? "mapped" : "person-" + person,
                        "login " + person);
            case 1 -> callers.decide(user(person), "pods", "home-" + person, "policy " + person);
            default -> callers.decide(SoakCallers.member("team-" + team), "configmaps", "team-" + team, "team " + team);
        }
    }

    private JsonObject user(int person) {
        KubernetesUser user =
                KubernetesUser.builder().username("person-" + person).build();
        JsonObject json = SoakCallers.member("nobody");
        json.addProperty("username", user.username());
        JsonObject extra = json.getAsJsonObject("extra");
        JsonArray arns = new JsonArray();
        arns.add(people.get(person).arn().toString());
        extra.add(KubernetesUser.CANONICAL_ARN, arns);
        return json;
    }

    /** Gives and takes one thing at a time. */
    private final class Changes {

        private final RandomGenerator random;
        private final boolean[] given = new boolean[PEOPLE + 1];

        Changes(RandomGenerator random) {
            this.random = random;
        }

        void one() {
            int which = random.nextInt(PEOPLE + 1 + TEAMS);
            if (which > PEOPLE) {
                bind(which - PEOPLE - 1);
            } else {
                given[which] = !given[which];
                change(which, given[which]);
            }
        }

        private void change(int person, boolean there) {
            if (person == PEOPLE) {
                journal.change("login " + person, there, () -> cluster.awsAuth(there ? mapped() : AwsAuth.none()));
                return;
            }
            journal.change(
                    "policy " + person,
                    there,
                    () -> journal.change("login " + person, there, () -> {
                        if (there) {
                            entries.grant(people.get(person).arn())
                                    .username("person-" + person)
                                    .allow(AccessPolicy.VIEW)
                                    .inNamespaces("home-" + person)
                                    .apply();
                        } else {
                            entries.revoke(people.get(person).arn());
                        }
                    }));
        }

        private AwsAuth mapped() {
            return AwsAuth.builder()
                    .addRoles(AwsAuth.ArnMapping.of(people.get(PEOPLE).arn().toString(), "mapped", List.of()))
                    .build();
        }

        private void bind(int team) {
            bound[team] = !bound[team];
            StringBuilder objects = new StringBuilder("""
                    apiVersion: rbac.authorization.k8s.io/v1
                    kind: ClusterRole
                    metadata: {name: settings}
                    rules: [{verbs: [get], apiGroups: [""], resources: [configmaps]}]
                    """);
            for (int each = 0; each < TEAMS; each++) {
                if (bound[each]) {
                    objects.append("""
                            ---
                            apiVersion: rbac.authorization.k8s.io/v1
                            kind: RoleBinding
                            metadata: {name: reads, namespace: team-%1$d}
                            roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: settings}
                            subjects: [{apiGroup: rbac.authorization.k8s.io, kind: Group, name: team-%1$d}]
                            """.formatted(each));
                }
            }
            journal.change("team " + team, bound[team], () -> cluster.rbac(RbacObjects.parse(objects.toString())));
        }
    }

    /** Half of the time something is wrong with what the webhooks depend on. */
    private final class Troubles {

        private final RandomGenerator random;

        Troubles(RandomGenerator random) {
            this.random = random;
        }

        void one() {
            eks.faults().clear();
            eks.clearCalls();
            switch (random.nextInt(14)) {
                case 0 ->
                    eks.faults().on("GetCallerIdentity").fail("Throttling", 400).always();
                case 1 ->
                    eks.faults()
                            .on("GetCallerIdentity")
                            .fail("InternalFailure", 500)
                            .always();
                case 2 -> eks.faults().on("GetCallerIdentity").cutConnection().always();
                case 3 ->
                    eks.faults()
                            .on("GetCallerIdentity")
                            .delay(Duration.ofMillis(150))
                            .always();
                case 4 -> eks.faults().on("*").delay(Duration.ofMillis(30)).always();
                case 5 ->
                    eks.faults()
                            .on("ListAccessEntries")
                            .fail("ThrottlingException", 429)
                            .always();
                case 6 ->
                    eks.faults()
                            .onKubernetes("list", "*")
                            .fail("InternalError", 500)
                            .always();
                case 7 ->
                    eks.faults()
                            .onKubernetes("get", "configmaps")
                            .cutConnection()
                            .always();
                default -> {
                    // calm
                }
            }
        }
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
