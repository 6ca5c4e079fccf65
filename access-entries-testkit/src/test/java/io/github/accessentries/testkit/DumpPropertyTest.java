package io.github.accessentries.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.accessentries.AccessDeniedException;
import io.github.accessentries.AccessPolicy;
import io.github.accessentries.AccessScope;
import io.github.accessentries.AuthenticationMode;
import io.github.accessentries.EntryType;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.authn.KubernetesUser;
import io.github.accessentries.authz.AccessModel;
import io.github.accessentries.authz.AccessRequest;
import io.github.accessentries.authz.Decision;
import io.github.accessentries.authz.RbacBinding;
import io.github.accessentries.authz.RbacRole;
import io.github.accessentries.authz.RbacSubject;
import io.github.accessentries.authz.Rule;
import io.github.accessentries.authz.Subject;
import io.github.accessentries.awsauth.AwsAuth;
import io.github.accessentries.iac.AccessDump;
import io.github.accessentries.iac.ClusterDump;
import io.github.accessentries.kubernetes.ApiClientKubernetesApi;
import io.github.accessentries.kubernetes.KubernetesApi;
import io.github.accessentries.manage.AccessEntries;
import io.github.accessentries.manage.Grant;
import io.github.accessentries.plan.AccessPlan;
import io.github.accessentries.plan.DesiredAccess;
import io.github.accessentries.rbac.ClusterReading;
import io.github.accessentries.rbac.RbacObjects;
import io.github.accessentries.report.AccessReport;
import io.github.accessentries.report.ReportFormat;
import io.github.accessentries.risk.Risk;
import io.github.accessentries.risk.Risks;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Random clusters, live and as their dumps tell them; and dumps that lack an answer, beside the live cluster. */
@Tag("slow")
class DumpPropertyTest {

    private static final List<AccessPolicy> POLICIES =
            List.of(AccessPolicy.CLUSTER_ADMIN, AccessPolicy.ADMIN, AccessPolicy.EDIT, AccessPolicy.VIEW);
    private static final List<AccessScope> SCOPES =
            List.of(AccessScope.clusterWide(), AccessScope.namespaces("default"), AccessScope.namespaces("d*", "gone"));
    private static final List<String> GROUPS = List.of("red", "blue", "green");
    private static final List<AccessRequest> REQUESTS = List.of(
            AccessRequest.of("get", "pods").inNamespace("default"),
            AccessRequest.of("delete", "pods").inNamespace("kube-system"),
            AccessRequest.of("list", "secrets"),
            AccessRequest.of("create", "deployments.apps").inNamespace("gone"));

    private final FakeEks fake = FakeEks.builder().signatureChecks(false).build();

    @AfterEach
    void close() {
        fake.close();
    }

    static LongStream seeds() {
        return LongStream.range(0, 40);
    }

    private record Scene(AccessEntries entries, KubernetesApi kubernetes, ClusterReading reading, DumpedFiles files) {}

    private Scene scene(RandomGenerator random) {
        AuthenticationMode mode = pick(
                List.of(
                        AuthenticationMode.API,
                        AuthenticationMode.API_AND_CONFIG_MAP,
                        AuthenticationMode.API_AND_CONFIG_MAP,
                        AuthenticationMode.CONFIG_MAP),
                random);
        FakeCluster prod = fake.createCluster("prod", mode);
        FakePrincipal admin = fake.iam().role("admin");
        prod.rbac(rbac(random));
        if (mode.usesConfigMap()) {
            prod.awsAuth(awsAuth(admin, random));
        }
        if (mode.usesAccessEntries()) {
            prod.accessEntries()
                    .grant(admin.arn())
                    .allow(AccessPolicy.CLUSTER_ADMIN)
                    .clusterWide()
                    .apply();
            for (int i = random.nextInt(1, 6); i > 0; i--) {
                grant(prod, i, random);
            }
        }
        KubernetesApi kubernetes = ApiClientKubernetesApi.of(prod.apiClient(admin));
        return new Scene(
                prod.accessEntries(),
                kubernetes,
                ClusterReading.read(prod.accessEntries(), kubernetes),
                DumpedFiles.of(fake.eksClient(), "prod", mode.usesAccessEntries(), kubernetes));
    }

    private static void grant(FakeCluster prod, int i, RandomGenerator random) {
        EntryType type = random.nextInt(4) == 0 ? EntryType.EC2_LINUX : EntryType.STANDARD;
        Grant grant = prod.accessEntries()
                .grant(PrincipalArn.role("111122223333", (i % 2 == 0 ? "" : "path/") + "role-" + i))
                .type(type)
                .tag("owner", "us");
        if (type.equals(EntryType.STANDARD)) {
            grant.groups(pick(GROUPS, random));
            if (random.nextBoolean()) {
                grant.username("user-" + random.nextInt(2));
            }
            POLICIES.stream()
                    .filter(policy -> random.nextInt(4) == 0)
                    .forEach(policy -> grant.allow(policy).in(pick(SCOPES, random)));
        }
        grant.apply();
    }

    private static AwsAuth awsAuth(FakePrincipal admin, RandomGenerator random) {
        List<AwsAuth.ArnMapping> mappings = new ArrayList<>();
        mappings.add(AwsAuth.ArnMapping.of(admin.arn().toString(), "admin", List.of("system:masters")));
        for (int i = random.nextInt(4); i > 0; i--) {
            mappings.add(AwsAuth.ArnMapping.of(
                    PrincipalArn.role("111122223333", "role-" + i).toString(),
                    "user-" + i,
                    List.of(pick(GROUPS, random))));
        }
        return AwsAuth.builder().roles(mappings).build();
    }

    private static RbacObjects rbac(RandomGenerator random) {
        RbacObjects.Builder objects = RbacObjects.builder();
        for (int i = random.nextInt(4); i > 0; i--) {
            objects.addRoles(RbacRole.builder()
                    .namespace(random.nextBoolean() ? "default" : null)
                    .name("reader-" + i)
                    .rules(List.of(Rule.builder()
                            .addVerbs("get", "list")
                            .addApiGroups("")
                            .addResources(pick(List.of("pods", "secrets"), random))
                            .build()))
                    .build());
            boolean isOfNamespace = random.nextBoolean();
            objects.addBindings(RbacBinding.builder()
                    .namespace(isOfNamespace ? "default" : null)
                    .name("binding-" + i)
                    .roleKind(isOfNamespace && random.nextBoolean() ? "Role" : "ClusterRole")
                    .role(pick(List.of("reader-1", "reader-2", "view"), random))
                    .subjects(List.of(RbacSubject.builder()
                            .kind("Group")
                            .name(pick(GROUPS, random))
                            .build()))
                    .build());
        }
        return objects.build();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void wholeDump_isLikeTheLiveCluster(long seed) {
        RandomGenerator random = new SplittableRandom(seed);
        Scene scene = scene(random);
        AccessModel live = scene.reading().model();

        ClusterDump dump = AccessDump.parse(scene.files().together(random)).cluster();

        assertThat(dump.faults()).isEmpty();
        assertThat(dump.rbac()).isEqualTo(scene.reading().rbac());
        assertThat(dump.awsAuth()).isEqualTo(scene.reading().mappings().awsAuth());
        assertThat(dump.authenticationMode()).contains(scene.entries().authenticationMode());
        assertThat(dump.accessPolicies()).contains(scene.entries().policies());
        assertThat(dump.entries())
                .containsExactlyInAnyOrderElementsOf(scene.reading().mappings().entries());
        assertThat(live.compare(dump.model()).changes()).isEmpty();
        assertThat(dump.model().subjects()).isEqualTo(live.subjects());
        List<Risk> risks = Risks.of(
                live, scene.reading().rbac(), scene.reading().mappings().awsAuth());
        assertThat(dump.risks()).isEqualTo(risks);
        for (ReportFormat format : ReportFormat.values()) {
            assertThat(dump.report().render(format))
                    .isEqualTo(AccessReport.of(live)
                            .titled("Access to prod")
                            .with(risks)
                            .render(format));
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void dumpWithoutOneAnswer_allowsNothingThatTheClusterDenies_andDeniesNothingForCertainThatItAllows(long seed) {
        RandomGenerator random = new SplittableRandom(seed);
        Scene scene = scene(random);
        AccessModel live = scene.reading().model();
        List<String> names = new ArrayList<>(scene.files().answers.keySet());
        names.remove("policies");
        String lost = pick(names, random);
        scene.files().answers.remove(lost);
        Optional<ClusterDump> read = AccessDump.parse(scene.files().together(random)).clusters().values().stream()
                .findFirst();

        if (read.isEmpty()) {
            assertThat(lost).isEqualTo("cluster");
            return;
        }
        AccessModel dump = read.get().model();
        boolean mattersNothing =
                lost.equals("aws-auth") && !scene.entries().authenticationMode().usesConfigMap();
        assertThat(read.get().faults().isEmpty()).as(lost).isEqualTo(mattersNothing);
        for (Subject subject : live.subjects()) {
            KubernetesUser user = live.userOf(subject).orElseThrow();
            for (AccessRequest request : REQUESTS) {
                Decision truth = live.authorizer().decide(user, request);
                Decision told = dump.authorizer().decide(user, request);
                String context = lost + ": " + subject + ", " + request + ": " + told;
                assertThat(told.allowed() && !truth.allowed()).as(context).isFalse();
                assertThat(!told.allowed() && truth.allowed() && told.doubts().isEmpty())
                        .as(context)
                        .isFalse();
            }
            boolean isSomebodyElse = !dump.userOf(subject).equals(Optional.of(user));
            assertThat(isSomebodyElse
                            && dump.doubts().isEmpty()
                            && dump.doubtsAbout(subject).isEmpty())
                    .as(lost + ": " + subject)
                    .isFalse();
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void plan_againstADump_isThatAgainstTheCluster(long seed) {
        RandomGenerator random = new SplittableRandom(seed);
        Scene scene = scene(random);
        if (!scene.entries().authenticationMode().usesAccessEntries()) {
            return;
        }
        DesiredAccess desired =
                AccessDump.parse(scene.files().together(random)).cluster().desired();
        ClusterDump dump = AccessDump.parse(scene.files().together(random)).cluster();
        assertThat(dump.accessEntries().plan(desired).isEmpty()).isTrue();
        fake.eksClient()
                .deleteAccessEntry(r -> r.clusterName("prod")
                        .principalArn(desired.principals()
                                .get(desired.principals().size() - 1)
                                .arn()));
        DumpedFiles later = DumpedFiles.of(fake.eksClient(), "prod", true, scene.kubernetes());
        AccessEntries offline =
                AccessDump.parse(later.together(random)).cluster().accessEntries();

        AccessPlan plan = offline.plan(desired);

        assertThat(plan.changes())
                .isNotEmpty()
                .isEqualTo(scene.entries().plan(desired).changes());
        assertThatThrownBy(() -> offline.grant(PrincipalArn.role("111122223333", "new"))
                        .groups("red")
                        .apply())
                .isInstanceOf(AccessDeniedException.class)
                .hasMessageContaining("A dump of cluster prod can only be read");
    }

    private static <T> T pick(List<T> list, RandomGenerator random) {
        return list.get(random.nextInt(list.size()));
    }
}
