package io.github.accessentries.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.accessentries.AccessPolicy;
import io.github.accessentries.AuthenticationMode;
import io.github.accessentries.authz.AccessModel;
import io.github.accessentries.authz.RbacBinding;
import io.github.accessentries.authz.RbacSubject;
import io.github.accessentries.awsauth.AwsAuth;
import io.github.accessentries.iac.AccessDump;
import io.github.accessentries.iac.ClusterDump;
import io.github.accessentries.kubernetes.ApiClientKubernetesApi;
import io.github.accessentries.plan.DesiredAccess;
import io.github.accessentries.rbac.ClusterReading;
import io.github.accessentries.rbac.RbacObjects;
import io.github.accessentries.report.AccessReport;
import io.github.accessentries.report.ReportFormat;
import io.github.accessentries.risk.Risks;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.eks.model.Cluster;

/** The script of the guides, run as it stands there by the AWS CLI and kubectl, and what the guide does with its files. */
class GuideDumpTest {

    @TempDir
    private Path places;

    private final FakeEks fake = FakeEks.create();
    private final List<String> shown = new ArrayList<>();

    @SuppressWarnings("NullAway.Init") // Each test starts with it.
    private FakeCluster cluster;

    @SuppressWarnings("NullAway.Init") // Each test starts with it.
    private ClusterReading live;

    @AfterEach
    void close() {
        fake.close();
    }

    private void show(Object thing) {
        shown.add(String.valueOf(thing));
    }

    private FakePrincipal start(AuthenticationMode mode) {
        cluster = fake.createCluster("prod", mode);
        FakePrincipal admin = fake.iam().role("admin");
        cluster.rbac(RbacObjects.builder()
                .addBindings(RbacBinding.builder()
                        .namespace("default")
                        .name("readers")
                        .roleKind("ClusterRole")
                        .role("view")
                        .subjects(List.of(RbacSubject.builder()
                                .kind("Group")
                                .name("team-a")
                                .build()))
                        .build())
                .build());
        if (mode.usesConfigMap()) {
            cluster.awsAuth(AwsAuth.builder()
                    .addRoles(AwsAuth.ArnMapping.of(admin.arn().toString(), "admin", List.of("system:masters")))
                    .addRoles(AwsAuth.ArnMapping.of(
                            "arn:aws:iam::111122223333:role/old", "old:{{SessionName}}", List.of("team-a")))
                    .build());
        }
        if (mode.usesAccessEntries()) {
            cluster.accessEntries()
                    .grant(admin.arn())
                    .allow(AccessPolicy.CLUSTER_ADMIN)
                    .clusterWide()
                    .apply();
            cluster.accessEntries()
                    .grant(fake.iam().role("team/a=b,c.d@e/dev+1").arn())
                    .allow(AccessPolicy.EDIT)
                    .inNamespaces("default", "team-*")
                    .groups("team-a")
                    .tag("owner", "a b")
                    .apply();
        }
        live = ClusterReading.read(cluster.accessEntries(), ApiClientKubernetesApi.of(cluster.apiClient(admin)));
        return admin;
    }

    @ParameterizedTest
    @EnumSource(names = "UNKNOWN", mode = EnumSource.Mode.EXCLUDE)
    @Tag("slow")
    void theScript_makesADump_thatIsLikeTheLiveCluster(AuthenticationMode mode) throws Exception {
        assumeTrue(isInstalled("bash"), "There is no bash on the PATH");
        assumeTrue(isInstalled("aws"), "The AWS CLI is not on the PATH: install `aws` to run this test");
        assumeTrue(isInstalled("kubectl"), "There is no kubectl on the PATH: install it to run this test");
        FakePrincipal admin;
        Path dump = places.resolve("dump");
        try (FakeEksServer server = fake.serve()) {
            admin = start(mode);
            Process script = script(server, admin, dump);
            assertThat(script.waitFor(300, TimeUnit.SECONDS)).isTrue();
            assertThat(places.resolve("err")).content().isEmpty();
            assertThat(script.exitValue()).isZero();
        }

        ClusterDump prod = AccessDump.read(dump).cluster();

        AccessModel model = live.model();
        assertThat(prod.faults()).isEmpty();
        assertThat(prod.entries())
                .containsExactlyInAnyOrderElementsOf(live.mappings().entries());
        assertThat(prod.rbac()).isEqualTo(live.rbac());
        assertThat(RbacObjects.read(dump)).isEqualTo(live.rbac());
        assertThat(model.compare(prod.model()).changes()).isEmpty();
        assertThat(prod.risks())
                .isEqualTo(Risks.of(model, live.rbac(), live.mappings().awsAuth()));
        assertThat(prod.report().render(ReportFormat.JSON))
                .isEqualTo(AccessReport.of(model)
                        .titled("Access to prod")
                        .with(prod.risks())
                        .render(ReportFormat.JSON));
        if (isInstalled("tar")) {
            Path archive = places.resolve("dump.tgz");
            Process tar = new ProcessBuilder("tar", "czf", archive.toString(), "-C", places.toString(), "dump").start();
            assertThat(tar.waitFor()).isZero();
            assertThat(AccessDump.read(archive).cluster().report().render(ReportFormat.JSON))
                    .isEqualTo(prod.report().render(ReportFormat.JSON));
        }
    }

    private Process script(FakeEksServer server, FakePrincipal admin, Path dump) throws IOException {
        Path script = Files.writeString(places.resolve("dump.sh"), Documentation.block("script: dump"));
        ProcessBuilder builder = new ProcessBuilder("bash", script.toString(), "prod", dump.toString())
                .redirectOutput(places.resolve("out").toFile())
                .redirectError(places.resolve("err").toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("AWS_"));
        builder.environment().put("AWS_ENDPOINT_URL", server.endpoint().toString());
        builder.environment().put("AWS_REGION", "us-west-2");
        builder.environment().put("AWS_DEFAULT_REGION", "us-west-2");
        builder.environment().put("AWS_ACCESS_KEY_ID", "test");
        builder.environment().put("AWS_SECRET_ACCESS_KEY", "test");
        builder.environment().put("AWS_CONFIG_FILE", places.resolve("none").toString());
        builder.environment()
                .put("AWS_SHARED_CREDENTIALS_FILE", places.resolve("none").toString());
        builder.environment().put("AWS_EC2_METADATA_DISABLED", "true");
        builder.environment().put("AWS_MAX_ATTEMPTS", "1");
        builder.environment().put("KUBECONFIG", kubeconfig(admin).toString());
        return builder.start();
    }

    private Path kubeconfig(FakePrincipal admin) throws IOException {
        String token = fake.aws()
                .controlPlanes()
                .of("prod")
                .tokens(admin.credentials())
                .token()
                .value();
        Cluster described =
                fake.eksClient().describeCluster(r -> r.name("prod")).cluster();
        return Files.writeString(places.resolve("kubeconfig"), """
                {apiVersion: v1, kind: Config, current-context: c,
                 clusters: [{name: c, cluster: {server: "%s", certificate-authority-data: "%s"}}],
                 contexts: [{name: c, context: {cluster: c, user: u}}],
                 users: [{name: u, user: {token: "%s"}}]}
                """.formatted(
                        described.endpoint(), described.certificateAuthority().data(), token));
    }

    private static boolean isInstalled(String command) {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .anyMatch(place -> Files.isExecutable(Path.of(place, command)));
    }

    @Test
    void theSnippet_reviewsADump() throws IOException {
        FakePrincipal admin = start(AuthenticationMode.API_AND_CONFIG_MAP);
        Path directory = Files.createDirectory(places.resolve("dump"));
        DumpedFiles.of(fake.eksClient(), "prod", true, ApiClientKubernetesApi.of(cluster.apiClient(admin)))
                .answers
                .forEach((name, text) -> {
                    try {
                        Files.writeString(directory.resolve(name), text);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
        Path page = places.resolve("page.html");
        DesiredAccess desired = DesiredAccess.builder().build();
        // snippet: dump
        ClusterDump prod =
                AccessDump.read(directory).cluster(); // or a .zip, .tar, .tar.gz; or cluster("prod") of several
        prod.faults().forEach(this::show); // what is missing or contradicts itself, with the remedy

        AccessModel model = prod.model(); // as ClusterAccess.read(entries, kubernetes) makes it of the live cluster
        Files.writeString(page, prod.report().render(ReportFormat.HTML)); // with its risks
        show(prod.accessEntries().plan(desired)); // what a state would change there; nothing can be applied

        DesiredAccess present = prod.desired(); // what is there, as a state to keep; without what omissions() names
        // end

        assertThat(shown).hasSize(1);
        assertThat(live.model().compare(model).isEmpty()).isTrue();
        assertThat(page).content().contains("dev+1", "role/old");
        assertThat(cluster.accessEntries().plan(present).isEmpty()).isTrue();
    }
}
