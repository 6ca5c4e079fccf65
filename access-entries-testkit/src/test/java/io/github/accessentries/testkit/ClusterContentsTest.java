package io.github.accessentries.testkit;

import static io.github.accessentries.testkit.FakeEksAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.accessentries.AccessPolicy;
import io.github.accessentries.AuthenticationMode;
import io.github.accessentries.authz.AccessRequest;
import io.github.accessentries.authz.RbacBinding;
import io.github.accessentries.authz.RbacRole;
import io.github.accessentries.awsauth.AwsAuth;
import io.github.accessentries.kubernetes.ApiClientKubernetesApi;
import io.github.accessentries.kubernetes.KubernetesApi;
import io.github.accessentries.rbac.LiveAccess;
import io.github.accessentries.rbac.RbacObjects;
import io.github.accessentries.testkit.internal.controlplane.ControlPlane;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is put into a cluster is what its API shows, and what its API takes is what decides. */
class ClusterContentsTest {

    private static final String RBAC = "/apis/rbac.authorization.k8s.io/v1";
    private static final String AWS_AUTH = "/api/v1/namespaces/kube-system/configmaps/aws-auth";
    private static final AccessRequest LIST_PODS =
            AccessRequest.of("list", "pods").inNamespace("team-a");

    private static final RbacObjects READERS = RbacObjects.parse("""
            - {kind: Role, metadata: {name: reader, namespace: team-a},
               rules: [{apiGroups: [""], resources: [pods], verbs: [list]}]}
            - {kind: RoleBinding, metadata: {name: readers, namespace: team-a},
               roleRef: {kind: Role, name: reader}, subjects: [{kind: Group, name: devs}]}
            """);

    private final FakeEks fake = FakeEks.create();
    private final FakeCluster prod = fake.createCluster("prod", AuthenticationMode.API_AND_CONFIG_MAP);
    private final FakePrincipal admin = fake.iam().role("admin");
    private final FakePrincipal dev = fake.iam().role("dev");
    private final KubeCalls kube = asAdmin("prod");

    @AfterEach
    void close() {
        fake.close();
    }

    private KubeCalls asAdmin(String cluster) {
        fake.cluster(cluster)
                .accessEntries()
                .grant(admin.arn())
                .allow(AccessPolicy.CLUSTER_ADMIN)
                .clusterWide()
                .apply();
        return KubeCalls.by(fake, cluster, admin);
    }

    private KubernetesApi api() {
        return ApiClientKubernetesApi.of(prod.apiClient(admin));
    }

    @Test
    void objectsThatArePut_areReadBackThroughTheApi_withTheDefaults() {
        prod.rbac(READERS);

        RbacObjects read = RbacObjects.read(api());

        assertThat(read.faults()).isEmpty();
        assertThat(read.roles()).containsAll(READERS.roles());
        assertThat(read.bindings()).containsAll(READERS.bindings());
        assertThat(read.roles()).extracting(RbacRole::name).contains("cluster-admin", "view", "eks:node-bootstrapper");

        prod.rbac(RbacObjects.none());

        assertThat(RbacObjects.read(api()).bindings())
                .extracting(RbacBinding::name)
                .contains("system:discovery")
                .doesNotContain("readers");
    }

    @Test
    void objectsThatComeThroughTheApi_decide() {
        prod.accessEntries().grant(dev.arn()).groups("devs").apply();
        assertThat(prod).principal(dev).cannot("list", "pods").inNamespace("team-a");
        prod.rbac(RbacObjects.builder().addNamespaces("team-a").whole(true).build());

        assertThat(kube.post(RBAC + "/namespaces/team-a/rolebindings", """
                {"apiVersion": "rbac.authorization.k8s.io/v1", "kind": "RoleBinding", "metadata": {"name": "viewers"},
                 "roleRef": {"apiGroup": "rbac.authorization.k8s.io", "kind": "ClusterRole", "name": "view"},
                 "subjects": [{"apiGroup": "rbac.authorization.k8s.io", "kind": "Group", "name": "devs"}]}
                """).status())
                .isEqualTo(201);

        assertThat(prod).principal(dev).can("list", "pods").inNamespace("team-a");
        assertThat(prod).principal(dev).cannot("list", "secrets").inNamespace("team-a");
    }

    @Test
    void liveAccess_readsTheFakeAsItReadsARealCluster() {
        prod.rbac(READERS);
        prod.accessEntries().grant(dev.arn()).groups("devs").apply();

        try (LiveAccess live = LiveAccess.start(prod.accessEntries(), api())) {
            assertThat(live.authorizer()
                            .decide(prod.login(dev).user(), LIST_PODS)
                            .reasons())
                    .isEqualTo(prod.authorizer()
                            .decide(prod.login(dev).user(), LIST_PODS)
                            .reasons())
                    .hasSize(1);
        }
    }

    @Test
    void awsAuth_isAConfigMapThatReadsBackTheSame() {
        AwsAuth awsAuth = AwsAuth.builder()
                .addRoles(AwsAuth.ArnMapping.of(
                        "arn:aws:iam::111122223333:role/dev",
                        "dev:{{SessionName}}",
                        List.of("devs", "no: text", "true")))
                .addRoles(AwsAuth.ArnMapping.of("arn:aws:iam::111122223333:role/b", "", List.of()))
                .addUsers(AwsAuth.ArnMapping.of(
                        "arn:aws:iam::111122223333:user/eve", "eve \"o'neil\"\n# \u2028", List.of("system:masters")))
                .addAccounts("012345678901", "111122223333")
                .build();

        prod.awsAuth(awsAuth);

        assertThat(AwsAuth.read(api())).isEqualTo(awsAuth);
        assertThat(prod.login(dev).user().groups()).contains("devs", "true");

        prod.awsAuth(AwsAuth.none());

        assertThat(kube.get(AWS_AUTH).status()).isEqualTo(404);
    }

    @Test
    void awsAuth_thatComesThroughTheApi_letsIn() {
        assertThat(prod.login(dev).isAuthenticated()).isFalse();

        assertThat(kube.post("/api/v1/namespaces/kube-system/configmaps", """
                {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "aws-auth"},
                 "data": {"mapRoles": "- {rolearn: arn:aws:iam::111122223333:role/dev, username: dev, groups: [devs]}"}}
                """).status())
                .isEqualTo(201);

        assertThat(prod).principal(dev).logsInAs("dev");
    }

    @Test
    void awsAuth_givenAsText_keepsWhatNoClusterReads() {
        ControlPlane plane = fake.aws().controlPlanes().of("prod");
        String text = """
                {"kind": "ConfigMap", "metadata": {"name": "aws-auth"}, "data": {"mapUsers": "- : [",
                 "mapRoles": "- {rolearn: arn:aws:iam::111122223333:role/dev, username: dev, userid: u}", "note": "x"}}
                """;

        AwsAuth read = plane.awsAuth(text);

        assertThat(read.faults()).isNotEmpty();
        assertThat(AwsAuth.read(api())).isEqualTo(read);
        assertThat(kube.get(AWS_AUTH).json().getAsJsonObject("data").get("note").getAsString())
                .isEqualTo("x");
    }

    @Test
    void nodeGroup_ofAClusterWithoutEntries_isWrittenIntoTheConfigMap_untilSomebodyRemovesIt() {
        FakeCluster old = fake.createCluster("old", AuthenticationMode.CONFIG_MAP);
        fake.iam().role("node");
        old.awsAuth(AwsAuth.builder()
                .addRoles(AwsAuth.ArnMapping.of(admin.arn().toString(), "admin", List.of("system:masters")))
                .build());
        fake.eksClient()
                .createNodegroup(r -> r.clusterName("old")
                        .nodegroupName("workers")
                        .nodeRole("arn:aws:iam::111122223333:role/node")
                        .subnets("subnet-1"));
        KubeCalls calls = KubeCalls.by(fake, "old", admin);
        String roles = calls.get(AWS_AUTH)
                .json()
                .getAsJsonObject("data")
                .get("mapRoles")
                .getAsString();

        assertThat(roles).endsWith("""
                - groups:
                  - system:bootstrappers
                  - system:nodes
                  rolearn: arn:aws:iam::111122223333:role/node
                  username: system:node:{{EC2PrivateDNSName}}
                """);

        fake.aws().controlPlanes().of("old").awsAuth("{\"kind\": \"ConfigMap\", \"data\": {\"mapRoles\": \"- a: b\"}}");
        assertThat(KubeCalls.byNobody(fake, "old").get("/api").status()).isEqualTo(401);
    }

    @Test
    void defaultRole_thatIsGone_comesBackWhenTheClusterSettles() {
        prod.rbac(RbacObjects.parse("""
                - {kind: ClusterRole, metadata: {name: view}, rules: [{apiGroups: [""], resources: [widgets], verbs: [get]}]}
                - {kind: RoleBinding, metadata: {name: viewers, namespace: team-a},
                   roleRef: {kind: ClusterRole, name: view}, subjects: [{kind: Group, name: devs}]}
                """));
        prod.accessEntries().grant(dev.arn()).groups("devs").apply();
        assertThat(prod).principal(dev).cannot("list", "pods").inNamespace("team-a");

        prod.settle();

        assertThat(prod).principal(dev).can("list", "pods").inNamespace("team-a");
    }
}
