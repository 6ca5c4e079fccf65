package io.github.accessentries.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.accessentries.AccessPolicy;
import io.github.accessentries.authz.AccessRequest;
import io.github.accessentries.eks.EksAccessEntries;
import io.kubernetes.client.openapi.ApiException;
import io.kubernetes.client.openapi.apis.CoreV1Api;
import io.kubernetes.client.openapi.models.V1ConfigMap;
import io.kubernetes.client.openapi.models.V1ObjectMeta;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.eks.model.EksException;

/** The examples in the Javadoc, each with what must come of it; white space aside they stand there to the letter. */
class JavadocExamplesTest {

    private static final Pattern EXAMPLE = Pattern.compile("<pre>\\{@code\\n(.*?)\\n *\\* \\}</pre>", Pattern.DOTALL);

    @Test
    void accessRequest() {
        assertThat(new AccessRequest[] {
                    AccessRequest.of("delete", "pods").inNamespace("prod"),
                    AccessRequest.of("get", "deployments.apps/scale")
                            .inNamespace("prod")
                            .named("web"),
                    AccessRequest.ofPath("get", "/metrics")
                })
                .extracting(AccessRequest::toString)
                .containsExactly(
                        "delete pods in namespace prod",
                        "get deployments.apps/scale \"web\" in namespace prod",
                        "get /metrics");
    }

    @Test
    void fakeEks() {
        try (FakeEks eks = FakeEks.create()) {
            FakeCluster prod = eks.createCluster("prod");
            FakePrincipal dev = eks.iam().role("team/dev");
            eks.eksClient()
                    .createAccessEntry(r ->
                            r.clusterName(prod.name()).principalArn(dev.arn().toString()));

            assertThat(prod.accessEntries().find(dev.arn())).isPresent();
        }
    }

    @Test
    void advance_asASleeper() {
        try (FakeEks eks = FakeEks.builder()
                .clock(FakeClock.at(Instant.parse("2026-11-23T12:00:00Z")))
                .build()) {
            FakeCluster prod = eks.createCluster("prod");
            eks.consistency(Duration.ofSeconds(20), Duration.ZERO);
            FakePrincipal late = eks.iam().role("late");
            Instant start = eks.clock().instant();

            EksAccessEntries.builder()
                    .cluster("prod")
                    .eksClient(eks.eksClient())
                    .clock(eks.clock())
                    .sleeper(eks::advance)
                    .build()
                    .grant(late.arn())
                    .apply();

            assertThat(prod.accessEntries().find(late.arn())).isPresent();
            assertThat(Duration.between(start, eks.clock().instant())).isGreaterThanOrEqualTo(Duration.ofSeconds(20));
        }
    }

    @Test
    void faults() {
        try (FakeEks eks = FakeEks.builder()
                .clock(FakeClock.at(Instant.parse("2026-11-23T12:00:00Z")))
                .build()) {
            FakeCluster prod = eks.createCluster("prod");
            eks.faults()
                    .on("CreateAccessEntry")
                    .fail("ThrottlingException", 429)
                    .times(2);
            eks.faults().on("CreateAccessEntry").cutConnection().afterChange();
            eks.faults().on("*").delay(Duration.ofMillis(50)).always();
            Instant start = eks.clock().instant();
            EksClient client = eks.eksClient();
            FakePrincipal dev = eks.iam().role("dev");

            // Three attempts meet two errors and a lost answer; what the last one asked for was done.
            assertThatThrownBy(() -> client.createAccessEntry(
                            r -> r.clusterName("prod").principalArn(dev.arn().toString())))
                    .isNotInstanceOf(EksException.class);
            assertThat(prod.accessEntries().find(dev.arn())).isPresent();
            assertThat(Duration.between(start, eks.clock().instant())).isEqualTo(Duration.ofMillis(100));
        }
    }

    @Test
    void faults_atClusters() {
        try (FakeEks eks = FakeEks.create()) {
            FakeCluster prod = eks.createCluster("prod");
            FakePrincipal dev = eks.iam().role("dev");
            prod.accessEntries()
                    .grant(dev.arn())
                    .allow(AccessPolicy.EDIT)
                    .inNamespaces("kube-system")
                    .apply();
            eks.faults().onKubernetes("update", "configmaps").fail("Conflict", 409);
            eks.faults()
                    .onKubernetes("list", "pods")
                    .fail("TooManyRequests", 429)
                    .times(2);
            eks.faults()
                    .onKubernetes("create", "deployments.apps")
                    .cutConnection()
                    .afterChange();
            CoreV1Api core = new CoreV1Api(prod.apiClient(dev));

            assertThatThrownBy(() -> core.listNamespacedPod("kube-system").execute())
                    .isInstanceOfSatisfying(
                            ApiException.class, e -> assertThat(e.getCode()).isEqualTo(429));

            assertThatThrownBy(() -> core.replaceNamespacedConfigMap(
                                    "kube-root-ca.crt",
                                    "kube-system",
                                    new V1ConfigMap().metadata(new V1ObjectMeta().name("kube-root-ca.crt")))
                            .execute())
                    .isInstanceOfSatisfying(
                            ApiException.class,
                            e -> assertThat(e.getResponseBody()).contains("Scripted fault"));
        }
    }

    @Test
    void faults_before() {
        try (FakeEks eks = FakeEks.create()) {
            FakeCluster prod = eks.createCluster("prod");
            FakePrincipal dev = eks.iam().role("dev");
            prod.accessEntries().grant(dev.arn()).apply();
            eks.faults().before("UpdateAccessEntry", () -> prod.accessEntries().revoke(dev.arn()));

            assertThatThrownBy(() -> eks.eksClient()
                            .updateAccessEntry(r -> r.clusterName("prod")
                                    .principalArn(dev.arn().toString())
                                    .username("dev")))
                    .isInstanceOf(EksException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../access-entries-api/src/main/java/io/github/accessentries/authz/AccessRequest.java",
                "src/main/java/io/github/accessentries/testkit/FakeEks.java",
                "src/main/java/io/github/accessentries/testkit/Faults.java",
            })
    void examplesInTheJavadoc_areThoseAbove(String file) throws IOException {
        String tested = squeezed(
                Files.readString(Path.of("src/test/java/io/github/accessentries/testkit/JavadocExamplesTest.java")));
        Matcher examples = EXAMPLE.matcher(Files.readString(Path.of(file)));
        int found = 0;
        while (examples.find()) {
            for (String line : examples.group(1).lines().toList()) {
                String example = squeezed(line.replaceFirst("^ *\\*", ""));
                assertThat(tested).contains(example);
                found++;
            }
        }
        assertThat(found).isPositive();
    }

    private static String squeezed(String text) {
        return text.replaceAll("\\s", "");
    }
}
