package io.github.accessentries.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.github.accessentries.AccessPolicy;
import io.github.accessentries.AuthenticationMode;
import io.github.accessentries.authn.KubernetesUser;
import io.github.accessentries.authz.AccessRequest;
import io.github.accessentries.authz.RbacBinding;
import io.github.accessentries.authz.RbacRole;
import io.github.accessentries.kubernetes.ApiClientKubernetesApi;
import io.github.accessentries.rbac.ClusterReading;
import io.github.accessentries.rbac.RbacObjects;
import io.github.accessentries.risk.PowerPaths;
import io.github.accessentries.risk.Risk;
import io.github.accessentries.risk.Risks;
import io.github.accessentries.risk.Severity;
import java.util.Base64;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A new cluster has the Roles and RoleBindings that every kube-apiserver makes in kube-system and kube-public. */
class DefaultRolesOfNamespacesTest {

    private static final String RBAC = "/apis/rbac.authorization.k8s.io/v1";
    private static final String SIGNER = "system:controller:bootstrap-signer";
    private static final String SIGNER_IN_PUBLIC = RBAC + "/namespaces/kube-public/roles/" + SIGNER;
    private static final String SIGNER_IN_SYSTEM = RBAC + "/namespaces/kube-system/roles/" + SIGNER;

    private final FakeEks fake = FakeEks.create();
    private final FakeCluster prod = fake.createCluster("prod", AuthenticationMode.API_AND_CONFIG_MAP);
    private final FakePrincipal admin = fake.iam().role("admin");

    @BeforeEach
    void letIn() {
        prod.accessEntries()
                .grant(admin.arn())
                .allow(AccessPolicy.CLUSTER_ADMIN)
                .clusterWide()
                .apply();
    }

    @AfterEach
    void close() {
        fake.close();
    }

    private KubeCalls kube() {
        return KubeCalls.by(fake, "prod", admin);
    }

    private List<String> all(String path) {
        return StreamSupport.stream(
                        kube().get(path).json().getAsJsonArray("items").spliterator(), false)
                .map(JsonElement::getAsJsonObject)
                .map(object -> object.getAsJsonObject("metadata"))
                .map(each -> each.get("namespace").getAsString() + "/"
                        + each.get("name").getAsString())
                .toList();
    }

    private static String resources(JsonObject role) {
        return role.getAsJsonArray("rules")
                .get(0)
                .getAsJsonObject()
                .get("resources")
                .toString();
    }

    private boolean maySigner(AccessRequest request) {
        return prod.authorizer()
                .decide(
                        KubernetesUser.builder()
                                .username("system:serviceaccount:kube-system:bootstrap-signer")
                                .build(),
                        request)
                .allowed();
    }

    private RbacObjects read() {
        return RbacObjects.read(ApiClientKubernetesApi.of(prod.apiClient(admin)));
    }

    @Test
    void newCluster_hasTheRolesAndBindingsOfEachOfTheTwoNamespaces() {
        assertThat(all(RBAC + "/roles"))
                .containsExactly(
                        "kube-public/system:controller:bootstrap-signer",
                        "kube-system/extension-apiserver-authentication-reader",
                        "kube-system/system::leader-locking-kube-controller-manager",
                        "kube-system/system::leader-locking-kube-scheduler",
                        "kube-system/system:controller:bootstrap-signer",
                        "kube-system/system:controller:cloud-provider",
                        "kube-system/system:controller:token-cleaner");
        assertThat(all(RBAC + "/rolebindings"))
                .containsExactly(
                        "kube-public/system:controller:bootstrap-signer",
                        "kube-system/system::extension-apiserver-authentication-reader",
                        "kube-system/system::leader-locking-kube-controller-manager",
                        "kube-system/system::leader-locking-kube-scheduler",
                        "kube-system/system:controller:bootstrap-signer",
                        "kube-system/system:controller:cloud-provider",
                        "kube-system/system:controller:token-cleaner");
        JsonObject metadata = kube().get(SIGNER_IN_PUBLIC).json().getAsJsonObject("metadata");
        assertThat(metadata.getAsJsonObject("labels").get("kubernetes.io/bootstrapping"))
                .hasToString("\"rbac-defaults\"");
        assertThat(metadata.getAsJsonObject("annotations").get("rbac.authorization.kubernetes.io/autoupdate"))
                .hasToString("\"true\"");
        assertThat(metadata.has("uid")).isTrue();
    }

    @Test
    void bindings_nameRolesThatAreThere() {
        RbacObjects read = read();

        assertThat(read.bindings().stream().filter(each -> each.namespace() != null))
                .hasSize(7)
                .allSatisfy(binding -> assertThat(read.roles())
                        .filteredOn(role -> binding.role().equals(role.name()))
                        .extracting(RbacRole::namespace)
                        .contains(binding.namespace()))
                .extracting(RbacBinding::roleKind)
                .containsOnly("Role");
    }

    @Test
    void rolesOfOneNameInTwoNamespaces_areNotTakenForEachOther() {
        assertThat(resources(kube().get(SIGNER_IN_PUBLIC).json())).isEqualTo("[\"configmaps\"]");
        assertThat(resources(kube().get(SIGNER_IN_SYSTEM).json())).isEqualTo("[\"secrets\"]");
        AccessRequest readSecrets = AccessRequest.of("list", "secrets");
        AccessRequest readConfigMaps = AccessRequest.of("list", "configmaps");
        assertThat(maySigner(readSecrets.inNamespace("kube-system"))).isTrue();
        assertThat(maySigner(readSecrets.inNamespace("kube-public"))).isFalse();
        assertThat(maySigner(readConfigMaps.inNamespace("kube-public"))).isTrue();
        assertThat(maySigner(readConfigMaps.inNamespace("kube-system"))).isFalse();
    }

    @Test
    void defaultRoleOfANamespace_thatIsGone_comesBackWhenTheClusterSettles() {
        assertThat(kube().delete(SIGNER_IN_PUBLIC).status()).isEqualTo(200);
        assertThat(kube().get(SIGNER_IN_PUBLIC).status()).isEqualTo(404);
        assertThat(kube().get(SIGNER_IN_SYSTEM).status()).isEqualTo(200);

        prod.settle();

        assertThat(resources(kube().get(SIGNER_IN_PUBLIC).json())).isEqualTo("[\"configmaps\"]");
    }

    @Test
    void defaultRolesOfNamespaces_stayWhenOtherObjectsArePut() {
        prod.rbac(RbacObjects.parse("{kind: Role, metadata: {name: reader, namespace: team-a}, rules: []}"));

        assertThat(all(RBAC + "/roles")).hasSize(8).contains("team-a/reader", "kube-public/" + SIGNER);
    }

    @Test
    void theTwoNamespaces_haveTheCertificateOfTheClustersAuthority() {
        String encoded = fake.eksClient()
                .describeCluster(r -> r.name("prod"))
                .cluster()
                .certificateAuthority()
                .data();
        String authority = new String(Base64.getDecoder().decode(encoded), UTF_8);
        for (String namespace : List.of("kube-system", "kube-public")) {
            JsonObject data = kube().get("/api/v1/namespaces/" + namespace + "/configmaps/kube-root-ca.crt")
                    .json()
                    .getAsJsonObject("data");

            assertThat(data.get("ca.crt").getAsString())
                    .startsWith("-----BEGIN CERTIFICATE-----")
                    .isEqualTo(authority);
        }
    }

    @Test
    void defaultsOfNamespaces_areNoFindings() {
        ClusterReading reading =
                ClusterReading.read(prod.accessEntries(), ApiClientKubernetesApi.of(prod.apiClient(admin)));

        assertThat(Risks.of(reading.model(), reading.rbac(), reading.mappings().awsAuth()))
                .filteredOn(risk -> risk.severity() != Severity.INFO)
                .extracting(Risk::toString)
                .singleElement()
                .asString()
                .contains(AccessPolicy.CLUSTER_ADMIN.id());
        PowerPaths paths = PowerPaths.of(reading.model(), reading.rbac());
        assertThat(paths.shortest()).isEmpty();
        assertThat(paths.cuts()).isEmpty();
    }
}
