package io.github.accessentries.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.accessentries.AccessEntriesException;
import io.github.accessentries.AccessEntry;
import io.github.accessentries.AccessPolicy;
import io.github.accessentries.AuthenticationMode;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.authn.Authenticated;
import io.github.accessentries.authn.Authenticator;
import io.github.accessentries.authn.KubernetesUser;
import io.github.accessentries.authz.AccessRequest;
import io.github.accessentries.authz.Decision;
import io.github.accessentries.eks.EksAccessEntries;
import io.github.accessentries.kubernetes.ApiClientKubernetesApi;
import io.github.accessentries.kubernetes.EksApiClient;
import io.github.accessentries.mapping.IamAuthenticator;
import io.github.accessentries.rbac.LiveAccess;
import io.github.accessentries.snapshot.RefreshListener;
import io.github.accessentries.snapshot.RefreshedSnapshot;
import io.github.accessentries.token.EksTokens;
import io.github.accessentries.token.StsTokenVerifier;
import io.github.accessentries.token.TokenSource;
import io.github.accessentries.webhook.WebhookServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.eks.model.Cluster;

/**
 * A real kube-apiserver with our webhooks: who its callers are and what access policies give them, it learns from us, and what its RBAC
 * gives them, we learn from it, by watch. Whatever it answers, the live model has to say as well.
 *
 * <p>The system property {@code accessentries.kube-apiserver} names the program, and {@code accessentries.etcd} an etcd, if there is none
 * on the PATH.
 */
@EnabledIfSystemProperty(
        named = "accessentries.kube-apiserver",
        matches = ".+",
        disabledReason = "to run it, name a kube-apiserver, and have an etcd on the PATH")
class KubeApiServerTest {

    private static final String RBAC = "/apis/rbac.authorization.k8s.io/v1";
    private static final String NAMESPACES = "/api/v1/namespaces";
    private static final List<String> TEAMS = List.of("team-a", "team-b");
    private static final List<String> VERBS = List.of("get", "list", "create", "delete", "impersonate");
    private static final List<String[]> RESOURCES = List.of(
            new String[] {"", "pods", ""},
            new String[] {"", "pods", "exec"},
            new String[] {"", "secrets", ""},
            new String[] {"apps", "deployments", ""},
            new String[] {"", "nodes", ""});
    /** Nothing fills in {@code view}, since no controller runs. */
    private static final List<String> ROLES =
            List.of("system:aggregate-to-view", "system:aggregate-to-edit", "view", "readers", "nobody-made-this");

    private static final List<String> PEOPLE = List.of("ana", "bo", "cy");
    private static final AccessRequest LIST_PODS =
            AccessRequest.of("list", "pods").inNamespace("team-a");
    private static final AccessRequest WATCH_PODS =
            AccessRequest.of("watch", "pods").inNamespace("team-a");
    private static final int WAVES = 6;
    private static final int CHANGES = 8;

    @TempDir
    private Path directory;

    private final FakeEks fake = FakeEks.create();
    private final List<Person> people = new ArrayList<>();
    private final Semaphore news = new Semaphore(0);
    private final StsTokenVerifier sts =
            StsTokenVerifier.builder().httpClient(fake.sdkHttpClient()).build();
    private final EksAccessEntries entries = EksAccessEntries.builder()
            .cluster("prod")
            .eksClient(fake.eksClient())
            .build();
    private final Deque<AutoCloseable> open = new ArrayDeque<>(List.of(sts, entries, fake));
    private final Authenticator authenticator = IamAuthenticator.builder()
            .clusterName("prod")
            .verifier(sts)
            .mapper(identity -> live().mapper().map(identity))
            .build();
    private Optional<LiveAccess> live = Optional.empty();
    private ApiClientKubernetesApi administrator;
    private LiveAccess policies;
    private WebhookServer webhooks;
    private Cluster description;
    private int logins;

    private <T extends AutoCloseable> T opened(T part) {
        open.push(part);
        return part;
    }

    @BeforeEach
    void start() throws Exception {
        fake.createCluster("prod", AuthenticationMode.API_AND_CONFIG_MAP);
        // The webhook knows no RBAC here, so that an allow of ours cannot hide one that the API server would not give.
        policies = opened(LiveAccess.builder(entries)
                .interval(Duration.ofSeconds(1))
                .listener(new News())
                .start());
        RotatingCertificates certificates = new RotatingCertificates(directory);
        webhooks = opened(WebhookServer.builder()
                .certificate(certificates.certificate(), certificates.key())
                .certificateAuthority(certificates.authority())
                .port(0)
                .authenticator(authenticator)
                .authorizer(policies.authorizer())
                .start());
        KubeApiServer server = opened(KubeApiServer.start(
                Files.createDirectory(directory.resolve("cluster")),
                System.getProperty("accessentries.kube-apiserver"),
                System.getProperty("accessentries.etcd", "etcd"),
                webhooks));
        administrator = ApiClientKubernetesApi.of(server.administrator());
        live = Optional.of(opened(LiveAccess.builder(entries)
                .kubernetes(administrator)
                .interval(Duration.ofSeconds(1))
                .listener(new News())
                .start()));
        description = server.description(
                fake.eksClient().describeCluster(r -> r.name("prod")).cluster());
        for (String person : PEOPLE) {
            people.add(new Person(person));
        }
        for (String team : TEAMS) {
            administrator.create(NAMESPACES, "{\"metadata\":{\"name\":\"" + team + "\"}}");
        }
    }

    private LiveAccess live() {
        return live.orElseThrow();
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : open) {
            each.close();
        }
    }

    private void await(String what, BooleanSupplier condition) throws InterruptedException {
        while (!condition.getAsBoolean()) {
            assertThat(news.tryAcquire(30, TimeUnit.SECONDS)).as(what).isTrue();
        }
    }

    private static List<AccessRequest> questions() {
        List<AccessRequest> questions = new ArrayList<>();
        for (String verb : VERBS) {
            for (String[] resource : RESOURCES) {
                AccessRequest.Builder builder =
                        AccessRequest.builder().verb(verb).apiGroup(resource[0]).resource(resource[1]);
                if (!resource[2].isEmpty()) {
                    builder.subresource(resource[2]);
                }
                AccessRequest anywhere = builder.build();
                questions.add(anywhere);
                TEAMS.forEach(team -> questions.add(anywhere.inNamespace(team)));
            }
        }
        return questions;
    }

    @Test
    void apiServer_andLiveModel_sayTheSame_howeverEntriesAndRbacChange() throws Exception {
        Random random = new Random(17);
        List<String> wrong = new ArrayList<>();
        int asked = 0;
        int allowed = 0;
        int strangers = 0;
        for (int wave = 0; wave < WAVES; wave++) {
            for (int i = 0; i < CHANGES; i++) {
                change(random);
            }
            awaitAll(wave);
            for (Person person : people) {
                person.logIn();
                Optional<KubernetesUser> user = person.user();
                if (user.isEmpty()) {
                    requireRefused(person);
                    strangers++;
                    continue;
                }
                for (AccessRequest request : questions()) {
                    boolean real = person.may(request);
                    Decision decision = live().authorizer().decide(user.get(), request);
                    if (decision.allowed() != real && !decision.incomplete()) {
                        wrong.add("%s, %s in wave %s: %s, while the API server says %s"
                                .formatted(user.get().username(), request, wave, decision, real));
                    }
                    asked++;
                    allowed += real ? 1 : 0;
                }
            }
        }
        System.out.println("kube-apiserver: " + asked + " answers, " + allowed + " of them allowed, " + strangers
                + " logins refused");
        assertThat(wrong).isEmpty();
        assertThat(allowed).isBetween(asked / 10, asked * 9 / 10);
        assertThat(strangers).isPositive();
        assertThat(live().notWatched()).isEmpty();
    }

    @Test
    void webhookThatIsGone_letsNobodyIn_andTheClusterDoesWithoutIt() throws Exception {
        Person ana = people.get(0);
        live().entries().grant(ana.arn()).allow(AccessPolicy.VIEW).clusterWide().apply();
        await("the entry", () -> ana.user().isPresent());
        await("its policy", () -> ana.may(LIST_PODS));

        webhooks.close();

        assertThat(ana.may(LIST_PODS)).as("known yet, and nobody grants it").isFalse();
        ana.logIn();
        requireRefused(ana);
        assertThat(administrator.get(NAMESPACES)).isPresent();
    }

    private static void requireRefused(Person person) {
        assertThatThrownBy(() -> person.may(LIST_PODS))
                .as("%s", person.arn())
                .isInstanceOf(AccessEntriesException.class)
                .hasMessageContaining("401");
    }

    private void change(Random random) {
        String team = TEAMS.get(random.nextInt(TEAMS.size()));
        String bindings = RBAC + "/namespaces/" + team + "/rolebindings";
        String name = "b" + random.nextInt(4);
        String role = ROLES.get(random.nextInt(ROLES.size()));
        String kind = role.equals("readers") ? "Role" : "ClusterRole";
        switch (random.nextInt(8)) {
            case 0, 1 -> put(bindings, name, binding(name, kind, role, "Group", "g" + random.nextInt(2)));
            case 2 -> put(bindings, name, binding(name, kind, role, "User", PEOPLE.get(random.nextInt(2))));
            case 3 -> administrator.delete(bindings + "/" + name, "{}");
            case 4 ->
                put(RBAC + "/namespaces/" + team + "/roles", "readers", role("readers", any(random, VERBS), "pods"));
            case 5 ->
                put(
                        RBAC + "/clusterrolebindings",
                        name,
                        binding(name, "ClusterRole", "system:aggregate-to-view", "Group", "g" + random.nextInt(2)));
            case 6 -> administrator.delete(RBAC + "/clusterrolebindings/" + name, "{}");
            default -> changeEntry(random, people.get(random.nextInt(2)).principal, team);
        }
    }

    private void changeEntry(Random random, FakePrincipal person, String team) {
        AccessPolicy policy = any(random, List.of(AccessPolicy.VIEW, AccessPolicy.EDIT, AccessPolicy.ADMIN));
        switch (random.nextInt(4)) {
            case 0 -> live().entries().revoke(person.arn());
            case 1 ->
                live().entries()
                        .declare(person.arn())
                        .groups("g" + random.nextInt(2))
                        .allow(policy)
                        .clusterWide()
                        .apply();
            default ->
                live().entries()
                        .declare(person.arn())
                        .groups("g" + random.nextInt(2))
                        .allow(policy)
                        .inNamespaces(random.nextBoolean() ? team : "team-*")
                        .apply();
        }
    }

    private static <T> T any(Random random, List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    /** A role of a binding that is there cannot change, so what is there goes first. */
    private void put(String path, String name, String object) {
        administrator.delete(path + "/" + name, "{}");
        administrator.create(path, object);
    }

    private static String role(String name, String verb, String resource) {
        return "{\"metadata\":{\"name\":\"" + name + "\"},\"rules\":[{\"apiGroups\":[\"\"],\"resources\":[\"" + resource
                + "\"],\"verbs\":[\"" + verb + "\"]}]}";
    }

    private static String binding(String name, String kind, String role, String subjects, String subject) {
        return "{\"metadata\":{\"name\":\"" + name + "\"},\"roleRef\":{\"apiGroup\":\"rbac.authorization.k8s.io\","
                + "\"kind\":\"" + kind + "\",\"name\":\"" + role
                + "\"},\"subjects\":[{\"apiGroup\":\"rbac.authorization.k8s.io\",\"kind\":\"" + subjects
                + "\",\"name\":\"" + subject + "\"}]}";
    }

    /** Each list is followed in its order, so what was changed is known as soon as something later in the same list is. */
    private void awaitAll(int wave) throws InterruptedException {
        Person cy = people.get(2);
        String name = "marker-" + wave;
        String roles = "/namespaces/team-a/roles";
        String bindings = "/namespaces/team-a/rolebindings";
        administrator.create(RBAC + "/clusterroles", role(name, "watch", "nodes"));
        administrator.create(RBAC + "/clusterrolebindings", binding(name, "ClusterRole", name, "Group", name));
        administrator.create(RBAC + roles, role(name, "watch", "pods"));
        administrator.create(RBAC + bindings, binding(name, "Role", name, "Group", name));
        KubernetesUser member =
                KubernetesUser.builder().username("nobody").addGroup(name).build();
        await("binding " + name, () -> allows(member, AccessRequest.of("watch", "nodes")));
        await("namespaced binding " + name, () -> allows(member, WATCH_PODS));
        put("/api/v1/namespaces/kube-system/configmaps", "aws-auth", """
                {"metadata": {"name": "aws-auth"}, "data": {"mapRoles": "[{rolearn: %s, username: %s, groups: [g%s]}]"}}
                """.formatted(cy.arn(), "cy-" + wave, wave % 2));
        cy.logIn();
        await("aws-auth " + name, () -> cy.user().map(KubernetesUser::username).equals(Optional.of("cy-" + wave)));
        List<AccessEntry> stored = entries.list();
        for (LiveAccess each : List.of(live(), policies)) {
            await("entries", () -> Set.copyOf(each.model().get().entries()).equals(Set.copyOf(stored)));
        }
    }

    private boolean allows(KubernetesUser user, AccessRequest request) {
        return live().authorizer().decide(user, request).allowed();
    }

    /** Somebody who logs in with a token, and is whoever the webhook says. */
    private final class Person {

        private final FakePrincipal principal;
        private TokenSource tokens;
        private ApiClientKubernetesApi client;

        Person(String name) {
            this.principal = fake.iam().role(name);
            logIn();
        }

        /** With a token that the API server has not seen, since it remembers good ones for ten seconds. */
        void logIn() {
            tokens = EksTokens.builder()
                    .credentialsProvider(principal.session("login-" + logins++))
                    .region(Region.of(fake.region()))
                    .build()
                    .source("prod");
            client = ApiClientKubernetesApi.of(EksApiClient.of(description, tokens));
        }

        PrincipalArn arn() {
            return principal.arn();
        }

        Optional<KubernetesUser> user() {
            return authenticator.authenticate(tokens.token().value()) instanceof Authenticated known
                    ? Optional.of(known.user())
                    : Optional.empty();
        }

        /** What the API server says of it. */
        boolean may(AccessRequest request) {
            JsonObject attributes = new JsonObject();
            attributes.addProperty("verb", request.verb());
            attributes.addProperty("group", request.apiGroup());
            attributes.addProperty("resource", request.resource());
            attributes.addProperty("subresource", request.subresource().orElse(""));
            attributes.addProperty("namespace", request.namespace().orElse(""));
            JsonObject spec = new JsonObject();
            spec.add("resourceAttributes", attributes);
            JsonObject review = new JsonObject();
            review.add("spec", spec);
            return JsonParser.parseString(
                            client.create("/apis/authorization.k8s.io/v1/selfsubjectaccessreviews", review.toString()))
                    .getAsJsonObject()
                    .getAsJsonObject("status")
                    .get("allowed")
                    .getAsBoolean();
        }
    }

    /** Lets a permit go each time that something may have changed. */
    private final class News implements RefreshListener {

        @Override
        public void refreshed(RefreshedSnapshot<?> snapshot, boolean changed) {
            news.release();
        }
    }
}
