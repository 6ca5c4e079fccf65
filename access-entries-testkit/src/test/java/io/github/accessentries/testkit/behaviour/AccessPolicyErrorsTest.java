package io.github.accessentries.testkit.behaviour;

import static io.github.accessentries.testkit.LifeOfClusters.invalidParameter;
import static io.github.accessentries.testkit.LifeOfClusters.notFound;
import static io.github.accessentries.testkit.behaviour.Examples.NODE;
import static io.github.accessentries.testkit.behaviour.Examples.NO_ENTRY;
import static io.github.accessentries.testkit.behaviour.Examples.POLICY;
import static io.github.accessentries.testkit.behaviour.Examples.ROLE;
import static io.github.accessentries.testkit.behaviour.Examples.TAKEN;
import static io.github.accessentries.testkit.behaviour.Examples.VIEW;
import static io.github.accessentries.testkit.behaviour.Examples.associate;
import static io.github.accessentries.testkit.behaviour.Examples.disassociate;

import io.github.accessentries.testkit.LifeOfClusters.Refusal;
import io.github.accessentries.testkit.UnverifiedAnswer;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What AssociateAccessPolicy and DisassociateAccessPolicy refuse, beside what all operations on an entry do. */
class AccessPolicyErrorsTest {

    private static final Refusal MALFORMED = invalidParameter("The policyArn parameter format is not valid");
    private static final Refusal UNKNOWN = notFound("The specified policyArn could not be found. You can view your"
            + " available access policies with 'list-access-policies'");
    private static final String NOT_STANDARD =
            "This operation can only be performed on Access Entries with a type of \"STANDARD\"";
    static final List<String> RESERVED = List.of(
            "AmazonEKSBlockStorageClusterPolicy",
            "AmazonEKSBlockStoragePolicy",
            "AmazonEKSClusterInsightsPolicy",
            "AmazonEKSComputeClusterPolicy",
            "AmazonEKSComputePolicy",
            "AmazonEKSEventPolicy",
            "AmazonEKSHybridPolicy",
            "AmazonEKSPodIdentityPolicy",
            "AmazonPrometheusScraperPolicy");

    @ParameterizedTest(name = "{0}")
    @MethodSource({"ofPolicies", "ofScopes", "ofEntries"})
    @UnverifiedAnswer("absent-policy")
    void call_withSomethingWrong_isRefusedInTheWordsOfEks(Row row) {
        try (Examples examples = new Examples()) {
            row.verify(examples.eks);
        }
    }

    static Stream<Row> ofPolicies() {
        Map<String, String> malformed = Map.of(
                "an IAM policy", "arn:aws:iam::aws:policy/AdministratorAccess", "a bare name", "AmazonEKSViewPolicy");
        Map<String, String> unknown = Map.of(
                "unknown", POLICY + "AmazonEKSNoPolicy",
                "of another partition", VIEW.replace("arn:aws:", "arn:aws-cn:"),
                "with a region too few", VIEW.replace("eks::aws", "eks:aws"),
                "with a colon too many", VIEW.replace("eks::aws", "eks:::"),
                "without its owner", VIEW.replace("eks::aws", "eks::"));
        return Stream.concat(
                malformed.entrySet().stream().flatMap(policy -> rows("policy is ", policy, MALFORMED)),
                unknown.entrySet().stream().flatMap(policy -> rows("policy ", policy, UNKNOWN)));
    }

    private static Stream<Row> rows(String prefix, Map.Entry<String, String> policy, Refusal answer) {
        String cause = prefix + policy.getKey();
        return Stream.of(
                new Row("associate, " + cause, associate(TAKEN, policy.getValue(), "cluster"), answer),
                new Row("disassociate, " + cause, disassociate(TAKEN, policy.getValue()), answer));
    }

    static Stream<Row> ofScopes() {
        return Stream.of(
                new Row(
                        "cluster scope with namespaces",
                        associate(TAKEN, VIEW, "cluster", "team-a"),
                        invalidParameter(
                                "accessScope should not include namespaces if the type is not set as namespace")),
                new Row(
                        "namespace scope without namespaces",
                        associate(TAKEN, VIEW, "namespace"),
                        invalidParameter("At least 1 namespace must be provided if the type is set as namespace")));
    }

    static Stream<Row> ofEntries() {
        Stream<Row> ofNodes = Stream.of(
                new Row("entry of a node type", associate(NODE, VIEW, "cluster"), invalidParameter(NOT_STANDARD)));
        Stream<Row> others = Stream.of(
                new Row("no entry", associate(ROLE, VIEW, "cluster"), notFound(NO_ENTRY)),
                new Row(
                        "disassociate, policy that is not associated",
                        disassociate(TAKEN, VIEW),
                        notFound("The specified policyArn is not associated with the specified principalArn.")));
        Stream<Row> reserved = RESERVED.stream()
                .map(policy -> new Row(
                        policy + ", reserved for service-linked roles",
                        associate(TAKEN, POLICY + policy, "cluster"),
                        invalidParameter("The specified policyArn can only be associated with service-linked roles")));
        return Stream.of(ofNodes, others, reserved).flatMap(rows -> rows);
    }
}
