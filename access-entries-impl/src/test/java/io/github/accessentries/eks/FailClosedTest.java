package io.github.accessentries.eks;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.accessentries.AccessEntriesException;
import io.github.accessentries.AccessPolicy;
import io.github.accessentries.MovingClock;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.awsauth.AwsAuth;
import io.github.accessentries.fleet.Drift;
import io.github.accessentries.fleet.Fleet;
import io.github.accessentries.internal.calls.AnsweringEks;
import io.github.accessentries.kubernetes.KubernetesApi;
import io.github.accessentries.manage.AccessEntries;
import io.github.accessentries.mapping.ClusterMappings;
import io.github.accessentries.plan.DesiredAccess;
import io.github.accessentries.plan.DesiredEntry;
import io.github.accessentries.plan.Ownership;
import io.github.accessentries.rbac.ClusterAccess;
import io.github.accessentries.rbac.RbacObjects;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.eks.model.EksException;

/**
 * A dependency that fails, is too slow or answers oddly ends each operation with an error, never with an answer that says
 * "nobody", "none" or "nothing to do".
 */
class FailClosedTest {

    private static final PrincipalArn DEV = PrincipalArn.role("111122223333", "dev");
    private static final DesiredAccess DESIRED = DesiredAccess.builder()
            .ownership(Ownership.ALL)
            .entry(DesiredEntry.builder(DEV).allow(AccessPolicy.VIEW).clusterWide())
            .build();
    private static final KubernetesApi NO_OBJECTS =
            path -> path.contains("?") ? Optional.of("{\"items\":[]}") : Optional.empty();

    private static final Map<String, Supplier<String>> TROUBLES = new LinkedHashMap<>();

    static {
        TROUBLES.put("no network", () -> {
            throw SdkClientException.create("Unable to execute HTTP request");
        });
        TROUBLES.put("too slow", () -> {
            throw ApiCallTimeoutException.create(1);
        });
        TROUBLES.put("refused", () -> {
            throw EksException.builder().message("no").statusCode(403).build();
        });
        TROUBLES.put("broken connection", () -> {
            throw new UncheckedIOException(new IOException("reset"));
        });
        TROUBLES.put("closed client", () -> {
            throw new IllegalStateException("Connection pool shut down");
        });
        TROUBLES.put("empty object", () -> "{}");
        TROUBLES.put("null", () -> "null");
        TROUBLES.put("page of a proxy", () -> "<html>Log in first</html>");
        TROUBLES.put("half an answer", () -> "{\"accessEntries\":[");
        TROUBLES.put("another answer", () -> "{\"nodegroups\":[],\"kind\":\"Status\",\"status\":\"Success\"}");
    }

    private static final Map<String, Consumer<AccessEntries>> OPERATIONS = new LinkedHashMap<>();

    private static void operation(String name, Consumer<AccessEntries> operation) {
        OPERATIONS.put(name, operation);
    }

    static {
        operation("principals", prod -> assertThat(prod.principals()).isNull());
        operation("list", prod -> assertThat(prod.list()).isNull());
        operation("find", prod -> assertThat(prod.find(DEV)).isNull());
        operation("get", prod -> assertThat(prod.get(DEV)).isNull());
        operation("policies", prod -> assertThat(prod.policies()).isNull());
        operation(
                "authenticationMode",
                prod -> assertThat(prod.authenticationMode()).isNull());
        operation(
                "grant", prod -> assertThat(prod.grant(DEV).groups("a").apply()).isNull());
        operation(
                "withdraw",
                prod -> assertThat(prod.withdraw(DEV).groups("a").apply()).isNull());
        operation("revoke", prod -> assertThat(prod.revoke(DEV)).isNull());
        operation("plan", prod -> assertThat(prod.plan(DESIRED)).isNull());
        operation("drift", prod -> assertThat(Drift.of(prod, DESIRED)).isNull());
        operation(
                "enableAccessEntries",
                prod -> assertThat(prod.enableAccessEntries()).isNull());
        operation(
                "requireAccessEntries",
                prod -> assertThat(prod.requireAccessEntries()).isNull());
        operation("model", prod -> assertThat(ClusterAccess.read(prod)).isNull());
        operation(
                "mappings",
                prod -> assertThat(ClusterMappings.read(prod, NO_OBJECTS)).isNull());
        operation(
                "whole model",
                prod -> assertThat(ClusterAccess.read(prod, NO_OBJECTS)).isNull());
        operation(
                "fleet",
                prod -> Fleet.builder()
                        .cluster("prod", prod, DESIRED)
                        .build()
                        .plan()
                        .orThrow());
        operation(
                "drift of a fleet",
                prod -> Fleet.builder()
                        .cluster("prod", prod, DESIRED)
                        .build()
                        .drift()
                        .orThrow());
    }

    static Stream<Arguments> everyOperationInEveryTrouble() {
        return OPERATIONS.keySet().stream()
                .flatMap(operation -> TROUBLES.keySet().stream().map(trouble -> Arguments.of(operation, trouble)));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("everyOperationInEveryTrouble")
    void eksInTrouble_isAnError(String operation, String trouble) {
        MovingClock clock = new MovingClock(Instant.EPOCH);
        AccessEntries prod = EksAccessEntries.builder()
                .cluster("prod")
                .eksClient(new AnsweringEks(
                                request -> requireNonNull(TROUBLES.get(trouble)).get())
                        .client())
                .propagationPatience(Duration.ZERO)
                .clock(clock)
                .sleeper(clock)
                .build();

        assertThatExceptionOfType(AccessEntriesException.class)
                .isThrownBy(() -> requireNonNull(OPERATIONS.get(operation)).accept(prod));
    }

    static Stream<String> troublesOfACluster() {
        return Stream.of("{}", "null", "[]", "", "<html>Log in first</html>", "{\"kind\":\"Status\"}", "{\"items\":");
    }

    @ParameterizedTest
    @MethodSource("troublesOfACluster")
    void clusterInTrouble_isAnError(String answer) {
        KubernetesApi odd = path -> Optional.of(answer);

        assertThatExceptionOfType(AccessEntriesException.class)
                .isThrownBy(() -> assertThat(AwsAuth.read(odd)).isNull());
        assertThatExceptionOfType(AccessEntriesException.class)
                .isThrownBy(() -> assertThat(RbacObjects.read(odd)).isNull());
    }
}
