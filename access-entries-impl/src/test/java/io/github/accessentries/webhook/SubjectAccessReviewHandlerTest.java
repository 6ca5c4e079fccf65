package io.github.accessentries.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.accessentries.AccessEntry;
import io.github.accessentries.AccessPolicy;
import io.github.accessentries.AccessScope;
import io.github.accessentries.ErrorContext;
import io.github.accessentries.PolicyAssociation;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.RecordingLogger;
import io.github.accessentries.UnavailableException;
import io.github.accessentries.authn.KubernetesUser;
import io.github.accessentries.authz.AccessRequest;
import io.github.accessentries.authz.Authorizer;
import io.github.accessentries.authz.Decision;
import io.github.accessentries.authz.GrantedToMasters;
import io.github.accessentries.authz.Rule;
import io.github.accessentries.internal.audit.AuditLog;
import io.github.accessentries.rbac.ClusterAccess;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicReference;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SubjectAccessReviewHandlerTest {

    private static final PrincipalArn DEV = PrincipalArn.role("111122223333", "dev");
    private static final Authorizer AUTHORIZER = ClusterAccess.of(List.of(AccessEntry.builder()
                    .cluster("prod")
                    .principal(DEV)
                    .username("dev")
                    .addPolicies(
                            PolicyAssociation.of(AccessPolicy.VIEW, AccessScope.namespaces("team-a")),
                            PolicyAssociation.of(AccessPolicy.AUTO_NODE, AccessScope.clusterWide()))
                    .build()))
            .authorizer();

    private static WebhookAnswer handle(Authorizer authorizer, String version, String spec) {
        String body = "{\"apiVersion\":\"authorization.k8s.io/" + version
                + "\",\"kind\":\"SubjectAccessReview\",\"metadata\":{},\"spec\":" + spec + "}";
        return SubjectAccessReviewHandler.of(authorizer).handle(body.getBytes(UTF_8));
    }

    private static JsonObject status(WebhookAnswer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return JsonParser.parseString(answer.body()).getAsJsonObject().getAsJsonObject("status");
    }

    private static String spec(String attributes) {
        return "{\"user\":\"dev\",\"extra\":{\"canonicalArn\":[\"" + DEV + "\"]}," + attributes + "}";
    }

    @Test
    void whatIsAllowed_hasItsReason() {
        JsonObject status = status(handle(
                AUTHORIZER,
                "v1",
                spec("\"resourceAttributes\":{\"namespace\":\"team-a\",\"verb\":\"get\",\"version\":\"v1\","
                        + "\"resource\":\"pods\",\"name\":\"web\"}")));

        assertThat(status.get("allowed").getAsBoolean()).isTrue();
        assertThat(status.get("reason").getAsString()).startsWith("EKS Access Policy: allowed by RoleBinding");
    }

    @Test
    void whatIsNotAllowed_isNoOpinion_withItsDoubts() {
        JsonObject status = status(handle(
                AUTHORIZER,
                "v1",
                spec("\"resourceAttributes\":{\"namespace\":\"team-b\",\"verb\":\"get\",\"resource\":\"pods\"}")));

        assertThat(status.get("allowed").getAsBoolean()).isFalse();
        assertThat(status.has("denied")).isFalse();
        assertThat(status.get("evaluationError").getAsString()).contains("AmazonEKSAutoNodePolicy");
    }

    @Test
    void whatIsNotAllowed_hasTheNearestGrantAsItsReason_inBoundedLength() {
        String reason = status(
                        handle(
                                AUTHORIZER,
                                "v1",
                                spec(
                                        "\"resourceAttributes\":{\"namespace\":\"team-b\",\"verb\":\"get\",\"resource\":\"pods\"}")))
                .get("reason")
                .getAsString();

        assertThat(reason)
                .hasSizeLessThanOrEqualTo(300)
                .startsWith("AmazonEKSViewPolicy of the access entry of " + DEV + " allows get, list, watch ")
                .endsWith(", in team-a; it lacks namespace team-b");
    }

    @Test
    void whatIsNotAllowed_byAnAuthorizerThatDoesNotSayWhy_hasNoReason() {
        JsonObject status = status(handle(
                (who, what) -> Decision.of(List.of(), List.of()),
                "v1",
                spec("\"resourceAttributes\":{\"verb\":\"get\",\"resource\":\"pods\"}")));

        assertThat(status.keySet()).containsExactly("allowed");
    }

    private static JsonObject status(boolean takesLowerCase, String extra) {
        SubjectAccessReviewHandler handler = SubjectAccessReviewHandler.of(AUTHORIZER);
        String body = "{\"apiVersion\":\"authorization.k8s.io/v1\",\"kind\":\"SubjectAccessReview\",\"spec\":"
                + "{\"user\":\"dev\"," + extra.replace("DEV", DEV.toString())
                + "\"resourceAttributes\":{\"namespace\":\"team-a\",\"verb\":\"get\",\"resource\":\"pods\"}}}";
        return status((takesLowerCase ? handler.takingLowerCaseExtra() : handler).handle(body.getBytes(UTF_8)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "''                                                                 | has no extra key canonicalArn",
                "\"extra\":{\"arn\":[\"DEV\"]},                                     | has no extra key canonicalArn",
                "\"extra\":{\"canonicalArn\":[]},                                   | has 0 values instead of one",
                "\"extra\":{\"canonicalArn\":[\"DEV\",\"DEV\"]},                    | has 2 values instead of one",
                "\"extra\":{\"canonicalarn\":[\"DEV\"]},                            | in another spelling",
                "\"extra\":{\"CanonicalArn\":[\"DEV\"]},                            | in another spelling",
                "\"extra\":{\"canonicalArn\":[\"DEV\"],\"canonicalarn\":[\"DEV\"]}, | in more than one spelling",
            })
    void extraThatNamesNoPrincipal_getsNothingFromPolicies_andTheReasonSaysSo(String extra, String why) {
        JsonObject status = status(false, extra);

        assertThat(status.get("allowed").getAsBoolean()).isFalse();
        assertThat(status.get("reason").getAsString())
                .contains("access policies were not asked")
                .contains(why);
    }

    @Test
    void lowerCaseExtra_countsOnlyWhereTold_andNeverBesideTheExactKey() {
        String lower = "\"extra\":{\"canonicalarn\":[\"DEV\"],\"principalid\":[\"AROA1\"]},";
        JsonObject told = status(true, lower);

        assertThat(status(false, lower).get("allowed").getAsBoolean()).isFalse();
        assertThat(told.get("allowed").getAsBoolean()).isTrue();
        assertThat(told.get("reason").getAsString()).endsWith("to User \"AROA1\"");
        assertThat(status(true, "\"extra\":{\"canonicalArn\":[\"DEV\"]},")
                        .get("allowed")
                        .getAsBoolean())
                .as("the exact key counts as ever")
                .isTrue();
        for (String odd : List.of(
                "\"extra\":{\"canonicalarn\":[\"DEV\",\"DEV\"]},",
                "\"extra\":{\"CANONICALARN\":[\"DEV\"]},",
                "\"extra\":{\"canonicalArn\":[\"DEV\"],\"canonicalarn\":[\"DEV\"]},",
                "\"extra\":{\"canonicalArn\":[],\"canonicalarn\":[\"DEV\"]},")) {
            assertThat(status(true, odd).get("allowed").getAsBoolean()).as(odd).isFalse();
        }
    }

    @Test
    void manyDoubts_areNotAllSent() {
        List<String> doubts =
                IntStream.range(0, 1_000).mapToObj(i -> "doubt " + i).toList();

        assertThat(status(handle(
                                (who, what) -> Decision.of(List.of(), doubts),
                                "v1",
                                spec("\"resourceAttributes\":{\"verb\":\"get\",\"resource\":\"pods\"}")))
                        .get("evaluationError")
                        .getAsString())
                .isEqualTo("doubt 0; doubt 1; doubt 2; and 997 more");
    }

    @ParameterizedTest
    @CsvSource({"v1, group", "v1beta1, groups"})
    void groupsUnderTheKeyOfTheOtherVersion_areNone(String version, String groups) {
        String spec = "{\"user\":\"ana\",\"" + groups
                + "\":[\"system:masters\"],\"resourceAttributes\":{\"verb\":\"get\",\"resource\":\"pods\"}}";

        assertThat(status(handle(AUTHORIZER, version, spec)).get("allowed").getAsBoolean())
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({"v1, groups", "v1beta1, group"})
    void userAndRequest_arriveWhole_inBothVersions(String version, String groups) {
        AtomicReference<KubernetesUser> user = new AtomicReference<>();
        AtomicReference<AccessRequest> request = new AtomicReference<>();

        WebhookAnswer answer = handle(
                (who, what) -> {
                    user.set(who);
                    request.set(what);
                    return Decision.of(List.of(), List.of());
                },
                version,
                "{\"user\":\"ana\",\"uid\":\"u1\",\"" + groups
                        + "\":[\"a\",\"b\"],\"extra\":{\"k\":[\"v\",\"w\"]},\"resourceAttributes\":{\"namespace\":\"n\","
                        + "\"verb\":\"update\",\"group\":\"apps\",\"resource\":\"deployments\",\"subresource\":\"scale\","
                        + "\"name\":\"web\"}}");

        assertThat(JsonParser.parseString(answer.body())
                        .getAsJsonObject()
                        .get("apiVersion")
                        .getAsString())
                .isEqualTo("authorization.k8s.io/" + version);
        assertThat(user.get())
                .isEqualTo(KubernetesUser.builder()
                        .username("ana")
                        .uid("u1")
                        .addGroups("a", "b")
                        .putExtra("k", List.of("v", "w"))
                        .build());
        assertThat(request.get())
                .isEqualTo(AccessRequest.of("update", "deployments.apps/scale")
                        .inNamespace("n")
                        .named("web"));
    }

    @Test
    void path_isNoResource() {
        AtomicReference<AccessRequest> request = new AtomicReference<>();

        handle(
                (who, what) -> {
                    request.set(what);
                    return Decision.of(List.of(), List.of());
                },
                "v1",
                "{\"user\":\"ana\",\"nonResourceAttributes\":{\"path\":\"/metrics\",\"verb\":\"get\"}}");

        assertThat(request.get()).isEqualTo(AccessRequest.ofPath("get", "/metrics"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"user\":\"ana\"}                                              | either resourceAttributes or",
                "{\"resourceAttributes\":{},\"nonResourceAttributes\":{}}        | either resourceAttributes or",
                "{\"resourceAttributes\":{\"verb\":7}}                         | verb is not text",
                "{\"resourceAttributes\":[]}                                   | resourceAttributes is not an object",
                "{\"user\":7,\"resourceAttributes\":{}}                          | user is not text",
                "{\"groups\":\"g\",\"resourceAttributes\":{}}                    | groups is not a list",
                "{\"extra\":{\"k\":\"v\"},\"resourceAttributes\":{}}             | k is not a list",
            })
    void specThatMakesNoSense_is400(String spec, String message) {
        WebhookAnswer answer = handle(AUTHORIZER, "v1", spec);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{'resourceAttributes':{}}                                            | get  | false",
                "{'resourceAttributes':{'verb':'get'}}                                | get  | false",
                "{'resourceAttributes':{'resource':'pods','namespace':'n'}}           | ~~   | true",
                "{'resourceAttributes':{'verb':'get','resource':' ','subresource':' ','name':' ','namespace':' '}} | get | false",
                "{'resourceAttributes':{'verb':'get','resource':'pods','subresource':'','name':'','namespace':''}} | get | true",
                "{'resourceAttributes':{'verb':'get','resource':'pods/'}}             | get  | false",
                "{'nonResourceAttributes':{}}                                         | get  | false",
                "{'nonResourceAttributes':{'verb':'get','path':'x'}}                  | get  | true",
                "{'resourceAttributes':{'verb':'get','resource':'pods','labelSelector':{'rawSelector':'a=b'},'fieldSelector':{'requirements':[{'key':'k','operator':'In','values':['v']}]}},'nonResourceAttributes':null} | get | true",
            })
    void oddRequest_isDecidedAsItWasAsked(String spec, String verb, boolean allowed) {
        Rule rule = Rule.asReceived()
                .addVerbs(verb)
                .addApiGroups("")
                .addResources("pods")
                .addPaths("x")
                .build();

        WebhookAnswer answer = handle(
                (who, what) -> Decision.of(rule.allows(what) ? List.of(new GrantedToMasters()) : List.of(), List.of()),
                "v1",
                spec.replace('\'', '"'));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).contains("\"allowed\":" + allowed);
    }

    @Test
    void authorizerThatCannotDecide_is503() {
        WebhookAnswer answer = handle(
                (who, what) -> {
                    throw new UnavailableException(
                            "no answer", ErrorContext.builder().build(), null);
                },
                "v1",
                spec("\"resourceAttributes\":{\"verb\":\"get\",\"resource\":\"pods\"}"));

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.headers()).containsEntry("Retry-After", "1");
    }

    @Test
    void eachDecision_isOneAuditLine_andWhatIsNoReviewIsNone() {
        RecordingLogger audit = new RecordingLogger();
        SubjectAccessReviewHandler handler = SubjectAccessReviewHandler.of(AUTHORIZER, AuditLog.to(audit));
        String body = "{\"apiVersion\":\"authorization.k8s.io/v1\",\"kind\":\"SubjectAccessReview\",\"spec\":"
                + spec("\"resourceAttributes\":{\"namespace\":\"team-a\",\"verb\":\"get\",\"resource\":\"pods\"}")
                + "}";

        handler.handle(body.getBytes(UTF_8));
        handler.handle(body.replace("get", "delete")
                .replace("\"dev\"", "\"d\\nINFO e\\\"v\"")
                .getBytes(UTF_8));
        handler.handle("no review".getBytes(UTF_8));

        assertThat(audit.lines()).hasSize(2);
        assertThat(audit.lines().get(0))
                .startsWith("INFO allowed username=\"dev\" request=\"get pods in namespace team-a\""
                        + " reason=\"EKS Access Policy: allowed by RoleBinding");
        assertThat(audit.lines().get(1))
                .startsWith(
                        "INFO not allowed username=\"d\\u000aINFO e\\\"v\" request=\"delete pods in namespace team-a\""
                                + " doubts=\"");
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 5, 8})
    void damagedReview_isAnsweredOrRefused_andNeverThrows(long seed) {
        RandomGenerator random = new SplittableRandom(seed);
        SubjectAccessReviewHandler handler = SubjectAccessReviewHandler.of(AUTHORIZER);
        byte[] good = ("{\"apiVersion\":\"authorization.k8s.io/v1\",\"kind\":\"SubjectAccessReview\",\"spec\":"
                        + spec("\"groups\":[\"g\"],\"resourceAttributes\":{\"namespace\":\"team-a\",\"verb\":\"get\","
                                + "\"group\":\"apps\",\"resource\":\"pods\",\"subresource\":\"log\"}")
                        + "}")
                .getBytes(UTF_8);
        for (int i = 0; i < 3_000; i++) {
            byte[] body = i % 3 == 0 ? new byte[random.nextInt(300)] : good.clone();
            if (i % 3 == 0) {
                random.nextBytes(body);
            }
            for (int edits = random.nextInt(1, 6); edits > 0 && body.length > 0; edits--) {
                body[random.nextInt(body.length)] = (byte) random.nextInt(256);
            }

            assertThat(handler.handle(body).status()).isIn(200, 400);
        }
    }
}
