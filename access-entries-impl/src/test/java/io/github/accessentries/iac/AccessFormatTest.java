package io.github.accessentries.iac;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.accessentries.AccessPolicy;
import io.github.accessentries.EntryType;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.plan.DesiredAccess;
import io.github.accessentries.plan.DesiredEntry;
import io.github.accessentries.plan.InvalidDesiredAccessException;
import io.github.accessentries.plan.Ownership;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccessFormatTest {

    private static final PrincipalArn DEV = PrincipalArn.role("111122223333", "dev");

    @Test
    void cloudFormation_refsSubsAndConditions_areFilledInOrListed() {
        String template = """
                Parameters:
                  Team: {Type: String, Default: team-a}
                  Cluster: {Type: String}
                Resources:
                  Prod:
                    Type: AWS::EKS::Cluster
                    Properties:
                      Name: prod
                      AccessConfig: {AuthenticationMode: API}
                  Bucket: {Type: AWS::S3::Bucket}
                  Dev:
                    Type: AWS::EKS::AccessEntry
                    Properties:
                      ClusterName: !Ref Cluster
                      PrincipalArn: !Sub "arn:${AWS::Partition}:iam::111122223333:role/dev"
                      Username: !Ref AWS::NoValue
                      KubernetesGroups: [{Ref: Team}, !Sub "${!literal}"]
                      AccessPolicies:
                        - PolicyArn: arn:aws:eks::aws:cluster-access-policy/AmazonEKSEditPolicy
                          AccessScope: {Type: namespace, Namespaces: [!Ref Team]}
                      Tags: [{Key: owner, Value: !Ref Team}]
                  Nodes:
                    Type: AWS::EKS::AccessEntry
                    Properties:
                      ClusterName: {Ref: Cluster}
                      PrincipalArn: {"Fn::GetAtt": [NodeRole, Arn]}
                      Type: EC2_LINUX
                  Unknown:
                    Type: AWS::EKS::AccessEntry
                    Properties: {ClusterName: !Ref Cluster, PrincipalArn: !GetAtt Elsewhere.Arn}
                  Imported:
                    Type: AWS::EKS::AccessEntry
                    Properties: {ClusterName: prod, PrincipalArn: !ImportValue role}
                  Groups:
                    Type: AWS::EKS::AccessEntry
                    Properties: {ClusterName: prod, PrincipalArn: "arn:aws:iam::111122223333:role/x", KubernetesGroups: !Split [",", a]}
                  Sometimes:
                    Type: AWS::EKS::AccessEntry
                    Condition: IsProd
                    Properties: {ClusterName: prod, PrincipalArn: "arn:aws:iam::111122223333:role/y"}
                """;

        Imported imported = AccessFormat.cloudFormation()
                .read(
                        template,
                        Map.of(
                                "Cluster", "prod",
                                "AWS::Partition", "aws",
                                "NodeRole.Arn", "arn:aws:iam::111122223333:role/nodes"));

        assertThat(imported.clusters())
                .isEqualTo(Map.of(
                        "prod",
                        DesiredAccess.builder()
                                .entry(DesiredEntry.builder(DEV)
                                        .groups("team-a", "${literal}")
                                        .allow(AccessPolicy.EDIT)
                                        .inNamespaces("team-a")
                                        .tag("owner", "team-a"))
                                .entry(DesiredEntry.builder(PrincipalArn.role("111122223333", "nodes"))
                                        .type(EntryType.EC2_LINUX))
                                .entry(DesiredEntry.builder(PrincipalArn.role("111122223333", "x"))
                                        .groups("a"))
                                .build()));
        assertThat(imported.omissions().stream().map(Omission::toString))
                .containsExactly(
                        "line 9, Resources.Prod.Properties.AccessConfig: the authentication mode belongs to the"
                                + " cluster, not to its access entries",
                        "line 9, Resources.Prod.Properties.AccessConfig: BootstrapClusterCreatorAdminPermissions is"
                                + " left out, which EKS takes for true: whoever creates the cluster becomes an"
                                + " administrator of it, and no file says who that is",
                        "line 28, Resources.Unknown: nothing says what Elsewhere.Arn is; give a value for it",
                        "line 31, Resources.Imported: uses the function Fn::ImportValue for \"role\", which another"
                                + " stack exports; give a value for it",
                        "line 37, Resources.Sometimes: depends on the condition IsProd: there is none of that name in"
                                + " this template");
    }

    @Test
    void cloudFormation_dynamicReference_isNeverCarriedOver() {
        String secret = "{{resolve:secretsmanager:prod}}";
        DesiredAccess access = DesiredAccess.builder()
                .entry(DesiredEntry.builder(DEV).groups(secret))
                .entry(DesiredEntry.builder(PrincipalArn.role("111122223333", "ops"))
                        .groups("ops"))
                .build();

        Exported exported = AccessFormat.cloudFormation().write("prod", access);

        assertThat(exported.text()).contains("role/ops").doesNotContain("resolve");
        assertThat(exported.omissions()).singleElement().satisfies(omission -> {
            assertThat(omission.place()).isEqualTo(DEV.toString());
            assertThat(omission.reason()).contains(secret);
        });

        Imported imported = AccessFormat.cloudFormation()
                .read(
                        "Resources: {A: {Type: 'AWS::EKS::AccessEntry', Properties: {ClusterName: prod, PrincipalArn: '"
                                + DEV + "', Username: '" + secret + "'}}}",
                        Map.of());

        assertThat(imported.clusters()).doesNotContainKey("prod");
        assertThat(imported.omissions()).hasSize(1);
        assertThat(imported.omissions().get(0).reason()).contains("dynamic reference");
    }

    @Test
    void terraform_configuration_isFilledInFromItselfAndFromValues() {
        String json = """
                {
                  "variable": {"team": {"default": "team-a"}},
                  "locals": {"account": "111122223333"},
                  "resource": {
                    "aws_iam_role": {"x": {}},
                    "aws_eks_access_entry": {
                      "dev": {
                        "cluster_name": "${aws_eks_cluster.prod.name}",
                        "principal_arn": "arn:aws:iam::${local.account}:role/dev",
                        "kubernetes_groups": ["${var.team}", "100%%{"],
                        "user_name": null,
                        "tags": {"owner": "${var.team}", "raw": "$${x}"}
                      },
                      "each": [{"for_each": "${var.all}", "cluster_name": "prod", "principal_arn": "${each.key}"}],
                      "other": {"cluster_name": "prod", "principal_arn": "${aws_iam_role.x.arn}"},
                      "directive": {"cluster_name": "prod", "principal_arn": "%{if true}x%{endif}"}
                    },
                    "aws_eks_access_policy_association": {
                      "dev": {
                        "cluster_name": "${aws_eks_access_entry.dev.cluster_name}",
                        "principal_arn": "${aws_eks_access_entry.dev.principal_arn}",
                        "policy_arn": "arn:aws:eks::aws:cluster-access-policy/AmazonEKSViewPolicy",
                        "access_scope": [{"type": "cluster", "namespaces": []}]
                      },
                      "stray": {
                        "cluster_name": "prod",
                        "principal_arn": "arn:aws:iam::111122223333:role/stray",
                        "policy_arn": "arn:aws:eks::aws:cluster-access-policy/AmazonEKSViewPolicy",
                        "access_scope": {"type": "cluster"}
                      }
                    }
                  }
                }
                """;

        Imported imported = AccessFormat.terraform().read(json, Map.of("aws_eks_cluster.prod.name", "prod"));

        assertThat(imported.clusters())
                .isEqualTo(Map.of(
                        "prod",
                        DesiredAccess.builder()
                                .entry(DesiredEntry.builder(DEV)
                                        .groups("team-a", "100%{")
                                        .allow(AccessPolicy.VIEW)
                                        .clusterWide()
                                        .tag("owner", "team-a")
                                        .tag("raw", "${x}"))
                                .build()));
        assertThat(imported.omissions().stream().map(Omission::toString))
                .containsExactly(
                        "line 14, aws_eks_access_entry.each: nothing says what var.all is; give a value for it",
                        "line 15, aws_eks_access_entry.other: nothing says what aws_iam_role.x.arn is; give a value for"
                                + " it",
                        "line 16, aws_eks_access_entry.directive: has a directive %{…}, which only Terraform can"
                                + " evaluate",
                        "line 25, aws_eks_access_policy_association.stray: its entry, of"
                                + " arn:aws:iam::111122223333:role/stray on prod, is not in this document");
    }

    @Test
    void terraform_state_isReadWithoutWhatEksChose() {
        String json = """
                {"format_version": "1.0", "values": {"root_module": {
                  "resources": [
                    {"mode": "data", "type": "aws_eks_access_entry", "values": {"cluster_name": "prod"}},
                    {"mode": "managed", "type": "aws_eks_access_entry", "values": {
                      "access_entry_arn": "arn:…", "cluster_name": "prod", "id": "prod:dev", "created_at": "2026",
                      "principal_arn": "arn:aws:iam::111122223333:role/dev", "kubernetes_groups": [], "tags": null,
                      "tags_all": {}, "type": "STANDARD",
                      "user_name": "arn:aws:sts::111122223333:assumed-role/dev/{{SessionName}}"}}],
                  "child_modules": [{"resources": [
                    {"mode": "managed", "type": "aws_eks_access_entry", "values": {
                      "cluster_name": "prod", "principal_arn": "arn:aws:iam::111122223333:role/nodes",
                      "kubernetes_groups": ["system:nodes"], "type": "EC2_LINUX",
                      "user_name": "system:node:{{EC2PrivateDNSName}}"}},
                    {"mode": "managed", "type": "aws_eks_access_policy_association", "values": {
                      "cluster_name": "prod", "principal_arn": "arn:aws:iam::111122223333:role/dev",
                      "policy_arn": "arn:aws:eks::aws:cluster-access-policy/AmazonEKSEditPolicy",
                      "access_scope": [{"type": "namespace", "namespaces": ["team-a"]}]}}]}]}}}
                """;

        Imported imported = AccessFormat.terraform().read(json, Map.of());

        assertThat(imported.clusters())
                .isEqualTo(Map.of(
                        "prod",
                        DesiredAccess.builder()
                                .entry(DesiredEntry.builder(DEV)
                                        .allow(AccessPolicy.EDIT)
                                        .inNamespaces("team-a"))
                                .entry(DesiredEntry.builder(PrincipalArn.role("111122223333", "nodes"))
                                        .type(EntryType.EC2_LINUX))
                                .build()));
        assertThat(imported.omissions()).isEmpty();
    }

    @Test
    void eksctl_accessConfig_isRead_andTheModeListed() {
        String config = """
                apiVersion: eksctl.io/v1alpha5
                kind: ClusterConfig
                metadata: {name: prod, region: us-west-2}
                accessConfig:
                  authenticationMode: API
                  accessEntries:
                    - principalARN: arn:aws:iam::111122223333:role/dev
                      type: ""
                      kubernetesUsername: dev
                      kubernetesGroups: [team-a]
                      accessPolicies:
                        - policyARN: arn:aws:eks::aws:cluster-access-policy/AmazonEKSViewPolicy
                          accessScope: {type: cluster}
                """;

        Imported imported = AccessFormat.eksctl().read(config, Map.of());

        assertThat(imported.clusters())
                .isEqualTo(Map.of(
                        "prod",
                        DesiredAccess.builder()
                                .entry(DesiredEntry.builder(DEV)
                                        .username("dev")
                                        .groups("team-a")
                                        .allow(AccessPolicy.VIEW)
                                        .clusterWide())
                                .build()));
        assertThat(imported.omissions())
                .containsExactly(
                        Omission.builder()
                                .place("line 5, accessConfig.authenticationMode")
                                .reason("the authentication mode belongs to the cluster, not to its access entries")
                                .build(),
                        Omission.builder()
                                .place("line 4, accessConfig")
                                .reason("bootstrapClusterCreatorAdminPermissions is left out, which EKS takes for true:"
                                        + " whoever creates the cluster becomes an administrator of it, and no file"
                                        + " says who that is")
                                .build());
    }

    @Test
    void write_whatAToolHasNoWordsFor_isListed() {
        DesiredAccess.Builder access = DesiredAccess.builder().ownership(Ownership.ALL);
        DesiredEntry.Builder many = DesiredEntry.builder(DEV).tag("owner", "a");
        for (int i = 0; i < 22; i++) {
            many.allow(AccessPolicy.of("Policy" + (char) ('A' + i))).clusterWide();
        }
        access.entry(many);
        access.entry(
                DesiredEntry.builder(PrincipalArn.role("111122223333", "pod")).type(EntryType.HYPERPOD_LINUX));

        assertThat(AccessFormat.cloudFormation().write("prod", access.build()).omissions())
                .extracting(Omission::place)
                .containsExactly(DEV + ", PolicyU", DEV + ", PolicyV", "ownership of all entries");
        assertThat(AccessFormat.terraform().write("prod", access.build()).omissions())
                .extracting(Omission::place)
                .containsExactly("arn:aws:iam::111122223333:role/pod", "ownership of all entries");
        assertThat(AccessFormat.eksctl().write("prod", access.build()).omissions())
                .extracting(Omission::place)
                .containsExactly(
                        DEV + ", tags [owner]", "arn:aws:iam::111122223333:role/pod", "ownership of all entries");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "cloudFormation | {} | has no Resources, so it is not a CloudFormation template",
                "cloudFormation | {Resources: {A: {Type: 'AWS::EKS::AccessEntry'}}} | line 1, Resources.A: has no Properties",
                "cloudFormation | {Resources: {A: {Type: 'AWS::EKS::AccessEntry', Properties: {ClusterName: a, PrincipalArn: b}}}} | PrincipalArn: ",
                "cloudFormation | {Resources: {A: {Type: 'AWS::EKS::AccessEntry', Properties: {ClusterName: a, Principal: b}}}} | Principal: this field is unknown",
                "terraform      | {} | has neither resource nor values",
                "terraform      | {\"resource\": {\"aws_eks_access_entry\": {\"a\": {\"cluster_name\": \"c\"}}}} | has no principal_arn",
                "terraform      | {\"resource\": {\"aws_eks_access_entry\": {\"a\": {\"username\": \"c\"}}}} | username: this field is unknown",
                "eksctl         | {} | has no kind",
                "eksctl         | {kind: Other, apiVersion: eksctl.io/v1alpha5} | is not a ClusterConfig of eksctl",
                "eksctl         | {kind: ClusterConfig, apiVersion: eksctl.io/v1alpha5} | has no metadata",
            })
    void document_withFault_isRefused(String format, String text, String fault) {
        assertThatThrownBy(() -> format(format).read(text, Map.of()))
                .isInstanceOf(InvalidDesiredAccessException.class)
                .hasMessageContaining(fault);
    }

    @ParameterizedTest
    @CsvSource({"cloudFormation", "terraform", "eksctl"})
    void text_thatIsNoDocument_isRefused(String format) {
        assertThatExceptionOfType(InvalidDesiredAccessException.class)
                .isThrownBy(() -> format(format).read("{", Map.of()));
        assertThatExceptionOfType(InvalidDesiredAccessException.class)
                .isThrownBy(() -> format(format).read("[1]", Map.of()));
        assertThatExceptionOfType(InvalidDesiredAccessException.class)
                .isThrownBy(() -> format(format).read("", Map.of()));
    }

    private static AccessFormat format(String name) {
        return switch (name) {
            case "cloudFormation" -> AccessFormat.cloudFormation();
            case "terraform" -> AccessFormat.terraform();
            default -> AccessFormat.eksctl();
        };
    }

    @Test
    void eachFormatAndSource_isCalledByItsName() {
        assertThat(Stream.of(
                        AccessFormat.cloudFormation(),
                        AccessFormat.terraform(),
                        AccessFormat.eksctl(),
                        AccessFormat.ack(),
                        AccessFormat.crossplane(),
                        AccessFormat.pulumi(),
                        AccessSource.clusterApi()))
                .extracting(Object::toString)
                .containsExactly("CloudFormation", "Terraform", "eksctl", "ACK", "Crossplane", "Pulumi", "Cluster API");
    }
}
