package io.github.accessentries.iac;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.accessentries.AccessPolicy;
import io.github.accessentries.EntryType;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.plan.DesiredAccess;
import io.github.accessentries.plan.DesiredEntry;
import io.github.accessentries.plan.InvalidDesiredAccessException;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the formats of objects and stacks refuse and write; what they read is among the cases. */
class ResourceFormatsTest {

    private static final PrincipalArn DEV = PrincipalArn.role("111122223333", "dev+ops");

    private static final DesiredAccess ACCESS = DesiredAccess.builder()
            .entry(DesiredEntry.builder(DEV)
                    .groups("a $b")
                    .allow(AccessPolicy.VIEW)
                    .clusterWide()
                    .tag("owner", "red"))
            .entry(DesiredEntry.builder(PrincipalArn.role("111122223333", "dev=ops"))
                    .type(EntryType.EC2_LINUX))
            .entry(DesiredEntry.builder(PrincipalArn.role("111122223333", "pod"))
                    .type(EntryType.HYPERPOD_LINUX))
            .build();

    private static AccessSource source(String name) {
        return switch (name) {
            case "ack" -> AccessFormat.ack();
            case "crossplane" -> AccessFormat.crossplane();
            case "pulumi" -> AccessFormat.pulumi();
            default -> AccessSource.clusterApi();
        };
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "ack        | `` | is empty",
                "ack        | { | neither YAML nor JSON",
                "ack        | [1] | line 1: is not a mapping",
                "ack        | {kind: AccessEntry} | line 1: has no apiVersion",
                "ack        | {kind: '${KIND}', apiVersion: v1} | nothing says what KIND is",
                "ack        | {kind: AccessEntry, apiVersion: eks.services.k8s.aws/v1alpha1} | has no spec",
                "ack        | {kind: AccessEntry, apiVersion: eks.services.k8s.aws/v1alpha1, spec: {clusterName: a}} | has no principalARN",
                "ack        | {kind: AccessEntry, apiVersion: eks.services.k8s.aws/v1alpha1, spec: {clusterName: a, principalARN: b}} | spec.principalARN: ",
                "ack        | {kind: AccessEntry, apiVersion: eks.services.k8s.aws/v1alpha1, spec: {principalARN: a}} | has neither clusterName nor clusterRef",
                "crossplane | {kind: AccessEntry, apiVersion: eks.aws.upbound.io/v1beta1, spec: {}} | has no forProvider",
                "crossplane | {kind: AccessEntry, apiVersion: eks.aws.upbound.io/v1beta1, spec: {forProvider: {principalArn: a}}} | says nothing for clusterName; use clusterName, clusterNameRef or clusterNameSelector",
                "crossplane | {kind: AccessEntry, apiVersion: eks.aws.upbound.io/v1beta1, spec: {forProvider: {clusterName: a}}} | says nothing for principalArn; use principalArn, principalArnFromRoleRef or principalArnFromRoleSelector",
                "clusterApi | {kind: AWSManagedControlPlane, apiVersion: controlplane.cluster.x-k8s.io/v1beta2, spec: {accessEntries: 1}} | spec.accessEntries: is not a list",
                "pulumi     | {} | has neither deployment",
                "pulumi     | {version: 3, deployment: {resources: [{type: 'aws:eks/accessEntry:AccessEntry'}]}} | has no urn",
                "pulumi     | {version: 3, deployment: {resources: [{urn: a, type: 'aws:eks/accessEntry:AccessEntry', inputs: {clusterName: a}}]}} | has no principalArn",
                "pulumi     | {resources: {a: {properties: {}}}} | has no type",
            })
    void document_withFault_isRefused(String source, String text, String fault) {
        assertThatThrownBy(() -> source(source).read(text, Map.of()))
                .isInstanceOf(InvalidDesiredAccessException.class)
                .hasMessageContaining(fault);
    }

    @Test
    void ack_written_takesOverWhatIsThere_underNamesThatKubernetesTakes() {
        Exported exported = AccessFormat.ack().write("prod", ACCESS);

        assertThat(exported.text())
                .contains("services.k8s.aws/adoption-policy: adopt-or-create")
                .contains("{\"clusterName\":\"prod\",\"principalARN\":\"" + DEV + "\"}")
                .contains("name: dev-ops\n", "name: dev-ops-2\n", "name: pod\n")
                .contains("\"a \\x24b\"")
                .doesNotContain("$");
        assertThat(exported.omissions()).isEmpty();
    }

    @Test
    void crossplane_written_leavesTheRegionToFillIn() {
        Exported exported = AccessFormat.crossplane().write("prod", ACCESS);

        assertThat(exported.text()).contains("region: ${AWS_REGION}\n", "name: dev-ops-amazoneksviewpolicy\n");
        assertThat(exported.omissions())
                .extracting(Omission::place)
                .containsExactly("arn:aws:iam::111122223333:role/pod", "spec.forProvider.region");
    }

    @Test
    void pulumi_written_takesPoliciesFromTheirEntries() {
        Exported exported = AccessFormat.pulumi().write("prod", ACCESS);

        assertThat(exported.text())
                .contains("principalArn: ${access-dev-ops.principalArn}")
                .contains("access-dev-ops_AmazonEKSViewPolicy:")
                .contains("access-dev-ops-2:")
                .contains("a $$b");
        assertThat(exported.omissions())
                .extracting(Omission::place)
                .containsExactly("arn:aws:iam::111122223333:role/pod");
    }

    @Test
    void tagThatPulumiTakesForAFunction_leavesItsEntryBehind() {
        Exported exported = AccessFormat.pulumi()
                .write(
                        "prod",
                        DesiredAccess.builder()
                                .entry(DesiredEntry.builder(PrincipalArn.role("111122223333", "ops"))
                                        .tag("Fn::join", "a")
                                        .build())
                                .build());

        assertThat(exported.text()).contains("resources: {}");
        assertThat(exported.omissions())
                .extracting(Omission::reason)
                .singleElement()
                .asString()
                .contains("Fn::join");
    }

    @Test
    void textsOfOtherObjects_areNotReadAsWhatTheyAreNot() {
        Imported imported = AccessFormat.ack().read("""
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: script}
                data:
                  run.sh: |
                    echo ${HOME} $(id) && kubectl get accessentry
                """, Map.of());

        assertThat(imported.clusters()).isEmpty();
        assertThat(imported.omissions()).isEmpty();
    }

    @Test
    void manySelectors_areEachFollowedToTheOneObjectOfItsLabels() {
        String objects =
                IntStream.range(0, 1_500).mapToObj(i -> """
                        apiVersion: eks.aws.upbound.io/v1beta1
                        kind: AccessEntry
                        metadata: {name: e%1$d, labels: {app: all, team: t%1$d}}
                        spec: {forProvider: {clusterName: prod, principalArn: "arn:aws:iam::111122223333:role/r%1$d"}}
                        ---
                        apiVersion: eks.aws.upbound.io/v1beta1
                        kind: AccessPolicyAssociation
                        metadata: {name: p%1$d}
                        spec: {forProvider: {clusterName: prod, accessScope: {type: cluster},
                          policyArn: "arn:aws:eks::aws:cluster-access-policy/AmazonEKSViewPolicy",
                          principalArnSelector: {matchLabels: {app: all, team: t%1$d}}}}
                        """.formatted(i)).collect(Collectors.joining("---\n"));

        Imported imported = AccessFormat.crossplane().read(objects, Map.of());

        assertThat(requireNonNull(imported.clusters().get("prod")).entries())
                .hasSize(1_500)
                .allSatisfy(entry -> assertThat(entry.policies()).containsKey(AccessPolicy.VIEW));
    }

    @Test
    void selector_whoseLabelIsNotKnownOfAnEntry_mayMeanIt() {
        String text = """
                apiVersion: eks.aws.upbound.io/v1beta1
                kind: AccessEntry
                metadata: {name: a, labels: {team: "${TEAM}"}}
                spec: {forProvider: {clusterName: prod, principalArn: "arn:aws:iam::111122223333:role/a"}}
                ---
                apiVersion: eks.aws.upbound.io/v1beta1
                kind: AccessPolicyAssociation
                metadata: {name: p}
                spec: {forProvider: {clusterName: prod, principalArnSelector: {matchLabels: {team: red}}}}
                """;

        Imported imported = AccessFormat.crossplane().read(text, Map.of());

        assertThat(imported.omissions())
                .extracting(Omission::reason)
                .anyMatch(reason -> reason.startsWith("AccessPolicyAssociation/p nothing says what TEAM is"))
                .anyMatch(reason -> reason.startsWith("AccessEntry/a is left out too"));
    }
}
