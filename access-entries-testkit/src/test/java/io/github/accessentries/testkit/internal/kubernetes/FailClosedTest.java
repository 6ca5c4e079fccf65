package io.github.accessentries.testkit.internal.kubernetes;

import static io.github.accessentries.testkit.internal.kubernetes.ClusterUnderTest.AUTHENTICATED;
import static io.github.accessentries.testkit.internal.kubernetes.ClusterUnderTest.json;
import static io.github.accessentries.testkit.internal.kubernetes.ClusterUnderTest.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import io.github.accessentries.ErrorContext;
import io.github.accessentries.UnavailableException;
import io.github.accessentries.authn.Authenticator;
import io.github.accessentries.authz.Authorizer;
import io.github.accessentries.rbac.ClusterAccess;
import io.github.accessentries.testkit.internal.kubernetes.kind.GroupResource;
import io.github.accessentries.testkit.internal.kubernetes.message.ApiResponse;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whoever fails to know or to decide lets nobody in. */
class FailClosedTest {

    private static final String MAPS = "/api/v1/namespaces/default/configmaps";
    private static final String REVIEW = "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews";

    static Stream<RuntimeException> failures() {
        return Stream.of(
                new IllegalStateException("the cluster is gone"),
                new NullPointerException("a defect"),
                new UnsupportedOperationException("not this one"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void authorizerThatFails_isAnInternalError_andChangesNothing(RuntimeException failure) {
        Authorizer broken = (user, request) -> {
            throw failure;
        };
        try (ClusterUnderTest cluster = new ClusterUnderTest(token -> AUTHENTICATED, broken)) {
            assertThat(refusal(cluster.post(MAPS, "{'metadata':{'name':'m'}}")))
                    .isEqualTo("500 InternalError: Internal error occurred: authorization could not be decided: "
                            + failure.getMessage());
            assertThat(cluster.store().list(new GroupResource("", "configmaps"), "default"))
                    .noneMatch(map -> map.name().equals("m"));
            assertThat(cluster.api().calls().calls())
                    .allSatisfy(call -> assertThat(call.allowed()).isFalse());
        }
    }

    @Test
    void authorizerThatFailsWithinAReview_isNoPermission() {
        int[] questions = {0};
        Authorizer working = ClusterAccess.builder().build().authorizer();
        Authorizer failsLater = (user, request) -> {
            if (questions[0]++ > 0) {
                throw new IllegalStateException("broken");
            }
            return working.decide(user, request);
        };
        try (ClusterUnderTest cluster = new ClusterUnderTest(token -> AUTHENTICATED, failsLater)) {
            JsonObject answer =
                    cluster.post(REVIEW, "{'spec':{'resourceAttributes':{'verb':'get','resource':'pods'}}}");
            assertThat(answer.toString()).contains("broken").doesNotContain("\"allowed\":true");
        }
    }

    @Test
    void stsThatCannotBeAsked_knowsNobody() {
        Authenticator unreachable = token -> {
            throw new UnavailableException(
                    "STS is not there", ErrorContext.builder().build(), null);
        };
        assertThat(refused(unreachable)).isEqualTo("401 Unauthorized: Unauthorized");
    }

    @ParameterizedTest
    @MethodSource("failures")
    void authenticatorThatFails_letsNobodyIn_andTellsNoSecret(RuntimeException failure) {
        Authenticator broken = token -> {
            throw failure;
        };
        assertThat(refused(broken))
                .isEqualTo("500 InternalError: Internal error occurred: the authenticator failed with a "
                        + failure.getClass().getSimpleName());
    }

    private static String refused(Authenticator authenticator) {
        Authorizer working = ClusterAccess.builder().build().authorizer();
        try (ClusterUnderTest cluster = new ClusterUnderTest(authenticator, working)) {
            ApiResponse response = cluster.send("GET", MAPS, new byte[0], Map.of());
            return refusal(json(response.body()));
        }
    }
}
