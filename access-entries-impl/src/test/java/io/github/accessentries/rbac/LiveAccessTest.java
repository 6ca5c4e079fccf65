package io.github.accessentries.rbac;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.accessentries.AccessDeniedException;
import io.github.accessentries.AccessEntry;
import io.github.accessentries.AccessPolicy;
import io.github.accessentries.AccessScope;
import io.github.accessentries.AuthenticationMode;
import io.github.accessentries.ErrorContext;
import io.github.accessentries.PolicyAssociation;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.UnavailableException;
import io.github.accessentries.authn.IamIdentity;
import io.github.accessentries.authn.KubernetesUser;
import io.github.accessentries.authn.Mapped;
import io.github.accessentries.authn.Unmapped;
import io.github.accessentries.authz.AccessModel;
import io.github.accessentries.authz.AccessRequest;
import io.github.accessentries.authz.Authorizer;
import io.github.accessentries.authz.Decision;
import io.github.accessentries.authz.RbacRole;
import io.github.accessentries.authz.Reason;
import io.github.accessentries.awsauth.AwsAuth;
import io.github.accessentries.internal.following.ScriptedApi;
import io.github.accessentries.internal.waiting.AgeClock;
import io.github.accessentries.kubernetes.ApiClientKubernetesApi;
import io.github.accessentries.kubernetes.FakeApiServer;
import io.github.accessentries.kubernetes.KubernetesApi;
import io.github.accessentries.mapping.ListedEntries;
import io.github.accessentries.policy.PolicyCatalogue;
import io.github.accessentries.snapshot.RefreshListener;
import io.github.accessentries.snapshot.RefreshedSnapshot;
import io.github.accessentries.snapshot.Snapshot;
import io.github.accessentries.snapshot.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LiveAccessTest {

    private static final String RBAC = "/apis/rbac.authorization.k8s.io/v1/";
    private static final String NONE = "{\"metadata\":{},\"items\":[]}";
    private static final PrincipalArn DEV = PrincipalArn.role("111122223333", "team/dev");
    private static final KubernetesUser ANA = KubernetesUser.builder()
            .username("ana")
            .addGroup("team-a")
            .putExtra(KubernetesUser.CANONICAL_ARN, List.of(DEV.canonical()))
            .build();
    private static final AccessRequest READ = AccessRequest.of("list", "pods").inNamespace("team-a");
    private static final AccessRequest WRITE =
            AccessRequest.of("create", "deployments.apps").inNamespace("team-a");

    private final List<AccessEntry> entries = new ArrayList<>();
    private AuthenticationMode mode = AuthenticationMode.API_AND_CONFIG_MAP;
    private final ListedEntries prod = new ListedEntries(() -> entries, () -> mode, call -> {});
    private final FakeApiServer server = new FakeApiServer()
            .answer("/api/v1/namespaces?limit=500", "{\"items\":[{\"metadata\":{\"name\":\"team-a\"}}]}")
            .answer(RBAC + "clusterroles?limit=500", """
                    {"kind":"ClusterRoleList","metadata":{"resourceVersion":"7"},"items":[
                     {"metadata":{"name":"reader","uid":"1","shardedBy":"moon"},
                      "rules":[{"verbs":["get","list"],"apiGroups":[""],"resources":["pods"],"phase":3}]}]}""")
            .answer(RBAC + "roles?limit=500", NONE)
            .answer(RBAC + "clusterrolebindings?limit=500", NONE)
            .answer(RBAC + "rolebindings?limit=500", """
                    {"items":[{"metadata":{"name":"team-reads","namespace":"team-a"},
                      "roleRef":{"apiGroup":"rbac.authorization.k8s.io","kind":"ClusterRole","name":"reader"},
                      "subjects":[{"kind":"Group","name":"team-a"}]}]}""");
    private final KubernetesApi kubernetes = ApiClientKubernetesApi.of(server.client());
    private final VirtualTime time = new VirtualTime();

    private LiveAccess start() {
        return LiveAccess.builder(prod)
                .kubernetes(kubernetes)
                .interval(Duration.ofSeconds(30))
                .jitter(0)
                .clock(time)
                .scheduler(time.scheduler())
                .blocking(Runnable::run)
                .start();
    }

    private static AccessEntry entry() {
        return AccessEntry.builder()
                .cluster("prod")
                .principal(DEV)
                .username("ana")
                .addPolicies(PolicyAssociation.of(AccessPolicy.EDIT, AccessScope.namespaces("team-a")))
                .build();
    }

    private static IamIdentity identity() {
        return IamIdentity.builder()
                .arn(DEV.canonical())
                .canonicalArn(DEV.canonical())
                .accountId("111122223333")
                .principalId("AROADEV")
                .accessKeyId("ASIAEXAMPLEEXAMPLE00")
                .build();
    }

    @Test
    void read_joinsEntriesConfigMapAndRbacOfTheCluster() {
        entries.add(entry());

        AccessModel model = ClusterAccess.read(prod, kubernetes);

        assertThat(model.entries()).containsExactly(entry());
        assertThat(model.namespaces()).containsExactly("team-a");
        assertThat(model.authorizer().decide(ANA, READ).reasons())
                .extracting(Reason::text)
                .anySatisfy(text -> assertThat(text)
                        .isEqualTo("RBAC: allowed by RoleBinding \"team-reads/team-a\" of ClusterRole \"reader\""
                                + " to Group \"team-a\""))
                .anySatisfy(text -> assertThat(text).startsWith("EKS Access Policy: allowed by RoleBinding"));
    }

    @Test
    void rbac_isReadFromTheApiWithEachFaultAtItsPlace() {
        server.answer(RBAC + "roles?limit=500", """
                {"items":[{"metadata":{"name":"whole","namespace":"team-a"},
                           "rules":[{"verbs":[],"resources":["pods"]},{"verbs":["get"],"apiGroups":[""],"resources":["pods"]}]},
                          {"metadata":{"name":"homeless"}},
                          {"metadata":{}}]}""");

        RbacObjects objects = RbacObjects.read(kubernetes);

        assertThat(objects.roles()).extracting(RbacRole::name).containsExactly("reader", "whole");
        assertThat(objects.roles().get(1).rules())
                .as("a rule without verbs allows nothing, and is held as it is")
                .hasSize(2);
        assertThat(objects.faults())
                .satisfiesExactly(
                        fault -> assertThat(fault).startsWith(RBAC + "roles, item 2: Role homeless has no namespace"),
                        fault -> assertThat(fault).isEqualTo(RBAC + "roles, item 3: Role has no name"));
    }

    @Test
    void bindingOfARoleThatTheClusterDoesNotHave_isNoFault_whereAllHasBeenRead() {
        server.answer(RBAC + "clusterroles?limit=500", "{\"items\":[]}");

        RbacObjects objects = RbacObjects.read(kubernetes);

        assertThat(objects.faults()).isEmpty();
        assertThat(objects.withoutEffect())
                .singleElement()
                .asString()
                .contains("refers to ClusterRole reader, which does not exist");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5})
    void roleThatIsMadeWithItsBindingWhileTheListsAreRead_isNoMissingRole(int before) {
        List<String> asked = new ArrayList<>();
        String none = "{\"items\":[]}";
        KubernetesApi changing = path -> {
            asked.add(path);
            boolean made = asked.size() > before;
            if (path.contains("rbac") && path.contains("/cluster") && made) {
                return kubernetes.get(path);
            }
            return Optional.of(none);
        };
        server.answer(RBAC + "clusterrolebindings?limit=500", """
                {"items":[{"metadata":{"name":"all-read"},
                  "roleRef":{"apiGroup":"rbac.authorization.k8s.io","kind":"ClusterRole","name":"reader"},
                  "subjects":[{"kind":"Group","name":"team-a"}]}]}""");

        RbacObjects objects = RbacObjects.read(changing);

        assertThat(asked).hasSize(5);
        assertThat(objects.withoutEffect()).isEmpty();
        assertThat(objects.faults()).isEmpty();
    }

    @Test
    void awsAuth_isReadFromTheApi_andIsNoneWithoutTheConfigMap() {
        assertThat(AwsAuth.read(kubernetes)).isEqualTo(AwsAuth.none());

        server.answer("/api/v1/namespaces/kube-system/configmaps/aws-auth", """
                {"kind":"ConfigMap","immutable":false,"metadata":{"name":"aws-auth","inventedIn":"1.99"},
                 "data":{"mapRoles":"- rolearn: arn:aws:iam::111122223333:role/dev\\n  username: dev\\n  groups: [a]\\n"}}""");

        assertThat(AwsAuth.read(kubernetes).roles())
                .containsExactly(AwsAuth.ArnMapping.of("arn:aws:iam::111122223333:role/dev", "dev", List.of("a")));

        server.answer("/api/v1/namespaces/kube-system/configmaps/aws-auth", 403, "{}");
        assertThatThrownBy(() -> AwsAuth.read(kubernetes)).isInstanceOf(AccessDeniedException.class);
    }

    @Test
    void live_changesActWithinOneRefresh_inMapperAndAuthorizerAlike() {
        try (LiveAccess live = start()) {
            Authorizer authorizer = live.authorizer();
            assertThat(live.mapper().map(identity())).isEqualTo(new Unmapped());
            assertThat(authorizer.decide(ANA, READ).allowed()).isTrue();
            assertThat(authorizer.decide(ANA, WRITE).allowed()).isFalse();

            entries.add(entry());
            time.advance(Duration.ofSeconds(30));
            assertThat(live.mapper().map(identity())).isInstanceOf(Mapped.class);
            assertThat(authorizer.decide(ANA, WRITE).allowed()).isTrue();

            entries.clear();
            server.answer(RBAC + "rolebindings?limit=500", NONE);
            live.refresh();
            assertThat(live.mapper().map(identity())).isEqualTo(new Unmapped());
            assertThat(authorizer.decide(ANA, READ).allowed()).isFalse();
        }
    }

    @Test
    void live_compilesOnlyWhenSomethingChanged() {
        try (LiveAccess live = start()) {
            AccessModel first = live.model().get();
            time.advance(Duration.ofMinutes(5));
            assertThat(live.model().get()).isSameAs(first);
            assertThat(live.model().age()).contains(Duration.ZERO);

            mode = AuthenticationMode.API;
            time.advance(Duration.ofSeconds(30));
            assertThat(live.model().get()).isNotSameAs(first);
        }
    }

    @Test
    void live_keepsTheRulesThatStay_andGoesByItsCatalogue() {
        PolicyCatalogue onlyReading = PolicyCatalogue.parse("""
                asOf: "2026-11"
                policies:
                - name: AmazonEKSEditPolicy
                  intendedFor: Reading.
                  source: this test
                  rulesComplete: true
                  rules:
                  - {apiGroups: [""], resources: [pods], verbs: [list]}
                """);
        try (LiveAccess live = LiveAccess.builder(prod)
                .kubernetes(kubernetes)
                .catalogue(onlyReading)
                .start()) {
            RuleIndex before = rulesOfTheBinding(live.model().get());

            entries.add(entry());
            live.refresh();

            assertThat(rulesOfTheBinding(live.model().get())).isSameAs(before);
            assertThat(live.authorizer().decide(ANA, READ).reasons()).hasSize(2);
            assertThat(live.authorizer().decide(ANA, WRITE).allowed()).isFalse();
        }
    }

    private static RuleIndex rulesOfTheBinding(AccessModel model) {
        return ((ClusterModel) model).rbac().ofGroup("team-a").all().get(0).rules();
    }

    @Test
    void live_outageOfTheCluster_stopsNobodyUntilTheBound() {
        try (LiveAccess live = start()) {
            server.answer(RBAC + "rolebindings?limit=500", 503, "");
            time.advance(Duration.ofMinutes(14));

            assertThat(live.authorizer().decide(ANA, READ).allowed()).isTrue();
            assertThat(live.model().failure())
                    .hasValueSatisfying(
                            failure -> assertThat(failure.cause()).isInstanceOf(UnavailableException.class));

            time.advance(Duration.ofMinutes(2));
            assertThatThrownBy(() -> live.authorizer().decide(ANA, READ))
                    .isInstanceOf(UnavailableException.class)
                    .hasMessageContaining("RBAC objects and aws-auth of prod were last certain at");
            assertThatThrownBy(() -> live.mapper().map(identity())).isInstanceOf(UnavailableException.class);
        }
    }

    @Test
    void live_withoutItsFirstReading_doesNotStart() {
        server.answer("/api/v1/namespaces?limit=500", 403, "{\"message\":\"namespaces is forbidden\"}");

        assertThatThrownBy(this::start)
                .isInstanceOf(UnavailableException.class)
                .hasMessageContaining("namespaces is forbidden")
                .hasCauseInstanceOf(AccessDeniedException.class);
        assertThat(time.pending()).isZero();
    }

    private static final List<String> WATCHED = List.of("clusterrolebindings", "rolebindings", "clusterroles", "roles");

    /** The same cluster, whose lists can be watched as far as a test writes that down. */
    private ScriptedApi scripted() {
        ScriptedApi api = new ScriptedApi();
        WATCHED.forEach(kind -> api.list(RBAC + kind, () -> ofVersion(RBAC + kind)));
        return api.list("/api/v1/namespaces", () -> ofVersion("/api/v1/namespaces"))
                .list(
                        "/api/v1/namespaces/kube-system/configmaps?fieldSelector=metadata.name%3Daws-auth",
                        () -> NONE.replace("{}", "{\"resourceVersion\":\"7\"}"));
    }

    private String ofVersion(String path) {
        JsonObject list = JsonParser.parseString(
                        kubernetes.get(path + "?limit=500").orElseThrow())
                .getAsJsonObject();
        JsonObject metadata = new JsonObject();
        metadata.addProperty("resourceVersion", "7");
        list.add("metadata", metadata);
        return list.toString();
    }

    private LiveAccess.Builder following(KubernetesApi api) {
        return LiveAccess.builder(prod)
                .kubernetes(api)
                .jitter(0)
                .clock(time)
                .scheduler(time.scheduler())
                .blocking(Runnable::run);
    }

    private static Supplier<Optional<String>> binding(
            String type, String name, String role, String group, int version) {
        return () -> Optional.of("{\"type\":\"" + type
                + "\",\"object\":{\"kind\":\"RoleBinding\",\"metadata\":{\"name\":\""
                + name + "\",\"namespace\":\"team-a\",\"resourceVersion\":\"" + version + "\"},\"roleRef\":{\"kind\":"
                + "\"ClusterRole\",\"name\":\"" + role + "\"},\"subjects\":[{\"kind\":\"Group\",\"name\":\"" + group
                + "\"}]}}");
    }

    @Test
    void watched_manyChangesAtOnce_makeOneModel_thatKnowsTheLast() {
        ScriptedApi api = scripted();
        List<String> made = new ArrayList<>();
        RefreshListener listener = new RefreshListener() {
            @Override
            public void refreshed(RefreshedSnapshot<?> snapshot, boolean changed) {
                if (changed) {
                    made.add(snapshot.toString());
                }
            }
        };
        try (LiveAccess live = following(api).listener(listener).start()) {
            assertThat(live.notWatched()).isEmpty();
            assertThat(live.authorizer().decide(ANA, READ).allowed()).isTrue();
            made.clear();

            List<Supplier<Optional<String>>> steps = new ArrayList<>(List.of(Optional::empty));
            for (int i = 0; i < 1000; i++) {
                steps.add(binding("MODIFIED", "team-reads", "reader", "team-" + i, 10 + i));
            }
            steps.add(binding("DELETED", "team-reads", "reader", "team-999", 1010));
            api.watch(RBAC + "rolebindings", steps);
            time.advance(Duration.ofSeconds(2));

            assertThat(live.authorizer().decide(ANA, READ).allowed()).isFalse();
            assertThat(made).singleElement().asString().startsWith("access data of prod");
        }
    }

    @Test
    void watched_roleThatMayBeThere_becauseRolesCannotBeFollowed_isADoubt_andHealthSaysIt() {
        ScriptedApi api = scripted();
        KubernetesUser bob =
                KubernetesUser.builder().username("bob").addGroup("team-b").build();
        try (LiveAccess live = following(api).start()) {
            api.watch(
                    RBAC + "rolebindings", List.of(Optional::empty, binding("ADDED", "new", "newcomer", "team-b", 11)));
            time.advance(Duration.ofSeconds(2));

            Decision decision = live.authorizer().decide(bob, READ);
            assertThat(decision.allowed()).isFalse();
            assertThat(decision.doubts()).singleElement().asString().contains("\"newcomer\"", "that role is not among");
            assertThat(live.health().isReady()).isTrue();
            assertThat(live.health().toString())
                    .contains(
                            "RBAC objects and aws-auth of prod is degraded",
                            "what was certain before is still used",
                            "503");
        }
    }

    @Test
    void watched_oneListThatIsTooOld_stopsAllDecisions() {
        AtomicBoolean broken = new AtomicBoolean();
        ScriptedApi api = scripted().list(RBAC + "roles", () -> {
            if (broken.get()) {
                throw new UnavailableException(
                        "no roles", ErrorContext.builder().build(), null);
            }
            return ofVersion(RBAC + "roles");
        });
        try (LiveAccess live = following(api).start()) {
            broken.set(true);
            time.advance(Duration.ofMinutes(15));
            assertThat(live.authorizer().decide(ANA, READ).allowed()).isTrue();

            time.advance(Duration.ofSeconds(1));
            assertThatThrownBy(() -> live.authorizer().decide(ANA, READ))
                    .isInstanceOf(UnavailableException.class)
                    .hasMessageContaining("no roles");
            assertThatThrownBy(() -> live.mapper().map(identity())).isInstanceOf(UnavailableException.class);
            assertThat(live.health().isReady()).isFalse();
        }
    }

    @Test
    void timesWithoutAnEnd_areRefused() {
        LiveAccess.Builder builder = LiveAccess.builder(prod);
        Duration endless = Duration.ofDays(366);

        for (ThrowingCallable set : List.<ThrowingCallable>of(
                () -> builder.interval(endless),
                () -> builder.staleAfter(endless),
                () -> builder.relist(endless),
                () -> builder.firstReadPatience(endless))) {
            assertThatThrownBy(set)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("is longer than 365 days; use a shorter one");
        }
    }

    @Test
    void hintAfterTheClockWasPutBack_isFollowedSoon() {
        try (LiveAccess live = following(scripted())
                .interval(Duration.ofDays(1))
                .staleAfter(Duration.ofDays(2))
                .start()) {
            live.entriesChanged();
            time.advance(Duration.ofMillis(100));
            time.putBack(Duration.ofHours(1));

            entries.add(entry());
            live.entriesChanged();
            time.advance(Duration.ofSeconds(2));
            assertThat(live.mapper().map(identity())).isInstanceOf(Mapped.class);
        }
    }

    @Test
    void clusterOfWhichNothingNewCanBePutTogether_isAsOldAsWhatWas() {
        LiveOptions options = new LiveOptions(prod);
        options.ages = AgeClock.of(time);
        options.jitter = 0;
        options.scheduler = time.scheduler();
        options.blocking = Runnable::run;
        AtomicBoolean broken = new AtomicBoolean();
        try (FollowedCluster cluster = new FollowedCluster(options)) {
            Snapshot<String> made = cluster.map(reading -> {
                if (broken.get()) {
                    throw new IllegalStateException("cannot be made");
                }
                return "made";
            });
            cluster.start();
            broken.set(true);
            entries.add(entry());
            time.advance(Duration.ofMinutes(10));

            assertThat(made.get()).isEqualTo("made");
            assertThat(made.age()).hasValueSatisfying(age -> assertThat(age).isGreaterThan(Duration.ofMinutes(9)));
        }
    }

    @Test
    void entriesAlone_decide_andWhatRbacCouldChangeIsInDoubt() {
        entries.add(entry());
        try (LiveAccess live = LiveAccess.builder(prod)
                .clock(time)
                .scheduler(time.scheduler())
                .blocking(Runnable::run)
                .start()) {
            assertThat(live.mapper().map(identity())).isInstanceOf(Mapped.class);
            assertThat(live.authorizer().decide(ANA, WRITE).allowed()).isTrue();
            assertThat(live.authorizer()
                            .decide(ANA, AccessRequest.of("list", "pods").inNamespace("team-b"))
                            .doubts())
                    .isNotEmpty();
            assertThat(live.health().isWell()).isTrue();

            entries.clear();
            live.entriesChanged();
            time.advance(Duration.ofMillis(100));
            assertThat(live.mapper().map(identity())).isEqualTo(new Unmapped());
        }
        assertThat(time.pending()).isZero();
    }
}
