package io.github.accessentries.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.accessentries.AccessEntriesException;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.authn.Authentication;
import io.github.accessentries.authz.AccessRequest;
import io.github.accessentries.authz.RbacBinding;
import io.github.accessentries.authz.RbacRole;
import io.github.accessentries.authz.Rule;
import io.github.accessentries.eks.EksAccessEntries;
import io.github.accessentries.iac.DesiredAccessFile;
import io.github.accessentries.kubernetes.ApiClientKubernetesApi;
import io.github.accessentries.kubernetes.WritableKubernetesApi;
import io.github.accessentries.plan.AccessPlan;
import io.github.accessentries.plan.ApplyOptions;
import io.github.accessentries.plan.ApplyReport;
import io.github.accessentries.plan.DesiredAccess;
import io.github.accessentries.plan.SignOff;
import io.github.accessentries.rbac.RbacObjects;
import io.github.accessentries.testkit.TroubledCalls.ProcessDied;
import io.github.accessentries.testkit.TroubledCalls.Trouble;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.eks.EksClient;

/**
 * A file with both halves of a team's access, and each single call on either API goes wrong in each way. Whatever happens,
 * planning and applying again finishes the work, and after no call is the cluster without an administrator.
 */
@Tag("slow")
class BothHalvesTroubleTest {

    private static final String HEAD = """
            version: 1
            ownership: {tag: managed-by, value: platform}
            variables: {iam: "arn:aws:iam::111122223333:role"}
            """;

    /** The administrator is one by an access policy. */
    private static final String BY_POLICY = HEAD + """
            entries:
              - principal: ${iam}/old-admin
                policies: [{policy: AmazonEKSClusterAdminPolicy, scope: cluster}]
            """;

    /** The administrator is one by a binding. */
    private static final String BY_BINDING = HEAD + """
            entries:
              - principal: ${iam}/new-admin
                groups: [admins]
              - principal: ${iam}/dev
                groups: [team-a]
                policies: [{policy: AmazonEKSEditPolicy, namespaces: [team-a, team-a-*]}]
            roles:
              - name: pod-reader
                rules: [{apiGroups: [""], resources: [pods, pods/log], verbs: [get, list, watch]}]
              - name: deployer
                namespace: team-a
                rules: [{apiGroups: [apps], resources: [deployments], verbs: ["*"]}]
            bindings:
              - {name: admins, clusterRole: cluster-admin, groups: [admins]}
              - {name: team-a-reads-pods, clusterRole: pod-reader, groups: [team-a]}
              - {name: team-a-deploys, namespace: team-a, role: deployer, groups: [team-a]}
            """;

    /** The same administrator by another binding, and the rest in part. */
    private static final String BY_ANOTHER_BINDING = HEAD + """
            entries:
              - principal: ${iam}/new-admin
                groups: [owners]
              - principal: ${iam}/dev
                groups: [team-b]
            roles:
              - name: pod-reader
                rules: [{apiGroups: [""], resources: [pods], verbs: [get, delete]}]
            bindings:
              - {name: owners, clusterRole: cluster-admin, groups: [owners]}
              - {name: team-a-reads-pods, clusterRole: pod-reader, groups: [team-b]}
            """;

    /** What the cluster is like before, and what it is to become. */
    private enum Way {
        FROM_POLICY_TO_BINDING(BY_POLICY, false, BY_BINDING),
        FROM_DRIFT(BY_BINDING, true, BY_BINDING),
        FROM_BINDING_TO_BINDING(BY_BINDING, false, BY_ANOTHER_BINDING),
        FROM_BINDING_TO_POLICY(BY_BINDING, false, BY_POLICY);

        private final String before;
        private final boolean drifted;
        private final String after;

        Way(String before, boolean drifted, String after) {
            this.before = before;
            this.drifted = drifted;
            this.after = after;
        }
    }

    private static final ApplyOptions MEANT = ApplyOptions.with(SignOff.of("many-removals"));
    private static final String RBAC = "/apis/rbac.authorization.k8s.io/v1/";
    private static final PrincipalArn PIPELINE = PrincipalArn.role("111122223333", "pipeline");
    private static final AccessRequest EVERYTHING =
            AccessRequest.builder().verb("*").apiGroup("*").resource("*").build();

    static Stream<Arguments> waysAndTroubles() {
        return Stream.of(Way.values())
                .flatMap(way -> Stream.of(Trouble.values()).map(trouble -> Arguments.of(way, trouble)));
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("waysAndTroubles")
    void apply_eachCallOnEitherApiInTrouble_isFinishedByASecondRun(Way way, Trouble trouble) {
        TroubledCalls undisturbed = run(way, trouble, 0);
        assertThat(undisturbed.changes()).isNotEmpty();
        for (int call = 1; call <= undisturbed.count(); call++) {
            // A read fails in one manner only, and the reads of all ways are alike.
            boolean isReadInTrouble = trouble == Trouble.FAIL && way == Way.FROM_DRIFT;
            if (isReadInTrouble || undisturbed.changes().contains(call)) {
                run(way, trouble, call);
            }
        }
    }

    /** The calls of the first apply. */
    private static TroubledCalls run(Way way, Trouble trouble, int troubledCall) {
        FakeClock clock = FakeClock.at(Instant.parse("2026-10-01T10:00:00Z"));
        try (FakeEks fake =
                FakeEks.builder().clock(clock).signatureChecks(false).build()) {
            FakeCluster cluster = fake.createCluster("prod");
            WritableKubernetesApi api = api(fake, cluster);
            EksAccessEntries undisturbed = entries(fake.eksClient(), api, clock);
            DesiredAccess desired = prepare(way, undisturbed, api);
            AccessPlan plan = undisturbed.plan(desired);
            String context = way + ", " + trouble + " at call " + troubledCall + " of\n" + plan;
            assertThat(plan.isEmpty()).as(context).isFalse();
            Runnable watch = () -> assertTrue(hasAdministrator(fake, cluster), () -> "no administrator: " + context);

            TroubledCalls calls = new TroubledCalls(troubledCall, trouble, watch);
            try (EksClient client = PlanTroubleTest.client(new TroubledHttpClient(fake.sdkHttpClient(), calls))) {
                ApplyReport report = entries(client, new TroubledKubernetesApi(api, calls), clock)
                        .apply(plan, MEANT);
                if (troubledCall == 0) {
                    assertThat(report.isComplete()).as(context + report).isTrue();
                }
            } catch (AccessEntriesException | ProcessDied e) {
                assertThat(troubledCall).as(() -> context + e).isPositive();
            }

            TroubledCalls well = new TroubledCalls(0, trouble, watch);
            try (EksClient client = PlanTroubleTest.client(new TroubledHttpClient(fake.sdkHttpClient(), well))) {
                EksAccessEntries again = entries(client, new TroubledKubernetesApi(api, well), clock);
                AccessPlan rest = again.plan(desired);
                assertThat(again.apply(rest, MEANT).isComplete())
                        .as(context + rest)
                        .isTrue();
                assertThat(again.plan(desired).changes()).as(context).isEmpty();
            }
            return calls;
        }
    }

    private static DesiredAccess prepare(Way way, EksAccessEntries entries, WritableKubernetesApi api) {
        DesiredAccess before = DesiredAccessFile.reader().read(way.before);
        entries.apply(entries.plan(before), MEANT).orThrow();
        if (way.drifted) {
            tamper(api, "clusterroles/pod-reader", "\"pods\"", "\"secrets\"");
            tamper(api, "clusterrolebindings/team-a-reads-pods", "\"name\":\"team-a\"", "\"name\":\"strangers\"");
            api.delete(RBAC + "namespaces/team-a/roles/deployer", "{}");
            entries.declare(PrincipalArn.role("111122223333", "dev"))
                    .groups("other")
                    .apply();
        }
        return DesiredAccessFile.reader().read(way.after);
    }

    private static void tamper(WritableKubernetesApi api, String object, String what, String with) {
        String path = RBAC + object;
        String before = api.get(path).orElseThrow();
        assertThat(before).contains(what);
        api.replace(path, before.replace(what, with));
    }

    /** Whoever applies may write RBAC, and is no administrator. */
    private static WritableKubernetesApi api(FakeEks fake, FakeCluster cluster) {
        FakePrincipal pipeline = fake.iam().role("pipeline");
        fake.iam().role("old-admin");
        fake.iam().role("new-admin");
        fake.iam().role("dev");
        EksAccessEntries.builder()
                .cluster("prod")
                .eksClient(fake.eksClient())
                .build()
                .grant(PIPELINE)
                .groups("pipelines")
                .apply();
        Rule writes = Rule.builder()
                .addApiGroups("rbac.authorization.k8s.io")
                .addResources("*")
                .addVerbs("get", "list", "create", "update", "delete", "bind", "escalate")
                .build();
        Rule reads = Rule.builder()
                .addApiGroups("")
                .addResources("namespaces", "configmaps")
                .addVerbs("get", "list")
                .build();
        cluster.rbac(RbacObjects.builder()
                .addRoles(RbacRole.clusterRole("pipelines", writes, reads))
                .addBindings(RbacBinding.clusterWide("pipelines", "pipelines", "pipelines"))
                .addNamespaces("team-a")
                .build());
        return ApiClientKubernetesApi.of(cluster.apiClient(pipeline));
    }

    /** Asks the cluster itself, as whoever logs in would find it. */
    private static boolean hasAdministrator(FakeEks fake, FakeCluster cluster) {
        return Stream.of("old-admin", "new-admin")
                .map(name -> cluster.login(fake.iam().role(name)))
                .filter(Authentication::isAuthenticated)
                .anyMatch(login ->
                        cluster.authorizer().decide(login.user(), EVERYTHING).allowed());
    }

    private static EksAccessEntries entries(EksClient client, WritableKubernetesApi api, FakeClock clock) {
        return InFakeTime.prod(client, clock)
                .propagationPatience(Duration.ofSeconds(30))
                .kubernetes(api)
                .build();
    }
}
