package io.github.accessentries.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.accessentries.AccessPolicy;
import io.github.accessentries.AuthenticationMode;
import io.github.accessentries.authn.KubernetesUser;
import io.github.accessentries.authz.AccessModel;
import io.github.accessentries.authz.AccessRequest;
import io.github.accessentries.authz.Decision;
import io.github.accessentries.awsauth.AwsAuth;
import io.github.accessentries.eks.EksAccessEntries;
import io.github.accessentries.kubernetes.ApiClientKubernetesApi;
import io.github.accessentries.rbac.ClusterAccess;
import io.github.accessentries.rbac.LiveAccess;
import io.github.accessentries.snapshot.RefreshListener;
import io.github.accessentries.snapshot.RefreshedSnapshot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** However a cluster changes and its watches break, the model that follows it comes to be the one that a reading would give. */
class LivePropertyTest {

    private static final String RBAC = "/apis/rbac.authorization.k8s.io/v1";
    private static final String ROLES = RBAC + "/namespaces/team-a/roles";
    private static final String BINDINGS = RBAC + "/namespaces/team-a/rolebindings";
    private static final int CHANGES = 30;

    private static void change(
            RandomGenerator random, KubeCalls kube, FakeCluster prod, LiveAccess live, FakePrincipal dev) {
        int number = random.nextInt(3);
        switch (random.nextInt(8)) {
            case 0, 1 -> kube.post(BINDINGS, binding(number, random.nextInt(2), random.nextInt(2)));
            case 2 -> kube.delete(BINDINGS + "/b" + number);
            case 3 -> kube.post(ROLES, role(number % 2, random.nextBoolean() ? "list" : "delete"));
            case 4 -> kube.put(ROLES + "/r" + number % 2, role(number % 2, random.nextBoolean() ? "list" : "get"));
            case 5 -> kube.delete(ROLES + "/r" + number % 2);
            case 6 ->
                prod.awsAuth(AwsAuth.builder()
                        .addRoles(AwsAuth.ArnMapping.of(dev.arn().canonical(), "mapped", List.of("g" + number)))
                        .build());
            default -> {
                if (random.nextBoolean()) {
                    live.entries()
                            .grant(dev.arn())
                            .groups("g" + number % 2)
                            .allow(random.nextBoolean() ? AccessPolicy.VIEW : AccessPolicy.EDIT)
                            .inNamespaces("team-a")
                            .apply();
                } else {
                    live.entries().revoke(dev.arn());
                }
            }
        }
    }

    private static String role(int number, String verb) {
        return "{\"metadata\":{\"name\":\"r" + number + "\"},\"rules\":[{\"apiGroups\":[\"\"],\"resources\":[\"pods\"],"
                + "\"verbs\":[\"" + verb + "\"]}]}";
    }

    private static String binding(int number, int role, int group) {
        return "{\"metadata\":{\"name\":\"b" + number + "\"},\"roleRef\":{\"apiGroup\":\"rbac.authorization.k8s.io\","
                + "\"kind\":\"Role\",\"name\":\"r" + role
                + "\"},\"subjects\":[{\"apiGroup\":\"rbac.authorization.k8s.io\","
                + "\"kind\":\"Group\",\"name\":\"g" + group + "\"}]}";
    }

    /** All that a model says of a small alphabet. */
    private static List<String> answers(AccessModel model, FakePrincipal dev) {
        List<String> answers = new ArrayList<>();
        answers.add(model.entries().toString());
        for (int group = 0; group < 3; group++) {
            KubernetesUser user = KubernetesUser.builder()
                    .username("u")
                    .addGroup("g" + group)
                    .putExtra(KubernetesUser.CANONICAL_ARN, List.of(dev.arn().canonical()))
                    .build();
            for (String verb : List.of("list", "get", "delete", "create")) {
                Decision decision = model.authorizer()
                        .decide(user, AccessRequest.of(verb, "pods").inNamespace("team-a"));
                answers.add(
                        verb + " by g" + group + ": " + decision.allowed() + decision.reasons() + decision.doubts());
            }
        }
        return answers;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void followedModel_becomesTheOneThatIsRead(long seed) throws InterruptedException {
        Random random = new Random(seed);
        Semaphore news = new Semaphore(0);
        try (FakeEks fake = FakeEks.create()) {
            FakeCluster prod = fake.createCluster("prod", AuthenticationMode.API_AND_CONFIG_MAP);
            FakePrincipal admin = fake.iam().role("admin");
            FakePrincipal dev = fake.iam().role("dev");
            prod.accessEntries()
                    .grant(admin.arn())
                    .allow(AccessPolicy.CLUSTER_ADMIN)
                    .clusterWide()
                    .apply();
            KubeCalls kube = KubeCalls.by(fake, "prod", admin);
            assertThat(kube.post("/api/v1/namespaces", "{\"metadata\":{\"name\":\"team-a\"}}")
                            .status())
                    .isEqualTo(201);
            ApiClientKubernetesApi api = ApiClientKubernetesApi.of(prod.apiClient(admin));
            BreakingApi breaking = new BreakingApi(api, new Random(seed));
            RefreshListener listener = new RefreshListener() {
                @Override
                public void refreshed(RefreshedSnapshot<?> snapshot, boolean changed) {
                    news.release();
                }
            };
            try (EksAccessEntries entries = EksAccessEntries.builder()
                            .cluster("prod")
                            .eksClient(fake.eksClient())
                            .build();
                    LiveAccess live = LiveAccess.builder(entries)
                            .kubernetes(breaking)
                            .interval(Duration.ofHours(1)) // nothing is read because it is due
                            .staleAfter(Duration.ofHours(3))
                            .relist(Duration.ofHours(1))
                            .firstReadPatience(Duration.ofMinutes(1))
                            .listener(listener)
                            .start()) {
                breaking.breaks(true);
                for (int i = 0; i < CHANGES; i++) {
                    change(random, kube, prod, live, dev);
                }
                breaking.breaks(false);

                List<String> expected = answers(ClusterAccess.read(entries, api), dev);
                while (!answers(live.model().get(), dev).equals(expected)) {
                    if (!news.tryAcquire(1, TimeUnit.MINUTES)) {
                        assertThat(answers(live.model().get(), dev))
                                .as("seed " + seed)
                                .isEqualTo(expected);
                    }
                }
                assertThat(live.notWatched()).isEmpty();
            }
        }
    }
}
