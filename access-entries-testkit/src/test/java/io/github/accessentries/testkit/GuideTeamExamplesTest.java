package io.github.accessentries.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.accessentries.AccessEntry;
import io.github.accessentries.AccessPolicy;
import io.github.accessentries.AuthenticationMode;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.authn.Authenticator;
import io.github.accessentries.authn.KubernetesUser;
import io.github.accessentries.authn.TokenVerifier;
import io.github.accessentries.authz.AccessModel;
import io.github.accessentries.authz.AccessRequest;
import io.github.accessentries.authz.Authorizer;
import io.github.accessentries.awsauth.AwsAuth;
import io.github.accessentries.eks.EksAccessEntries;
import io.github.accessentries.fleet.Fleet;
import io.github.accessentries.fleet.FleetResult;
import io.github.accessentries.iac.DesiredAccessFile;
import io.github.accessentries.kubernetes.KubernetesApi;
import io.github.accessentries.mapping.IamAuthenticator;
import io.github.accessentries.migration.AwsAuthMigration;
import io.github.accessentries.migration.MigrationPlan;
import io.github.accessentries.plan.AccessPlan;
import io.github.accessentries.plan.ApplyOptions;
import io.github.accessentries.plan.ApplyReport;
import io.github.accessentries.plan.DesiredAccess;
import io.github.accessentries.plan.SignOff;
import io.github.accessentries.planning.PlanContext;
import io.github.accessentries.rbac.ClusterAccess;
import io.github.accessentries.rbac.LiveAccess;
import io.github.accessentries.rbac.RbacObjects;
import io.github.accessentries.report.AccessReport;
import io.github.accessentries.report.PermissionListing;
import io.github.accessentries.report.ReportFormat;
import io.github.accessentries.risk.Risk;
import io.github.accessentries.risk.Risks;
import io.github.accessentries.token.CachedTokenVerifier;
import io.github.accessentries.token.StsTokenVerifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.sts.StsClient;

/** Examples of the guides for those who look after whole clusters, between markers as they stand there. */
@ExtendWith(FakeEksExtension.class)
class GuideTeamExamplesTest {

    private static final String RBAC = "/apis/rbac.authorization.k8s.io/v1/";

    private static final Map<String, String> OBJECTS = Map.of(
            "/api/v1/namespaces",
            "{\"items\": [{\"metadata\": {\"name\": \"team-a\"}}]}",
            RBAC + "roles",
            "{\"items\": []}",
            RBAC + "clusterroles",
            """
            {"items": [{"metadata": {"name": "reader"},
              "rules": [{"verbs": ["get"], "apiGroups": [""], "resources": ["secrets"]}]}]}""",
            RBAC + "clusterrolebindings",
            "{\"items\": []}",
            RBAC + "rolebindings",
            """
            {"items": [{"metadata": {"name": "readers", "namespace": "team-a"},
              "roleRef": {"kind": "ClusterRole", "name": "reader"}, "subjects": [{"kind": "Group", "name": "team-a"}]}]}""",
            "/api/v1/namespaces/kube-system/configmaps/aws-auth",
            """
            {"kind": "ConfigMap", "data": {"mapRoles":
              "- {rolearn: 'arn:aws:iam::111122223333:role/ops', username: ops, groups: ['system:masters']}"}}""");

    private final KubernetesApi kubernetes = path -> Optional.ofNullable(OBJECTS.get(path.replaceFirst("\\?.*", "")));

    private final List<String> shown = new ArrayList<>();

    @TempDir
    Path directory;

    private void show(Object value) {
        shown.add(value.toString());
    }

    @Test
    void plan(FakeEks fake) {
        fake.createCluster("prod");
        EksClient eks = fake.eksClient();
        StsClient sts = fake.stsClient();
        fake.iam().role("admin");
        fake.iam().role("team-a-dev");
        String yaml = Documentation.block("access: plan");
        // snippet: plan
        DesiredAccess desired = DesiredAccessFile.reader().environment("prod").read(yaml); // or DesiredAccess.builder()

        EksAccessEntries prod = EksAccessEntries.builder()
                .cluster("prod")
                .eksClient(eks)
                .planContext(PlanContext.builder()
                        .caller(() -> sts.getCallerIdentity().arn())
                        .build())
                .build();

        AccessPlan plan = prod.plan(desired);
        show(plan); // the table to read before saying yes: changes in their order, effects, findings

        ApplyReport report = prod.apply(plan); // refuses what could lock somebody out, until it is signed off by name
        report.orThrow(); // an incomplete report is no exception until it is asked to be one
        // end

        assertThat(shown.get(0)).isEqualTo(Documentation.block("output: plan"));
        assertThat(report.isComplete()).as(report.toString()).isTrue();
        assertThat(prod.plan(desired).isEmpty()).isTrue();
    }

    @Test
    void fleet(FakeEks fake) {
        List<String> names = List.of("prod", "stage");
        names.forEach(fake::createCluster);
        EksClient eks = fake.eksClient();
        DesiredAccess desired = DesiredAccess.builder().build();
        // snippet: fleet
        Fleet.Builder clusters = Fleet.builder().parallelism(8);
        for (String name : names) {
            clusters.cluster(
                    name,
                    EksAccessEntries.builder().cluster(name).eksClient(eks).build(),
                    desired);
        }
        Fleet fleet = clusters.build();

        FleetResult<AccessPlan> plans = fleet.plan(); // trouble with one cluster does not stop the others
        show(plans);
        show(fleet.apply(plans, ApplyOptions.defaults()));
        show(fleet.drift()); // for a monitor: Drift.inSync(), Drift.notCompared(), ResultReport.of(drift)
        // end

        assertThat(shown).hasSize(3).allMatch(text -> text.startsWith("2 clusters: "));
    }

    @Test
    void migrate(FakeEks fake) {
        fake.createCluster("prod", AuthenticationMode.CONFIG_MAP);
        fake.iam().role("ops");
        EksAccessEntries prod = EksAccessEntries.builder()
                .cluster("prod")
                .eksClient(fake.eksClient())
                .clock(fake.clock())
                .sleeper(fake::advance)
                .planContext(PlanContext.builder()
                        .awsAuth(() -> AwsAuth.read(kubernetes))
                        .build())
                .build();
        Path backup = directory.resolve("aws-auth.json");
        // snippet: migrate
        AwsAuthMigration migration =
                AwsAuthMigration.builder().cluster(prod).kubernetes(kubernetes).build();

        MigrationPlan migrationPlan = migration.plan(); // each mapping's fate, and the proof that nobody gains or loses
        show(migrationPlan);
        migration.makeEntries(backup, ApplyOptions.defaults(), this::show); // beside the ConfigMap, which stays
        migration.leaveConfigMap(SignOff.none(), this::show); // mode API; refused while anything is unproven
        // end

        assertThat(migrationPlan.isProven()).isTrue();
        assertThat(prod.authenticationMode()).isEqualTo(AuthenticationMode.API);
        assertThat(shown.get(0)).endsWith("Proven: no permission changes.");
    }

    @Test
    void review(FakeEks fake) throws Exception {
        FakeCluster cluster = fake.createCluster("prod");
        FakePrincipal developer = fake.iam().role("team-a-dev");
        cluster.accessEntries()
                .grant(developer.arn())
                .allow(AccessPolicy.VIEW)
                .inNamespaces("team-a")
                .groups("team-a")
                .apply();
        List<AccessEntry> entries = cluster.accessEntries().list();
        KubernetesUser user = cluster.login(developer).user();
        Path page = directory.resolve("access.html");
        // snippet: review
        RbacObjects rbac = RbacObjects.read(kubernetes); // or RbacObjects.parse(text) of a list of each kind
        AwsAuth awsAuth = AwsAuth.read(kubernetes);
        AccessModel model = ClusterAccess.builder()
                .entries(entries)
                .rbac(rbac)
                .awsAuth(awsAuth)
                .build();

        model.whoCan(AccessRequest.of("get", "secrets").inNamespace("team-a"))
                .forEach(holder -> show(holder.summary())); // Group "ops": group ops by ClusterRoleBinding ops-view
        show(PermissionListing.of(model.permissionsOf(user))); // kubectl auth can-i --list, with access policies
        AccessModel later =
                ClusterAccess.builder().from(model).entries(List.of()).build();
        show(model.compare(later)); // what everybody would gain and lose, exactly

        List<Risk> risks = Risks.of(model, rbac, awsAuth); // the most urgent first, with remedies
        AccessReport report = AccessReport.of(model).with(risks);
        Files.writeString(
                page, report.render(ReportFormat.HTML)); // one page; or TEXT, MARKDOWN, CSV, JSON, SARIF, DOT, MERMAID
        // end

        assertThat(shown)
                .anyMatch(line ->
                        line.contains("role/team-a-dev") && line.contains("group team-a by RoleBinding readers"));
        assertThat(shown).last().asString().contains("- ");
        assertThat(risks).isNotEmpty();
        assertThat(page).content().contains("team-a-dev");
    }

    @Test
    void live(FakeEks fake) {
        FakeCluster cluster = fake.createCluster("prod");
        FakePrincipal developer = fake.iam().role("team-a-dev");
        EksAccessEntries prod = EksAccessEntries.builder()
                .cluster("prod")
                .eksClient(fake.eksClient())
                .build();
        prod.grant(developer.arn()).groups("team-a").apply();
        SdkHttpClient http = fake.sdkHttpClient();
        KubernetesUser user = cluster.login(developer).user();
        // snippet: live
        LiveAccess live = LiveAccess.start(prod, kubernetes); // reads now, then follows; kubernetes is made below
        TokenVerifier verifier = CachedTokenVerifier.of(
                StsTokenVerifier.builder().httpClient(http).build()); // one call to STS per token

        Authenticator authenticator = IamAuthenticator.builder()
                .clusterName("prod")
                .verifier(verifier)
                .mapper(live.mapper()) // entries, then aws-auth, as the cluster's mode says
                .build();
        Authorizer authorizer = live.authorizer(); // always asks the newest model
        // end

        try (live) {
            assertThat(authenticator.authenticate("nonsense").isAuthenticated()).isFalse();
            assertThat(authorizer
                            .decide(user, AccessRequest.of("get", "secrets").inNamespace("team-a"))
                            .allowed())
                    .isTrue();
            assertThat(prod.principals()).contains(PrincipalArn.role("111122223333", "team-a-dev"));
        }
    }
}
