package io.github.accessentries.testkit;

import static io.github.accessentries.testkit.FakeEksAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import io.github.accessentries.AccessPolicy;
import io.github.accessentries.AuthenticationMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.eks.model.Cluster;

/** Real kubectl about who may do what. Skipped where there is no kubectl. */
@Tag("slow")
class KubectlRbacTest {

    private static final int SECONDS = 60;

    @TempDir
    private Path directory;

    private final FakeEks fake = FakeEks.create();
    private final FakeCluster prod = fake.createCluster("prod", AuthenticationMode.API);
    private final FakePrincipal root = fake.iam().role("root");
    private final FakePrincipal admin = fake.iam().role("admin");
    private final FakePrincipal dev = fake.iam().role("dev");
    private FakeEksServer server;

    private record Result(int exit, String out, String err) {

        String ok() {
            assertThat(exit).as(out + err).isZero();
            return out;
        }
    }

    @BeforeEach
    void serve() {
        server = fake.serve();
        prod.accessEntries()
                .grant(root.arn())
                .allow(AccessPolicy.CLUSTER_ADMIN)
                .clusterWide()
                .apply();
        prod.accessEntries()
                .grant(admin.arn())
                .allow(AccessPolicy.ADMIN)
                .clusterWide()
                .apply();
        prod.accessEntries().grant(dev.arn()).groups("devs").apply();
    }

    @AfterEach
    void close() {
        server.close();
        fake.close();
    }

    private Result kubectl(FakePrincipal principal, String... arguments) throws IOException, InterruptedException {
        return run(config(principal), arguments);
    }

    private Result kubectlAs(String token, String... arguments) throws IOException, InterruptedException {
        return run(config("bearer", token), arguments);
    }

    private Result run(Path config, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("kubectl", "--kubeconfig", config.toString()));
        command.addAll(List.of(arguments));
        Path out = Files.createTempFile(directory, "out", "");
        Path err = Files.createTempFile(directory, "err", "");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().put("HOME", directory.toString());
        Process process;
        try {
            process = builder.start();
        } catch (IOException e) {
            return abort("there is no kubectl: " + e.getMessage());
        }
        assertThat(process.waitFor(SECONDS, TimeUnit.SECONDS)).isTrue();
        return new Result(process.exitValue(), Files.readString(out), Files.readString(err));
    }

    private Path config(FakePrincipal principal) throws IOException {
        String token = fake.aws()
                .controlPlanes()
                .of("prod")
                .tokens(principal.credentials())
                .token()
                .value();
        return config(principal.arn().name(), token);
    }

    private Path config(String name, String token) throws IOException {
        Cluster cluster = fake.eksClient().describeCluster(r -> r.name("prod")).cluster();
        Path config = directory.resolve(name + ".yaml");
        Files.write(config, """
                {apiVersion: v1, kind: Config, current-context: c,
                 clusters: [{name: c, cluster: {server: "%s", certificate-authority-data: "%s"}}],
                 contexts: [{name: c, context: {cluster: c, user: u, namespace: team-a}}],
                 users: [{name: u, user: {token: "%s"}}]}
                """.formatted(
                cluster.endpoint(), cluster.certificateAuthority().data(), token).getBytes(UTF_8));
        return config;
    }

    private Path file(String yaml) throws IOException {
        return Files.writeString(Files.createTempFile(directory, "objects", ".yaml"), yaml);
    }

    @Test
    void whoAmI_andWhatMayI() throws Exception {
        assertThat(kubectl(dev, "auth", "whoami").ok())
                .contains("arn:aws:sts::111122223333:assumed-role/dev/test-session", "devs", "system:authenticated");
        assertThat(kubectl(dev, "auth", "can-i", "list", "pods").out()).startsWith("no");
        assertThat(kubectl(admin, "auth", "can-i", "list", "pods").ok()).startsWith("yes");
        Result rules = kubectl(dev, "auth", "can-i", "--list");
        assertThat(rules.out() + rules.err())
                .contains("webhook authorizer does not support user rule resolution", "selfsubjectreviews");
        assertThat(kubectl(dev, "get", "pods").err())
                .contains("Error from server (Forbidden): pods is forbidden: User"
                        + " \"arn:aws:sts::111122223333:assumed-role/dev/test-session\" cannot list resource \"pods\"");
        assertThat(kubectl(root, "auth", "can-i", "list", "pods", "--as", "ana", "--as-group", "system:masters")
                        .ok())
                .startsWith("yes");
        assertThat(kubectl(dev, "get", "pods", "--as", "ana").err()).contains("cannot impersonate resource \"users\"");
    }

    @Test
    void newCluster_showsTheDefaultRolesOfNamespaces() throws Exception {
        assertThat(kubectl(root, "get", "roles,rolebindings", "-A", "--no-headers")
                        .ok()
                        .lines()
                        .filter(line -> !line.isBlank())
                        .map(line -> String.join(" ", List.of(line.split(" +")).subList(0, 2))))
                .hasSize(14)
                .contains(
                        "kube-public role.rbac.authorization.k8s.io/system:controller:bootstrap-signer",
                        "kube-system role.rbac.authorization.k8s.io/system:controller:bootstrap-signer",
                        "kube-system role.rbac.authorization.k8s.io/extension-apiserver-authentication-reader",
                        "kube-system rolebinding.rbac.authorization.k8s.io/system::extension-apiserver-authentication-reader",
                        "kube-public rolebinding.rbac.authorization.k8s.io/system:controller:bootstrap-signer");
    }

    @Test
    void reconcile_makesAndCompletesAndChangesRoles() throws Exception {
        kubectl(root, "create", "namespace", "team-a").ok();
        String objects = """
                apiVersion: rbac.authorization.k8s.io/v1
                kind: Role
                metadata: {name: reader, namespace: team-a}
                rules: [{apiGroups: [""], resources: [pods], verbs: [get, list]}]
                ---
                apiVersion: rbac.authorization.k8s.io/v1
                kind: RoleBinding
                metadata: {name: readers, namespace: team-a}
                roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: reader}
                subjects: [{apiGroup: rbac.authorization.k8s.io, kind: Group, name: devs}]
                """;
        assertThat(kubectl(root, "auth", "reconcile", "-f", file(objects).toString())
                        .ok())
                .contains("role.rbac.authorization.k8s.io/reader reconciled")
                .contains("rolebinding.rbac.authorization.k8s.io/readers reconciled");
        assertThat(prod).principal(dev).can("list", "pods").inNamespace("team-a");

        String changed = objects.replace("verbs: [get, list]", "verbs: [watch]")
                .replace("kind: Role, name: reader", "kind: ClusterRole, name: view");
        kubectl(root, "auth", "reconcile", "-f", file(changed).toString()).ok();

        assertThat(prod)
                .object("roles.rbac.authorization.k8s.io", "team-a", "reader")
                .has("/rules/1/verbs/0", "watch");
        assertThat(prod)
                .object("rolebindings.rbac.authorization.k8s.io", "team-a", "readers")
                .has("/roleRef/name", "view");
        assertThat(prod).principal(dev).can("list", "services").inNamespace("team-a");
    }

    @Test
    void administratorByPolicy_cannotBindView_andClusterAdministratorCan() throws Exception {
        kubectl(root, "create", "namespace", "team-a").ok();
        String[] bindView = {"create", "rolebinding", "viewers", "--clusterrole", "view", "--group", "devs"};

        assertThat(kubectl(admin, bindView).err())
                .contains("rolebindings.rbac.authorization.k8s.io \"viewers\" is forbidden: user"
                        + " \"arn:aws:sts::111122223333:assumed-role/admin/test-session\""
                        + " (groups=[\"system:authenticated\"]) is attempting to grant RBAC permissions not currently"
                        + " held:\n{APIGroups:[\"\"], Resources:[");
        kubectl(root, bindView).ok();
        assertThat(prod).principal(dev).can("list", "pods").inNamespace("team-a");
    }

    @Test
    void createToken_givesATokenThatKubectlIsTheAccountBy() throws Exception {
        kubectl(root, "create", "namespace", "team-a").ok();
        kubectl(root, "create", "serviceaccount", "app").ok();
        String token =
                kubectl(root, "create", "token", "app", "--duration=20m").ok().strip();

        assertThat(kubectlAs(token, "auth", "whoami").ok())
                .contains("system:serviceaccount:team-a:app", "system:serviceaccounts:team-a");
        assertThat(kubectlAs(token, "get", "pods").err())
                .contains("User \"system:serviceaccount:team-a:app\" cannot list resource \"pods\"");
        kubectl(root, "create", "rolebinding", "app", "--clusterrole=view", "--serviceaccount=team-a:app")
                .ok();
        kubectlAs(token, "get", "pods").ok();

        assertThat(kubectl(root, "create", "token", "app", "--duration=1m").err())
                .contains("may not specify a duration less than 10 minutes");
    }
}
