package io.github.accessentries.testkit.behaviour;

import static io.github.accessentries.testkit.LifeOfClusters.invalidParameter;
import static io.github.accessentries.testkit.LifeOfClusters.invalidRequest;
import static io.github.accessentries.testkit.LifeOfClusters.notFound;
import static io.github.accessentries.testkit.LifeOfClusters.refusal;
import static io.github.accessentries.testkit.behaviour.Examples.BAD_CLUSTER_NAME;
import static io.github.accessentries.testkit.behaviour.Examples.BAD_MODE;
import static io.github.accessentries.testkit.behaviour.Examples.BAD_PRINCIPAL;
import static io.github.accessentries.testkit.behaviour.Examples.NODE;
import static io.github.accessentries.testkit.behaviour.Examples.NO_CLUSTER;
import static io.github.accessentries.testkit.behaviour.Examples.NO_ENTRY;
import static io.github.accessentries.testkit.behaviour.Examples.OF_SERVICE_LINKED;
import static io.github.accessentries.testkit.behaviour.Examples.ROLE;
import static io.github.accessentries.testkit.behaviour.Examples.SERVICE_LINKED;
import static io.github.accessentries.testkit.behaviour.Examples.SESSION;
import static io.github.accessentries.testkit.behaviour.Examples.TAKEN;
import static io.github.accessentries.testkit.behaviour.Examples.USER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.accessentries.testkit.FakePrincipal;
import io.github.accessentries.testkit.LifeOfClusters.Refusal;
import io.github.accessentries.testkit.UnverifiedAnswer;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.eks.model.ResourceNotFoundException;

/** What the operations on an entry refuse: describe, update, delete, and those on its policies. */
class EntryErrorsTest {

    private final Examples examples = new Examples();
    private final EksClient eks = examples.eks;

    @AfterEach
    void close() {
        examples.close();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void call_withSomethingWrong_isRefusedInTheWordsOfEks(Row row) {
        row.verify(eks);
    }

    static Stream<Row> rows() {
        return Stream.concat(
                Examples.entryCalls().entrySet().stream().flatMap(EntryErrorsTest::ofAnyCall),
                Examples.changes().entrySet().stream()
                        .map(call -> row(call, "service-linked role", "prod", SERVICE_LINKED, OF_SERVICE_LINKED)));
    }

    private static Row row(
            Map.Entry<String, Examples.EntryCall> call, String cause, String cluster, String arn, String message) {
        return new Row(call.getKey() + ", " + cause, call.getValue().of(cluster, arn), invalidParameter(message));
    }

    private static Stream<Row> ofAnyCall(Map.Entry<String, Examples.EntryCall> named) {
        String name = named.getKey();
        Examples.EntryCall call = named.getValue();
        return Stream.of(
                new Row(name + ", no entry", call.of("prod", ROLE), notFound(NO_ENTRY)),
                new Row(name + ", cluster missing", call.of("none", TAKEN), notFound(NO_CLUSTER)),
                new Row(name + ", mode CONFIG_MAP", call.of("old", TAKEN), invalidRequest(BAD_MODE)),
                row(named, "cluster name malformed", "a b", TAKEN, BAD_CLUSTER_NAME),
                row(named, "assumed role", "prod", SESSION, BAD_PRINCIPAL),
                row(named, "no ARN", "prod", "dev", BAD_PRINCIPAL));
    }

    @Test
    void update_withAForbiddenGroup_isRefusedAsOnCreation() {
        assertThat(refusal(() -> eks.updateAccessEntry(
                        r -> r.clusterName("prod").principalArn(TAKEN).kubernetesGroups("system:masters"))))
                .isEqualTo(invalidParameter(
                        "The kubernetes group name system:masters is invalid, it cannot start with system:"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"system:node:{{EC2PrivateDNSName}}", "system:x"})
    @UnverifiedAnswer("update-of-a-node-type")
    void update_ofANodeEntryWithItsOwnUsername_isRefusedForThePrefix(String username) {
        assertThat(refusal(() -> eks.updateAccessEntry(
                        r -> r.clusterName("prod").principalArn(NODE).username(username))))
                .isEqualTo(invalidParameter("The username must not begin with system:"));
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(strings = "node")
    @UnverifiedAnswer("update-of-a-node-type")
    void update_ofANodeEntry_isRefusedWhateverItSays(@Nullable String username) {
        assertThat(refusal(() -> eks.updateAccessEntry(
                        r -> r.clusterName("prod").principalArn(NODE).username(username))))
                .isEqualTo(invalidParameter(
                        "This operation can only be performed on Access Entries with a type of \"STANDARD\""));
    }

    @Test
    void caller_withoutPermissionAndWithoutAnEntry_isDeniedOnBlanks() {
        FakePrincipal ana = examples.fake.iam().user("ana");
        examples.fake.iam().deny(ana.arn(), "eks:DescribeAccessEntry");

        assertThat(refusal(() -> examples.fake
                        .eksClient(ana.credentials())
                        .describeAccessEntry(r -> r.clusterName("prod").principalArn(ROLE))))
                .isEqualTo(new Refusal(
                        403,
                        "AccessDeniedException",
                        "User: " + USER + " is not authorized to perform: eks:DescribeAccessEntry on resource:"
                                + " arn:aws:eks:us-west-2:111122223333:access-entry/prod////*"));
    }

    @Test
    @UnverifiedAnswer("members-of-errors")
    void error_aboutACluster_namesItAndHasItsOwnClass() {
        ResourceNotFoundException refusal =
                catchThrowableOfType(ResourceNotFoundException.class, () -> eks.describeCluster(r -> r.name("none")));

        assertThat(refusal.clusterName()).isEqualTo("none");
    }
}
