package io.github.accessentries.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.github.accessentries.AccessScope;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.authz.AccessRequest;
import io.github.accessentries.authz.CustomPolicy;
import io.github.accessentries.iac.DesiredAccessFile;
import io.github.accessentries.plan.DesiredAccess;
import io.github.accessentries.rbac.RbacObjects;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PolicyProposerTest {

    private static final AccessRequest GET_PODS =
            AccessRequest.of("get", "pods").inNamespace("team-a").named("web");

    private static PolicyProposer proposer() {
        return PolicyProposer.builder()
                .addPrincipals(PrincipalArn.of(LoggedRequest.DEV))
                .build();
    }

    private static PolicyProposal read(String text) {
        return proposer().read(stream(text));
    }

    private static ByteArrayInputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(UTF_8));
    }

    private static PolicyProposal of(AccessRequest... requests) {
        return of(UnaryOperator.identity(), requests);
    }

    private static PolicyProposal of(UnaryOperator<PolicyProposer.Builder> options, AccessRequest... requests) {
        StringBuilder log = new StringBuilder();
        for (int i = 0; i < requests.length; i++) {
            log.append(LoggedRequest.of("id-" + i, requests[i])).append('\n');
        }
        PolicyProposer.Builder builder = PolicyProposer.builder().addPrincipals(PrincipalArn.of(LoggedRequest.DEV));
        return options.apply(builder).build().read(stream(log.toString()));
    }

    private static List<String> rules(PolicyProposal proposal) {
        return proposal.parts().stream()
                .flatMap(part -> part.rules().stream().map(rule -> rule.rule() + " " + part.scope()))
                .toList();
    }

    private static String with(Consumer<JsonObject> change) {
        JsonObject event = LoggedRequest.of("id", GET_PODS);
        change.accept(event);
        return event.toString();
    }

    private static String without(String member) {
        return with(event -> event.remove(member));
    }

    private static JsonObject in(JsonObject event, String member) {
        return event.getAsJsonObject(member);
    }

    static Stream<Arguments> oddLines() {
        return Stream.of(
                arguments("cut", with(event -> {}).substring(0, 200), LeftOutReason.UNREADABLE),
                arguments("text", "I0101 10:00:00.000000 1 controller.go:1] no JSON", LeftOutReason.UNREADABLE),
                arguments("a number", "17", LeftOutReason.UNREADABLE),
                arguments("null", "null", LeftOutReason.UNREADABLE),
                arguments("no value", "{", LeftOutReason.UNREADABLE),
                arguments(
                        "a member twice",
                        with(event -> {}).replace("{\"kind\"", "{\"verb\":\"x\",\"kind\""),
                        LeftOutReason.UNREADABLE),
                arguments("no audit id", without("auditID"), LeftOutReason.UNREADABLE),
                arguments("no verb", without("verb"), LeftOutReason.UNREADABLE),
                arguments("no URI", without("requestURI"), LeftOutReason.UNREADABLE),
                arguments("no stage", without("stage"), LeftOutReason.UNREADABLE),
                arguments("no user", without("user"), LeftOutReason.UNREADABLE),
                arguments("a verb that is none", with(event -> event.addProperty("verb", 7)), LeftOutReason.UNREADABLE),
                arguments(
                        "a user that is none",
                        with(event -> event.addProperty("user", "ana")),
                        LeftOutReason.UNREADABLE),
                arguments(
                        "an object that is none",
                        with(event -> event.add("objectRef", new JsonArray())),
                        LeftOutReason.UNREADABLE),
                arguments(
                        "an object without resource",
                        with(event -> in(event, "objectRef").remove("resource")),
                        LeftOutReason.UNREADABLE),
                arguments(
                        "an unknown stage",
                        with(event -> event.addProperty("stage", "Later")),
                        LeftOutReason.UNREADABLE),
                arguments(
                        "a time that is none",
                        with(event -> event.addProperty("requestReceivedTimestamp", "today")),
                        LeftOutReason.UNREADABLE),
                arguments(
                        "a status that is none",
                        with(event -> in(event, "responseStatus").addProperty("code", 1.5)),
                        LeftOutReason.UNREADABLE),
                arguments(
                        "a path with half an escape",
                        with(event -> {
                            event.remove("objectRef");
                            event.addProperty("requestURI", "/a%2");
                        }),
                        LeftOutReason.UNREADABLE),
                arguments(
                        "an old version",
                        with(event -> event.addProperty("apiVersion", "audit.k8s.io/v1beta1")),
                        LeftOutReason.OTHER_KIND),
                arguments(
                        "an Event of the core group",
                        "{\"kind\":\"Event\",\"apiVersion\":\"v1\"}",
                        LeftOutReason.OTHER_KIND),
                arguments("another object", "{\"kind\":\"Pod\",\"apiVersion\":\"v1\"}", LeftOutReason.OTHER_KIND),
                arguments("no kind", "{}", LeftOutReason.OTHER_KIND),
                arguments(
                        "a control message",
                        "{\"messageType\":\"CONTROL_MESSAGE\",\"logEvents\":[{\"message\":\"x\"}]}",
                        LeftOutReason.OTHER_KIND),
                arguments(
                        "another log",
                        "{\"logStreamName\":\"authenticator-1\",\"message\":\"time=now level=info\"}",
                        LeftOutReason.OTHER_KIND),
                arguments(
                        "a cut message",
                        "{\"logStreamName\":\"kube-apiserver-audit-1\",\"message\":\"level=info\"}",
                        LeftOutReason.UNREADABLE),
                arguments(
                        "only begun",
                        with(event -> event.addProperty("stage", "RequestReceived")),
                        LeftOutReason.NOT_FINAL),
                arguments(
                        "another role",
                        with(event -> event.add("user", LoggedRequest.user("x", LoggedRequest.DEV + "2"))),
                        LeftOutReason.OTHER_USER),
                arguments(
                        "anonymous",
                        with(event -> in(event, "user").addProperty("username", "system:anonymous")),
                        LeftOutReason.ANONYMOUS),
                arguments(
                        "for another",
                        with(event -> event.add("impersonatedUser", LoggedRequest.user("eve", "eve"))),
                        LeftOutReason.FOR_SOMEBODY_ELSE),
                arguments(
                        "for nobody",
                        with(event -> {
                            JsonObject nobody = new JsonObject();
                            nobody.addProperty("username", "system:anonymous");
                            event.add("impersonatedUser", nobody);
                        }),
                        LeftOutReason.ANONYMOUS),
                arguments("denied", with(event -> LoggedRequest.decide(event, "forbid")), LeftOutReason.DENIED),
                arguments(
                        "refused, and no decision",
                        with(event -> {
                            event.remove("annotations");
                            in(event, "responseStatus").addProperty("code", 403);
                        }),
                        LeftOutReason.DENIED),
                arguments(
                        "refused by admission",
                        with(event -> in(event, "responseStatus").addProperty("code", 403)),
                        LeftOutReason.REFUSED),
                arguments(
                        "failed, and no decision",
                        with(event -> {
                            event.remove("annotations");
                            in(event, "responseStatus").addProperty("code", 500);
                        }),
                        LeftOutReason.UNDECIDED),
                arguments(
                        "no decision, no status",
                        with(event -> {
                            event.remove("annotations");
                            event.remove("responseStatus");
                        }),
                        LeftOutReason.UNDECIDED),
                arguments(
                        "an unknown decision",
                        with(event -> LoggedRequest.decide(event, "maybe")),
                        LeftOutReason.UNDECIDED),
                arguments(
                        "discovery",
                        with(event -> {
                            event.remove("objectRef");
                            event.addProperty("verb", "get");
                            event.addProperty("requestURI", "/apis/apps/v1?timeout=32s");
                        }),
                        LeftOutReason.ALLOWED_TO_EVERYBODY),
                arguments(
                        "a path with a star",
                        with(event -> {
                            event.remove("objectRef");
                            event.addProperty("requestURI", "/metrics%2a");
                        }),
                        LeftOutReason.NOT_PROPOSED),
                arguments(
                        "all resources",
                        with(event -> in(event, "objectRef").addProperty("resource", "*")),
                        LeftOutReason.NOT_PROPOSED),
                arguments(
                        "all names",
                        with(event -> in(event, "objectRef").addProperty("name", "*")),
                        LeftOutReason.NOT_PROPOSED),
                arguments(
                        "a namespace that is a pattern",
                        with(event -> in(event, "objectRef").addProperty("namespace", "*")),
                        LeftOutReason.NOT_PROPOSED),
                arguments(
                        "a resource with a slash",
                        with(event -> in(event, "objectRef").addProperty("resource", "pods/log")),
                        LeftOutReason.NOT_PROPOSED),
                arguments(
                        "a name nobody sees",
                        with(event -> in(event, "objectRef").addProperty("name", "a\u202Eb\n")),
                        LeftOutReason.NOT_PROPOSED),
                arguments("a blank verb", with(event -> event.addProperty("verb", " ")), LeftOutReason.NOT_PROPOSED),
                arguments(
                        "a name without end",
                        with(event -> in(event, "objectRef").addProperty("name", "a".repeat(2000))),
                        LeftOutReason.NOT_PROPOSED),
                arguments(
                        "nested without end",
                        "{\"kind\":" + "[".repeat(200_000) + "]".repeat(200_000) + "}",
                        LeftOutReason.UNREADABLE),
                arguments("wrapped without end", "[".repeat(20) + "{}" + "]".repeat(20), LeftOutReason.UNREADABLE));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("oddLines")
    void anOddLine_isToldWithItsPlace_andCostsTheOthersNothing(String what, String line, LeftOutReason reason) {
        PolicyProposal proposal = read(
                LoggedRequest.of("first", GET_PODS) + "\n\n" + line + "\n" + LoggedRequest.of("last", GET_PODS) + "\n");

        assertThat(rules(proposal)).as(what).containsExactly("get pods named web in namespace team-a");
        assertThat(proposal.requests()).isEqualTo(2);
        assertThat(proposal.leftOut()).singleElement().satisfies(leftOut -> {
            assertThat(leftOut.reason()).isEqualTo(reason);
            assertThat(leftOut.count()).isEqualTo(1);
            if (reason != LeftOutReason.OTHER_USER) {
                assertThat(leftOut.first())
                        .singleElement()
                        .satisfies(event -> assertThat(event.place()).startsWith("log line 3"));
            }
        });
        assertThat(proposal.isComplete()).isEqualTo(!reason.isGap());
    }

    static Stream<Arguments> forms() {
        JsonObject event = LoggedRequest.of("id-1", GET_PODS);
        JsonObject bare = event.deepCopy();
        bare.remove("kind");
        bare.remove("apiVersion");
        String text = new JsonPrimitive(event.toString()).toString();
        String laidOut = event.toString().replace("{", "{\n  ").replace(",", ",\n  ");
        return Stream.of(
                arguments("a line", event.toString()),
                arguments("with a byte order mark and other line ends", "\uFEFF" + event + "\r\n\r\n"),
                arguments("an export to S3", "2026-01-01T10:00:00.123Z " + event),
                arguments(
                        "a list",
                        "{\"kind\":\"EventList\",\"apiVersion\":\"audit.k8s.io/v1\",\"metadata\":{},\"items\":[" + bare
                                + "]}"),
                arguments(
                        "a list over lines",
                        "{\n\"apiVersion\": \"audit.k8s.io/v1\",\n\"items\": [\n" + bare
                                + "\n],\n\"kind\": \"EventList\"\n}\n"),
                arguments("an array", "[" + event + "]"),
                arguments("an array over lines", "[\n" + laidOut + "\n]"),
                arguments("an event over lines", laidOut),
                arguments(
                        "an answer with events",
                        "{\n \"events\": [\n {\"logStreamName\": \"kube-apiserver-audit-1\", \"timestamp\": 17,\n \"message\": "
                                + text + "}\n ], \"searchedLogStreams\": []\n}"),
                arguments(
                        "a subscription",
                        "{\"messageType\":\"DATA_MESSAGE\",\"logEvents\":[{\"id\":\"1\",\"message\":" + text + "}]}"),
                arguments(
                        "two subscriptions in one line",
                        "{\"logEvents\":[]}{\"logEvents\":[{\"message\":" + text + "}]}"),
                arguments(
                        "the answer to a query",
                        "{\n\"results\": [\n[{\"field\": \"@timestamp\", \"value\": \"x\"},"
                                + "{\"field\": \"@message\", \"value\": " + text + "}]\n]\n}"),
                arguments("a query's rows", "[{\"@timestamp\":\"x\",\"@message\":" + text + "}]"),
                arguments("a message that is no text", "{\"message\":" + event + "}"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("forms")
    void everyForm_givesTheSame_compressedToo(String what, String log) throws IOException {
        PolicyProposal plain = read(log);
        PolicyProposal compressed = proposer().read(new ByteArrayInputStream(gzip(log)));

        assertThat(rules(plain)).as(what).containsExactly("get pods named web in namespace team-a");
        assertThat(plain.leftOut()).isEmpty();
        assertThat(compressed).isEqualTo(plain);
        RuleEvidence evidence = plain.parts().get(0).rules().get(0).evidence();
        assertThat(evidence.auditId()).isEqualTo("id-1");
        assertThat(evidence.first()).isEqualTo("2026-01-01T10:00:00.123456Z");
        assertThat(evidence.namespaces()).containsExactly("team-a");
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(UTF_8));
        }
        return bytes.toByteArray();
    }

    @Test
    void aBrokenDocument_isToldAsFarAsItWasRead() {
        PolicyProposal proposal =
                read("{\n\"events\": [\n" + LoggedRequest.of("1", GET_PODS) + ",\n{\"message\": \"cut");

        assertThat(rules(proposal)).containsExactly("get pods named web in namespace team-a");
        assertThat(proposal.leftOut())
                .hasToString("[1 could not be read, the first at log item 2: the text ends within it;"
                        + " what is behind it was not read either]");
    }

    @Test
    void files_areNamedInPlaces_andALogThatEndsTooSoonIsNoProposal(@TempDir Path directory) throws IOException {
        Path good = Files.writeString(directory.resolve("a.log"), LoggedRequest.of("1", GET_PODS) + "\nx");
        Path cut = directory.resolve("b.gz");
        byte[] whole = gzip(LoggedRequest.of("1", GET_PODS).toString());
        Files.write(cut, Arrays.copyOf(whole, whole.length / 2));
        List<String> told = new ArrayList<>();

        PolicyProposal proposal = proposer().read(List.of(good, good), event -> told.add(event.toString()));

        assertThat(told)
                .containsExactly(
                        "a.log line 2: could not be read: it is not JSON, or beyond the limits on length and depth",
                        "a.log line 1: told again: get pods \"web\" in namespace team-a",
                        "a.log line 2: could not be read: it is not JSON, or beyond the limits on length and depth");
        assertThat(proposal.requests()).isEqualTo(1);
        assertThatThrownBy(() -> proposer().read(cut))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("b.gz");
    }

    @Test
    void aRequest_isCountedOnce_whateverStagesAreTold_butAClientThatRepeatsItsIdHidesNothing() {
        AccessRequest secrets =
                AccessRequest.of("get", "secrets").inNamespace("team-a").named("db");
        JsonObject begun = LoggedRequest.of("one", GET_PODS);
        begun.addProperty("stage", "ResponseStarted");

        PolicyProposal proposal =
                read(begun + "\n" + LoggedRequest.of("one", GET_PODS) + "\n" + LoggedRequest.of("one", secrets));

        assertThat(rules(proposal))
                .containsExactly("get pods named web in namespace team-a", "get secrets named db in namespace team-a");
        assertThat(proposal.requests()).isEqualTo(2);
        assertThat(proposal.leftOut())
                .singleElement()
                .extracting(LeftOut::reason)
                .isEqualTo(LeftOutReason.REPEATED);
    }

    @Test
    void whoCounts_isFoundByEachOfTheirNames() {
        String log = LoggedRequest.of("1", GET_PODS).toString();
        JsonObject withoutCanonical = LoggedRequest.of("1", GET_PODS);
        in(in(withoutCanonical, "user"), "extra").remove("canonicalArn");
        JsonObject inTheirName = LoggedRequest.of("1", GET_PODS);
        inTheirName.add("impersonatedUser", inTheirName.get("user"));
        inTheirName.add("user", LoggedRequest.user("admin", "admin"));

        for (UnaryOperator<PolicyProposer.Builder> who : List.<UnaryOperator<PolicyProposer.Builder>>of(
                builder -> builder.addPrincipals(PrincipalArn.of("arn:aws:iam::111122223333:role/path/Dev")),
                builder -> builder.addUsers(LoggedRequest.SESSION),
                builder -> builder.addUniqueIds("AROAEXAMPLE"),
                builder -> builder.addGroups("other", "team-a"),
                builder -> builder.everybody(true))) {
            assertThat(who.apply(PolicyProposer.builder())
                            .build()
                            .read(stream(log))
                            .requests())
                    .isEqualTo(1);
        }
        assertThat(proposer().read(stream(withoutCanonical.toString())).requests())
                .isEqualTo(1);
        assertThat(proposer().read(stream(inTheirName.toString())).requests()).isEqualTo(1);
        for (UnaryOperator<PolicyProposer.Builder> other : List.<UnaryOperator<PolicyProposer.Builder>>of(
                builder -> builder.addPrincipals(PrincipalArn.of("arn:aws:iam::111122223333:user/dev")),
                builder -> builder.addUsers("ana"),
                builder -> builder.addUniqueIds("AROAEXAMPLE2"),
                builder -> builder.addGroups("team"))) {
            assertThat(other.apply(PolicyProposer.builder())
                            .build()
                            .read(stream(log))
                            .leftOut())
                    .hasToString("[1 by others]");
        }
    }

    @Test
    void rules_areJoinedOnlyWhereNothingIsAdded() {
        PolicyProposal proposal = of(
                AccessRequest.of("get", "pods").inNamespace("a"),
                AccessRequest.of("list", "pods").inNamespace("a"),
                AccessRequest.of("get", "pods/log").inNamespace("a"),
                AccessRequest.of("list", "services").inNamespace("a"),
                AccessRequest.of("get", "services").inNamespace("a"),
                AccessRequest.of("create", "events").inNamespace("a"),
                AccessRequest.of("create", "events.events.k8s.io").inNamespace("a"),
                AccessRequest.ofPath("get", "/metrics"),
                AccessRequest.ofPath("get", "/logs/a b"));

        assertThat(rules(proposal))
                .containsExactly(
                        "get \"/logs/a b\", /metrics cluster-wide",
                        "get, list pods, services in namespace a",
                        "get pods/log in namespace a",
                        "create events of groups core, events.k8s.io in namespace a");
    }

    @Test
    void fewestRules_alsoByResourceIfThatLeavesFewer() {
        List<AccessRequest> requests = new ArrayList<>();
        List<String> verbs = List.of("get", "list", "watch");
        for (int set = 1; set < 8; set++) {
            for (int verb = 0; verb < 3; verb++) {
                if ((set & 1 << verb) != 0) {
                    requests.add(AccessRequest.of(verbs.get(verb), "r" + set).inNamespace("a"));
                }
            }
        }

        assertThat(rules(of(requests.toArray(AccessRequest[]::new))))
                .containsExactly(
                        "get r1, r3, r5, r7 in namespace a",
                        "list r2, r3, r6, r7 in namespace a",
                        "watch r4, r5, r6, r7 in namespace a");
    }

    @Test
    void objects_areNamedWhereAllRequestsNamedOne_andThereWereFew() {
        AccessRequest get = AccessRequest.of("get", "configmaps").inNamespace("a");
        AccessRequest patch = AccessRequest.of("patch", "configmaps").inNamespace("a");
        AccessRequest list = AccessRequest.of("list", "configmaps").inNamespace("a");

        assertThat(rules(of(get.named("x"), get.named("y"), patch.named("x"))))
                .containsExactly("patch configmaps named x in namespace a", "get configmaps named x, y in namespace a");
        assertThat(rules(of(get.named("x"), get.named("y"), patch.named("x"), patch.named("y"), list.named("x"))))
                .as("a list by metadata.name is for one object")
                .containsExactly(
                        "list configmaps named x in namespace a", "get, patch configmaps named x, y in namespace a");
        assertThat(rules(of(get.named("x"), list.named("x"), list)))
                .containsExactly("list configmaps in namespace a", "get configmaps named x in namespace a");
        assertThat(rules(of(builder -> builder.mostNames(1), get.named("x"), get.named("y"), get.named("z"))))
                .containsExactly("get configmaps in namespace a");
        assertThat(rules(of(builder -> builder.mostNames(0), get.named("x"))))
                .containsExactly("get configmaps in namespace a");
    }

    @Test
    void whatIsCreated_hasNoName_butWhatIsCreatedOfIt() {
        AccessRequest create = AccessRequest.of("create", "pods").inNamespace("a");

        assertThat(rules(of(
                        create.named("told-by-the-body"),
                        AccessRequest.of("create", "pods/exec").inNamespace("a").named("web"),
                        AccessRequest.of("deletecollection", "pods").inNamespace("a"))))
                .containsExactlyInAnyOrder(
                        "create, deletecollection pods in namespace a", "create pods/exec named web in namespace a");
    }

    @Test
    void whatIsCreatedByPatch_takesCreate() {
        JsonObject applied = LoggedRequest.of(
                "1", AccessRequest.of("patch", "configmaps").inNamespace("a").named("x"));
        in(applied, "responseStatus").addProperty("code", 201);
        JsonObject proxied = LoggedRequest.of(
                "2",
                AccessRequest.of("update", "services/proxy").inNamespace("a").named("x"));
        in(proxied, "responseStatus").addProperty("code", 201);

        PolicyProposal proposal = read(applied + "\n" + proxied);

        assertThat(rules(proposal))
                .containsExactly(
                        "create, patch configmaps named x in namespace a",
                        "update services/proxy named x in namespace a");
        assertThat(proposal.requests()).isEqualTo(2);
    }

    @Test
    void rules_holdWhereTheyWereUsed_andNowhereElse() {
        AccessRequest pods = AccessRequest.of("list", "pods");
        AccessRequest jobs = AccessRequest.of("list", "jobs.batch");
        AccessRequest[] requests = {
            pods.inNamespace("team-a-1"), pods.inNamespace("team-a-2"), jobs.inNamespace("team-a-1"),
            jobs.inNamespace("b"), AccessRequest.of("list", "nodes"), AccessRequest.of("list", "secrets"),
            AccessRequest.of("list", "secrets").inNamespace("b")
        };

        PolicyProposal exact = of(requests);
        PolicyProposal patterns = of(builder -> builder.addNamespacePatterns("team-a-*"), requests);
        PolicyProposal shared = of(builder -> builder.sharesNamespaces(true), requests);

        assertThat(rules(exact))
                .containsExactly(
                        "list nodes, secrets cluster-wide",
                        "list jobs.batch in namespaces b, team-a-1",
                        "list pods in namespaces team-a-1, team-a-2");
        assertThat(exact.parts().get(0).rules().get(0).evidence().count()).isEqualTo(3);
        assertThat(exact.policies("dev").keySet())
                .extracting(CustomPolicy::name)
                .containsExactly("dev-cluster", "dev-1", "dev-2");
        assertThat(exact.policies("dev").values())
                .startsWith(AccessScope.clusterWide(), AccessScope.namespaces("b", "team-a-1"));
        assertThatThrownBy(() -> exact.policy("dev"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("3 parts");
        assertThat(rules(patterns))
                .containsExactly(
                        "list nodes, secrets cluster-wide",
                        "list jobs.batch in namespaces b, team-a-*",
                        "list pods in namespaces team-a-*");
        assertThat(patterns.parts().get(2).rules().get(0).evidence().namespaces())
                .containsExactly("team-a-1", "team-a-2");
        assertThat(shared.policies("dev").keySet())
                .extracting(CustomPolicy::name)
                .containsExactly("dev-cluster", "dev");
        assertThat(shared.parts().get(1).scope()).isEqualTo(AccessScope.namespaces("b", "team-a-1", "team-a-2"));
        assertThat(shared.parts().get(1).rules()).hasSize(2);
    }

    @Test
    void aNamespaceObject_liesInItself() {
        assertThat(rules(of(AccessRequest.of("get", "namespaces").named("team-a"))))
                .containsExactly("get namespaces named team-a in namespace team-a");
    }

    @Test
    void evidence_tellsNoSecrets() {
        AccessRequest exec =
                AccessRequest.of("create", "pods/exec").inNamespace("a").named("web");
        JsonObject event = LoggedRequest.of("1", exec);
        event.addProperty(
                "requestURI",
                "/api/v1/namespaces/a/pods/web/exec?command=login&command=s3cret&container=c&stdout=true&token&x=s3cret");
        JsonObject proxied = LoggedRequest.of(
                "2", AccessRequest.of("get", "services/proxy").inNamespace("a").named("web"));
        proxied.addProperty("requestURI", "/api/v1/namespaces/a/services/web/proxy/s3cret/login?watch=true");

        PolicyProposal proposal = read(event + "\n" + proxied);

        assertThat(proposal.parts().get(0).rules())
                .extracting(rule -> rule.evidence().requestUri())
                .containsExactly(
                        "/api/v1/namespaces/a/pods/web/exec?…&…&container=c&stdout=true&…&…",
                        "/api/v1/namespaces/a/services/web/proxy/…?watch=true");
        assertThat(proposal + proposal.markdown() + proposal.yaml("x") + proposal.clusterRoles("x"))
                .doesNotContain("s3cret", "ASIAEXAMPLE");
    }

    @Test
    void yaml_isReadBackAsTheSamePolicies_namesBeingText() {
        PolicyProposal proposal = of(
                AccessRequest.of("get", "configmaps").inNamespace("a").named("${HOME} \"x\": #\\u0041 | yes"),
                AccessRequest.of("get", "configmaps").inNamespace("b").named("no"),
                AccessRequest.ofPath("get", "/metrics/${x}"));
        StringBuilder file = new StringBuilder("version: 1\n" + proposal.yaml("dev") + "entries:\n  - principal: "
                + LoggedRequest.DEV + "\n    policies:\n");
        proposal.policies("dev")
                .forEach((policy, scope) -> file.append("      - {policy: " + policy + ", "
                        + (scope.isClusterWide() ? "scope: cluster" : "namespaces: " + scope.namespaces()) + "}\n"));

        DesiredAccess access = DesiredAccessFile.reader().read(file.toString());

        assertThat(access.entries().get(0).customPolicies()).isEqualTo(proposal.policies("dev"));
    }

    @Test
    void clusterRoles_areReadBackAsTheSameRules_namesBeingText() {
        PolicyProposal proposal = of(
                AccessRequest.of("get", "configmaps").inNamespace("a").named("- \"x\": #\\u0041 | yes"),
                AccessRequest.of("get", "configmaps").inNamespace("b").named("no"),
                AccessRequest.ofPath("get", "/metrics"));

        RbacObjects read = RbacObjects.parse(proposal.clusterRoles("dev"));

        assertThat(read.faults()).isEmpty();
        assertThat(read.roles().stream().flatMap(role -> role.rules().stream()).toList())
                .containsExactlyElementsOf(proposal.policies("dev").keySet().stream()
                        .flatMap(policy -> policy.rules().stream())
                        .toList());
        assertThat(proposal.markdown()).contains("\\|").doesNotContain(": # | yes");
        assertThat(proposal.toString().lines()).hasSize(10);
    }

    @Test
    void yaml_isThePartOfAFileOfDesiredAccess() {
        assertThat(of(GET_PODS).yaml("dev")).isEqualTo("""
                        policies:
                          # to be granted in namespace team-a
                          "dev":
                            rules:
                              # 1 request from 2026-01-01T10:00:00.123456Z to 2026-01-01T10:00:00.123456Z in team-a, for example id-0: /api/v1/namespaces/team-a/pods/web
                              - apiGroups: [""]
                                resources: ["pods"]
                                resourceNames: ["web"]
                                verbs: ["get"]
                        """);
        assertThat(read("").yaml("dev")).isEqualTo("policies: {}\n");
        assertThatThrownBy(() -> read("").policy("dev")).hasMessageContaining("nothing to allow");
    }

    @Test
    void whatCannotBeMeant_isRefused() {
        assertThatThrownBy(() -> PolicyProposer.builder().build()).hasMessageContaining("name users");
        assertThatThrownBy(() ->
                        PolicyProposer.builder().addUsers("a").everybody(true).build())
                .hasMessageContaining("leave one of the two out");
        assertThatThrownBy(() ->
                        PolicyProposer.builder().addUsers("a").mostNames(101).build())
                .hasMessageContaining("101");
        assertThatThrownBy(() -> PolicyProposer.builder()
                        .addUsers("a")
                        .addNamespacePatterns("A*")
                        .build())
                .hasMessageContaining("A*");
    }
}
