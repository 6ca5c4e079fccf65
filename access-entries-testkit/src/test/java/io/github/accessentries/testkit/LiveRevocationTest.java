package io.github.accessentries.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.accessentries.AccessPolicy;
import io.github.accessentries.AuthenticationMode;
import io.github.accessentries.authn.IamIdentity;
import io.github.accessentries.authn.KubernetesUser;
import io.github.accessentries.authn.Mapped;
import io.github.accessentries.authn.Unmapped;
import io.github.accessentries.authz.AccessRequest;
import io.github.accessentries.awsauth.AwsAuth;
import io.github.accessentries.eks.EksAccessEntries;
import io.github.accessentries.eks.LibraryUse;
import io.github.accessentries.eks.RequiredClusterRole;
import io.github.accessentries.kubernetes.ApiClientKubernetesApi;
import io.github.accessentries.kubernetes.EksApiClient;
import io.github.accessentries.rbac.LiveAccess;
import io.github.accessentries.rbac.RbacObjects;
import io.github.accessentries.snapshot.RefreshListener;
import io.github.accessentries.snapshot.RefreshedSnapshot;
import io.github.accessentries.token.EksTokens;
import io.kubernetes.client.openapi.ApiClient;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.regions.Region;

/** What is taken away at the cluster or at EKS is taken away from the live model, without anybody asking for a reading. */
class LiveRevocationTest {

    enum Way {
        IN_MEMORY,
        OVER_HTTPS
    }

    private static final String RBAC = "/apis/rbac.authorization.k8s.io/v1";
    private static final AccessRequest READ = AccessRequest.of("list", "pods").inNamespace("team-a");
    private static final KubernetesUser ANA =
            KubernetesUser.builder().username("ana").addGroup("devs").build();
    private static final String BINDING = """
            {"apiVersion": "rbac.authorization.k8s.io/v1", "kind": "RoleBinding", "metadata": {"name": "viewers"},
             "roleRef": {"apiGroup": "rbac.authorization.k8s.io", "kind": "ClusterRole", "name": "view"},
             "subjects": [{"apiGroup": "rbac.authorization.k8s.io", "kind": "Group", "name": "devs"}]}
            """;

    private final FakeEks fake = FakeEks.create();
    private final FakeCluster prod = fake.createCluster("prod", AuthenticationMode.API_AND_CONFIG_MAP);
    private final FakePrincipal admin = fake.iam().role("admin");
    private final FakePrincipal follower = fake.iam().role("follower");
    private final FakePrincipal dev = fake.iam().role("dev");
    private final FakeEksServer server = fake.serve();
    private final EksAccessEntries entries = EksAccessEntries.builder()
            .cluster("prod")
            .eksClient(fake.eksClient())
            .build();

    /** A permit for each time that something may have changed. */
    private final Semaphore news = new Semaphore(0);

    private final RefreshListener listener = new RefreshListener() {
        @Override
        public void refreshed(RefreshedSnapshot<?> snapshot, boolean changed) {
            news.release();
        }
    };

    @AfterEach
    void close() {
        entries.close();
        server.close();
        fake.close();
    }

    /** Follows as somebody who may do what following takes, and nothing else. */
    private LiveAccess start(Way way) {
        String role = RequiredClusterRole.of("followers", LibraryUse.FOLLOWING).toString();
        prod.rbac(RbacObjects.parse(role + """
                ---
                apiVersion: rbac.authorization.k8s.io/v1
                kind: ClusterRoleBinding
                metadata: {name: followers}
                roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: followers}
                subjects: [{apiGroup: rbac.authorization.k8s.io, kind: Group, name: followers}]
                """));
        prod.accessEntries().grant(follower.arn()).groups("followers").apply();
        prod.accessEntries()
                .grant(admin.arn())
                .allow(AccessPolicy.CLUSTER_ADMIN)
                .clusterWide()
                .apply();
        return LiveAccess.builder(entries)
                .kubernetes(ApiClientKubernetesApi.of(client(way)))
                .interval(Duration.ofHours(1)) // nothing that is seen here was read because it was due
                .staleAfter(Duration.ofHours(3))
                .relist(Duration.ofHours(1))
                .firstReadPatience(Duration.ofMinutes(1))
                .listener(listener)
                .start();
    }

    private ApiClient client(Way way) {
        if (way == Way.IN_MEMORY) {
            return prod.apiClient(follower);
        }
        EksTokens tokens = EksTokens.builder()
                .credentialsProvider(follower.credentials())
                .region(Region.of(fake.region()))
                .build();
        return EksApiClient.of(
                fake.eksClient().describeCluster(r -> r.name("prod")).cluster(), tokens.source("prod"));
    }

    private void await(String what, BooleanSupplier condition) throws InterruptedException {
        while (!condition.getAsBoolean()) {
            assertThat(news.tryAcquire(1, TimeUnit.MINUTES)).as(what).isTrue();
        }
    }

    private static void send(KubeCalls.Answer answer) {
        assertThat(answer.status()).as(answer.json().toString()).isBetween(200, 201);
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void bindingMappingAndEntry_count_andCountNoMore_asSoonAsTheyChange(Way way) throws InterruptedException {
        try (LiveAccess live = start(way)) {
            KubeCalls kube = KubeCalls.by(fake, "prod", admin);
            send(kube.post("/api/v1/namespaces", "{\"metadata\":{\"name\":\"team-a\"}}"));
            assertThat(live.notWatched()).isEmpty();
            assertThat(live.authorizer().decide(ANA, READ).allowed()).isFalse();

            send(kube.post(RBAC + "/namespaces/team-a/rolebindings", BINDING));
            await("the binding", () -> live.authorizer().decide(ANA, READ).allowed());
            send(kube.delete(RBAC + "/namespaces/team-a/rolebindings/viewers"));
            await("no binding", () -> !live.authorizer().decide(ANA, READ).allowed());

            prod.awsAuth(AwsAuth.builder()
                    .addRoles(AwsAuth.ArnMapping.of(dev.arn().canonical(), "dev", List.of("devs")))
                    .build());
            await("the mapping", () -> live.mapper().map(identity()) instanceof Mapped);
            prod.awsAuth(AwsAuth.none());
            await("no mapping", () -> live.mapper().map(identity()) instanceof Unmapped);

            live.entries()
                    .grant(dev.arn())
                    .allow(AccessPolicy.EDIT)
                    .inNamespaces("team-a")
                    .apply();
            await("the entry", () -> live.mapper().map(identity()) instanceof Mapped);
            live.entries().revoke(dev.arn());
            await("no entry", () -> live.mapper().map(identity()) instanceof Unmapped);
        }
    }

    private IamIdentity identity() {
        return IamIdentity.builder()
                .arn(dev.arn().canonical())
                .canonicalArn(dev.arn().canonical())
                .accountId(dev.arn().accountId())
                .principalId("AROADEV")
                .accessKeyId("ASIAEXAMPLEEXAMPLE00")
                .build();
    }
}
