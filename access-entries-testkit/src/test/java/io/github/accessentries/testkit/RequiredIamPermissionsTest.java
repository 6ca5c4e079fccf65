package io.github.accessentries.testkit;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.accessentries.AccessDeniedException;
import io.github.accessentries.AccessPolicy;
import io.github.accessentries.AuthenticationMode;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.awsauth.AwsAuth;
import io.github.accessentries.eks.EksAccessEntries;
import io.github.accessentries.eks.LibraryUse;
import io.github.accessentries.eks.RequiredClusterRole;
import io.github.accessentries.iac.DesiredAccessFile;
import io.github.accessentries.kubernetes.ApiClientKubernetesApi;
import io.github.accessentries.kubernetes.Kubeconfig;
import io.github.accessentries.kubernetes.KubernetesApi;
import io.github.accessentries.migration.AwsAuthMigration;
import io.github.accessentries.plan.ApplyOptions;
import io.github.accessentries.plan.Finding;
import io.github.accessentries.plan.IncompleteApplyException;
import io.github.accessentries.plan.SignOff;
import io.github.accessentries.planning.PlanContext;
import io.github.accessentries.rbac.RbacObjects;
import io.github.accessentries.testkit.trail.RecordedCall;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.eks.model.EksException;

/** Each use of the library needs exactly the actions that it says it needs. */
class RequiredIamPermissionsTest {

    private static final String AWS_AUTH = """
            {"kind": "ConfigMap", "metadata": {"name": "aws-auth"}, "data": {"mapRoles":
              "- {rolearn: 'arn:aws:iam::111122223333:role/ops', username: ops, groups: ['system:masters']}"}}""";

    private static final ApplyOptions ALL_MEANT = ApplyOptions.with(
            SignOff.of(Stream.of(Finding.Kind.values()).map(Finding.Kind::id).toArray(String[]::new)));

    @TempDir
    static Path directory;

    /** A fake on which the caller does one thing. */
    private static final class Place implements AutoCloseable {

        final FakeClock clock = FakeClock.at(Instant.parse("2026-10-01T10:00:00Z"));
        final FakeEks fake = FakeEks.builder().clock(clock).build();
        final FakeCluster cluster;
        final FakePrincipal caller = fake.iam().role("operator");
        final PrincipalArn dev = fake.iam().role("dev").arn();
        final PrincipalArn old = fake.iam().role("old").arn();
        final PrincipalArn admin = fake.iam().role("admin").arn();
        final KubernetesApi kubernetes = path -> Optional.of(path.contains("aws-auth") ? AWS_AUTH : "{\"items\": []}");

        Place(AuthenticationMode mode) {
            cluster = fake.createCluster("prod", mode);
            fake.iam().role("ops");
            if (mode == AuthenticationMode.CONFIG_MAP) {
                cluster.rbac(RbacObjects.read(kubernetes)).awsAuth(AwsAuth.parseConfigMap(AWS_AUTH));
            } else {
                grantBefore();
            }
            fake.clearCalls();
        }

        private void grantBefore() {
            var entries = cluster.accessEntries();
            entries.grant(admin).allow(AccessPolicy.CLUSTER_ADMIN).clusterWide().apply();
            entries.grant(caller.arn())
                    .allow(AccessPolicy.CLUSTER_ADMIN)
                    .clusterWide()
                    .apply();
            entries.grant(old)
                    .allow(AccessPolicy.VIEW)
                    .clusterWide()
                    .groups("a", "b")
                    .tag("owner", "x")
                    .tag("why", "y")
                    .apply();
        }

        EksClient client() {
            return fake.eksClient(caller.credentials());
        }

        EksAccessEntries prod() {
            return InFakeTime.prod(client(), clock)
                    .planContext(PlanContext.builder()
                            .caller(caller.arn().arn())
                            .awsAuth(() -> AwsAuth.read(kubernetes))
                            .build())
                    .build();
        }

        Set<String> actions() {
            Set<String> actions = new TreeSet<>();
            for (RecordedCall call : fake.calls()) {
                if (call.userIdentity().issuerArn().equals(caller.arn().arn())
                        && !call.eventSource().startsWith("sts")) {
                    actions.add(call.eventSource().replaceAll("\\..*", "") + ":" + call.eventName());
                }
            }
            return actions;
        }

        @Override
        public void close() {
            fake.close();
        }
    }

    private interface Run {
        void by(Place place);
    }

    private static final Map<LibraryUse, Run> RUNS = new EnumMap<>(Map.of(
            LibraryUse.READING, RequiredIamPermissionsTest::read,
            LibraryUse.MANAGING, RequiredIamPermissionsTest::manage,
            LibraryUse.PLANNING, RequiredIamPermissionsTest::plan,
            LibraryUse.APPLYING, RequiredIamPermissionsTest::apply,
            LibraryUse.CHANGING_MODE, RequiredIamPermissionsTest::changeMode,
            LibraryUse.MIGRATING, RequiredIamPermissionsTest::migrate,
            LibraryUse.CONNECTING, RequiredIamPermissionsTest::connect));

    private static void read(Place place) {
        EksAccessEntries prod = place.prod();
        assertThat(prod.list()).hasSize(3);
        assertThat(prod.find(place.old)).isPresent();
        assertThat(prod.principals()).hasSize(3);
        assertThat(prod.policies()).isNotEmpty();
        assertThat(prod.authenticationMode()).isEqualTo(AuthenticationMode.API_AND_CONFIG_MAP);
    }

    private static void manage(Place place) {
        EksAccessEntries prod = place.prod();
        refused(() -> prod.grant(place.dev)
                .allow(AccessPolicy.of("AmazonEKSMisspeltPolicy"))
                .clusterWide()
                .apply());
        prod.grant(place.dev)
                .allow(AccessPolicy.EDIT)
                .inNamespaces("team-a")
                .tag("owner", "a")
                .apply();
        prod.declare(place.old).groups("c").tag("owner", "z").apply();
        prod.withdraw(place.dev)
                .policy(AccessPolicy.EDIT)
                .everywhere()
                .tags("owner")
                .apply();
        assertThat(prod.revoke(place.old)).isTrue();
        assertThat(prod.revoke(place.admin)).isTrue();
    }

    /** What is misspelt is looked up before it is refused. */
    private static void refused(ThrowingCallable misspelt) {
        Throwable refusal = catchThrowable(misspelt);
        if (refusal instanceof AccessDeniedException denied) {
            throw denied;
        }
        assertThat(refusal).hasMessageContaining("AmazonEKSMisspeltPolicy does not exist");
    }

    private static final String LESS = """
            version: 1
            ownership: all
            entries:
              - principal: arn:aws:iam::111122223333:role/admin
                policies: [{policy: AmazonEKSClusterAdminPolicy, scope: cluster}]
              - principal: arn:aws:iam::111122223333:role/operator
                policies: [{policy: AmazonEKSClusterAdminPolicy, scope: cluster}]
              - principal: arn:aws:iam::111122223333:role/dev
                policies: [{policy: AmazonEKSEditPolicy, namespaces: [team-a]}]
            """;

    private static final String DESIRED = LESS + """
              - principal: arn:aws:iam::111122223333:role/old
                groups: [c]
                tags: {owner: z}
            """;

    private static void plan(Place place) {
        refused(() -> place.prod()
                .plan(DesiredAccessFile.reader()
                        .read(DESIRED.replace("AmazonEKSEditPolicy", "AmazonEKSMisspeltPolicy"))));
        assertThat(place.prod().plan(DesiredAccessFile.reader().read(DESIRED)).isEmpty())
                .isFalse();
    }

    private static void apply(Place place) {
        EksAccessEntries prod = place.prod();
        plan(place);
        for (String yaml : List.of(DESIRED, LESS)) {
            prod.apply(prod.plan(DesiredAccessFile.reader().read(yaml)), ALL_MEANT)
                    .orThrow();
        }
    }

    private static void changeMode(Place place) {
        SignOff all = ALL_MEANT.signOff();
        place.prod().enableAccessEntries(all, line -> {});
        place.prod().requireAccessEntries(all, line -> {});
    }

    private static void migrate(Place place) {
        AwsAuthMigration migration = AwsAuthMigration.builder()
                .cluster(place.prod())
                .kubernetes(place.kubernetes)
                .build();
        try {
            Path backup = Files.createTempDirectory(directory, "backup").resolve("aws-auth.json");
            migration.makeEntries(backup, ALL_MEANT, line -> {}).orThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        migration.leaveConfigMap(ALL_MEANT.signOff(), line -> {});
    }

    private static void connect(Place place) {
        assertThat(Kubeconfig.of(
                        place.client().describeCluster(r -> r.name("prod")).cluster()))
                .isNotNull();
    }

    private static Place placeOf(LibraryUse use) {
        boolean old = use == LibraryUse.CHANGING_MODE || use == LibraryUse.MIGRATING;
        return new Place(old ? AuthenticationMode.CONFIG_MAP : AuthenticationMode.API_AND_CONFIG_MAP);
    }

    static Set<LibraryUse> uses() {
        return RUNS.keySet();
    }

    @ParameterizedTest
    @MethodSource("uses")
    void eachUse_callsExactlyWhatItSays(LibraryUse use) {
        try (Place place = placeOf(use)) {
            requireNonNull(RUNS.get(use)).by(place);

            assertThat(place.actions()).as(use.toString()).containsExactlyElementsOf(use.actions());
        }
    }

    /** Whatever is denied is named, and nobody takes a denial for something else. */
    @ParameterizedTest
    @MethodSource("uses")
    void eachUse_failsByName_ifOneOfItsActionsIsDenied(LibraryUse use) {
        for (String action : use.actions()) {
            try (Place place = placeOf(use)) {
                place.fake.iam().deny(place.caller.arn(), action);

                Throwable failure =
                        catchThrowable(() -> requireNonNull(RUNS.get(use)).by(place));

                // A plan that was applied in part has the refusal in its report; connecting is a call of the SDK's own.
                assertThat(failure)
                        .as(use + " without " + action)
                        .isInstanceOfAny(
                                AccessDeniedException.class, IncompleteApplyException.class, EksException.class)
                        .hasMessageContaining("is not authorized to perform: " + action);
            }
        }
    }

    @Test
    void usesThatAreNotRunHere_haveTheirReasons() {
        // The first two are those of services that the fake does not play for callers; whoever follows goes on after a
        // refusal.
        assertThat(EnumSet.complementOf(EnumSet.copyOf(RUNS.keySet())))
                .containsExactlyInAnyOrder(
                        LibraryUse.FINDING_PRINCIPALS,
                        LibraryUse.LOOKING_UP_TRAIL,
                        LibraryUse.RECOVERING,
                        LibraryUse.AUTHENTICATING,
                        LibraryUse.READING_RBAC,
                        LibraryUse.FOLLOWING,
                        LibraryUse.APPLYING_RBAC);
        assertThat(LibraryUse.AUTHENTICATING.actions()).isEmpty();
        assertThat(LibraryUse.LOOKING_UP_TRAIL.actions()).containsExactly("cloudtrail:LookupEvents");
    }

    /** The rules of the ClusterRole are all that reading takes, on a cluster that refuses everything else. */
    @Test
    void readingRbac_needsTheRoleAndNothingElse() {
        try (FakeEks eks = FakeEks.create()) {
            FakeCluster prod = eks.createCluster("prod");
            FakePrincipal reader = eks.iam().role("reader");
            prod.accessEntries().grant(reader.arn()).groups("readers").apply();
            String role =
                    RequiredClusterRole.of("readers", LibraryUse.READING_RBAC).toString();
            String binding = """
                    apiVersion: rbac.authorization.k8s.io/v1
                    kind: ClusterRoleBinding
                    metadata: {name: readers}
                    roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: readers}
                    subjects: [{apiGroup: rbac.authorization.k8s.io, kind: Group, name: readers}]
                    """;
            prod.rbac(RbacObjects.parse(role + "---\n" + binding));
            KubernetesApi kubernetes = ApiClientKubernetesApi.of(prod.apiClient(reader));

            assertThat(RbacObjects.read(kubernetes).faults()).isEmpty();
            assertThat(AwsAuth.read(kubernetes)).isNotNull();

            Set<String> asked = new TreeSet<>();
            prod.calls().forEach(call -> {
                assertThat(call.allowed()).as(call.toString()).isTrue();
                asked.add(call.verb() + " " + call.resource());
            });
            assertThat(asked)
                    .containsExactly(
                            "get configmaps",
                            "list clusterrolebindings",
                            "list clusterroles",
                            "list namespaces",
                            "list rolebindings",
                            "list roles");
        }
    }

    /** The table on the page is the one of the code. */
    @Test
    void page_hasTheSameTable() throws IOException {
        StringBuilder table = new StringBuilder();
        for (LibraryUse use : LibraryUse.values()) {
            String actions =
                    use.actions().stream().map(action -> "`" + action + "`").collect(Collectors.joining(", "));
            table.append("| `")
                    .append(use)
                    .append("` | ")
                    .append(use.sentence())
                    .append(" | ")
                    .append(actions.isEmpty() ? "nothing" : actions)
                    .append(" | ")
                    .append(RequiredClusterRole.of("a", use).isNeeded() ? "yes" : "no")
                    .append(" |\n");
        }
        assertThat(Documentation.file("docs/reference/permissions.md"))
                .content()
                .contains(table);
    }
}
