package io.github.accessentries.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.github.accessentries.AccessPolicy;
import io.github.accessentries.AuthenticationMode;
import io.github.accessentries.rbac.RbacObjects;
import io.github.accessentries.testkit.KubeCalls.Answer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Questions to a cluster's API about who may do what. */
class ReviewsTest {

    private static final String AUTHORIZATION = "/apis/authorization.k8s.io/v1/";

    private final FakeEks fake = FakeEks.create();
    private final FakeCluster prod = fake.createCluster("prod", AuthenticationMode.API);
    private final FakePrincipal admin = fake.iam().role("admin");
    private final FakePrincipal dev = fake.iam().role("dev");

    @BeforeEach
    void grant() {
        prod.accessEntries()
                .grant(admin.arn())
                .allow(AccessPolicy.CLUSTER_ADMIN)
                .clusterWide()
                .apply();
        prod.accessEntries()
                .grant(dev.arn())
                .groups("devs")
                .allow(AccessPolicy.VIEW)
                .inNamespaces("team-b")
                .apply();
        prod.rbac(RbacObjects.parse("""
                - {kind: Role, metadata: {name: reader, namespace: team-a},
                   rules: [{apiGroups: [""], resources: [pods], resourceNames: [web], verbs: [get]}]}
                - {kind: RoleBinding, metadata: {name: readers, namespace: team-a},
                   roleRef: {kind: Role, name: reader}, subjects: [{kind: Group, name: devs}]}
                """));
    }

    @AfterEach
    void close() {
        fake.close();
    }

    private KubeCalls by(FakePrincipal principal) {
        return KubeCalls.by(fake, "prod", principal);
    }

    private static Answer review(KubeCalls calls, String path, String kind, String spec) {
        String group = path.contains("authentication") ? "authentication" : "authorization";
        return calls.post(
                path, "{\"apiVersion\":\"" + group + ".k8s.io/v1\",\"kind\":\"" + kind + "\",\"spec\":" + spec + "}");
    }

    private static JsonObject status(Answer answer) {
        assertThat(answer.status()).as(answer.json().toString()).isEqualTo(201);
        return answer.json().getAsJsonObject("status");
    }

    @Test
    void ownAccess_isToldWithItsGround() {
        JsonObject byRbac = status(
                review(
                        by(dev),
                        AUTHORIZATION + "selfsubjectaccessreviews",
                        "SelfSubjectAccessReview",
                        "{\"resourceAttributes\":{\"verb\":\"get\",\"resource\":\"pods\",\"name\":\"web\",\"namespace\":\"team-a\"}}"));
        assertThat(byRbac)
                .hasToString(
                        "{\"allowed\":true,\"reason\":\"RBAC: allowed by RoleBinding \\\"readers/team-a\\\" of Role"
                                + " \\\"reader\\\" to Group \\\"devs\\\"\"}");
        JsonObject byPolicy = status(review(
                by(dev),
                AUTHORIZATION + "selfsubjectaccessreviews",
                "SelfSubjectAccessReview",
                "{\"resourceAttributes\":{\"verb\":\"get\",\"resource\":\"pods\",\"namespace\":\"team-b\"}}"));
        assertThat(byPolicy.get("reason").getAsString()).startsWith("EKS Access Policy: allowed by");
        JsonObject denied = status(review(
                by(dev),
                AUTHORIZATION + "selfsubjectaccessreviews",
                "SelfSubjectAccessReview",
                "{\"nonResourceAttributes\":{\"verb\":\"get\",\"path\":\"/metrics\"}}"));
        assertThat(denied.get("allowed").getAsBoolean()).isFalse();
        assertThat(denied.get("reason").getAsString()).contains("/metrics");
    }

    @Test
    void accessOfOthers_isByRbacAlone_unlessTheirIamIsNamed() {
        JsonObject allowed = status(review(
                by(admin),
                AUTHORIZATION + "subjectaccessreviews",
                "SubjectAccessReview",
                "{\"groups\":[\"devs\"],\"resourceAttributes\":"
                        + "{\"verb\":\"get\",\"resource\":\"pods\",\"name\":\"web\",\"namespace\":\"team-a\"}}"));
        assertThat(allowed.get("allowed").getAsBoolean()).isTrue();
        JsonObject local = status(review(
                by(admin),
                AUTHORIZATION + "namespaces/team-a/localsubjectaccessreviews",
                "LocalSubjectAccessReview",
                "{\"user\":\"ana\",\"resourceAttributes\":"
                        + "{\"verb\":\"get\",\"resource\":\"pods\",\"name\":\"web\",\"namespace\":\"team-a\"}}"));
        assertThat(local.get("allowed").getAsBoolean()).isFalse();
    }

    @Test
    void ownRules_areThoseOfRbac_andIncomplete() {
        JsonObject status = status(review(
                by(dev),
                AUTHORIZATION + "selfsubjectrulesreviews",
                "SelfSubjectRulesReview",
                "{\"namespace\":\"team-a\"}"));

        assertThat(status.get("incomplete").getAsBoolean()).isTrue();
        assertThat(status.get("evaluationError").getAsString())
                .isEqualTo("webhook authorizer does not support user rule resolution");
        assertThat(status.getAsJsonArray("resourceRules").asList())
                .extracting(JsonElement::toString)
                .contains(
                        "{\"apiGroups\":[\"\"],\"resources\":[\"pods\"],\"resourceNames\":[\"web\"],\"verbs\":[\"get\"]}");
        assertThat(status.getAsJsonArray("nonResourceRules").toString()).contains("/healthz", "/api");
        assertThat(status.toString()).doesNotContain("configmaps");
        assertThat(review(by(dev), AUTHORIZATION + "selfsubjectrulesreviews", "SelfSubjectRulesReview", "{}")
                        .message())
                .isEqualTo("no namespace on request");
    }

    @Test
    void token_isSomebodys_orNobodys_andIsNotRepeated() {
        String token = fake.aws()
                .controlPlanes()
                .of("prod")
                .tokens(dev.credentials())
                .token()
                .value();
        String path = "/apis/authentication.k8s.io/v1/tokenreviews";
        Answer good = review(by(admin), path, "TokenReview", "{\"token\":\"" + token + "\"}");
        assertThat(status(good).get("authenticated").getAsBoolean()).isTrue();
        assertThat(status(good).getAsJsonObject("user").get("groups"))
                .hasToString("[\"devs\",\"system:authenticated\"]");
        assertThat(good.json().toString()).doesNotContain(token);

        Answer bad = review(by(admin), path, "TokenReview", "{\"token\":\"k8s-aws-v1.secret\"}");
        assertThat(status(bad).has("authenticated")).isFalse();
        assertThat(status(bad).get("error").getAsString()).isNotEmpty();
        assertThat(bad.json().toString()).doesNotContain("secret");
        assertThat(status(review(
                                by(admin),
                                path,
                                "TokenReview",
                                "{\"token\":\"" + token + "\",\"audiences\":[\"vault\"]}"))
                        .get("error")
                        .getAsString())
                .isEqualTo("token audiences [\"https://kubernetes.default.svc\"] is invalid for the target audiences"
                        + " [\"vault\"]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "subjectaccessreviews | SubjectAccessReview | {\"resourceAttributes\":{\"verb\":\"get\"}} | spec.user: Invalid"
                        + " value: \"\": at least one of user or group must be specified",
                "subjectaccessreviews | SubjectAccessReview | {\"user\":\"u\"} | spec.resourceAttributes: Invalid value: null:"
                        + " exactly one of nonResourceAttributes or resourceAttributes must be specified",
                "namespaces/a/localsubjectaccessreviews | LocalSubjectAccessReview |"
                        + " {\"user\":\"u\",\"resourceAttributes\":{\"namespace\":\"b\"}} | spec.resourceAttributes.namespace:"
                        + " Invalid value: \"b\": must match metadata.namespace",
            })
    void questionThatIsNone_isInvalid(String path, String kind, String spec, String cause) {
        Answer answer = review(by(admin), AUTHORIZATION + path, kind, spec);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.message()).isEqualTo(kind + ".authorization.k8s.io \"\" is invalid: " + cause);
    }
}
