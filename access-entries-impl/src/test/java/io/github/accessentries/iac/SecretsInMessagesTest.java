package io.github.accessentries.iac;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.accessentries.plan.InvalidDesiredAccessException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Puts what a tool marks as secret into every field of an entry, and looks for it in all that is told. */
class SecretsInMessagesTest {

    private static final String MARKER = "hunter2XYZ";

    /** Wrong nearly everywhere, right as a principal, wrong in a part of it, and too long for anything. */
    private static final List<String> SECRETS = List.of(
            MARKER,
            "aws:" + MARKER,
            "arn:aws:iam::111122223333:role/a-" + MARKER,
            "arn:aws:iam::" + MARKER + ":role/a",
            "a\\\"" + MARKER,
            "é" + MARKER.repeat(40));

    /** The fields of an entry, by what stands for them in a document. */
    private static final Map<String, String> FIELDS = Map.of(
            "@cluster@", "prod",
            "@principal@", "arn:aws:iam::111122223333:role/ops",
            "@type@", "STANDARD",
            "@username@", "ops",
            "@group@", "operators",
            "@policy@", "arn:aws:eks::aws:cluster-access-policy/AmazonEKSViewPolicy",
            "@scope@", "namespace",
            "@namespace@", "shop",
            "@key@", "team",
            "@value@", "blue");

    /** The names of the fields in a stack. */
    private static final Map<String, String> PROPERTIES = Map.of(
            "@cluster@", "clusterName",
            "@principal@", "principalArn",
            "@type@", "type",
            "@username@", "userName",
            "@group@", "kubernetesGroups",
            "@policy@", "policyArn",
            "@scope@", "accessScope",
            "@namespace@", "accessScope",
            "@value@", "tags");

    private static final String CLOUDFORMATION = """
            {"Transform": "AWS::LanguageExtensions",
             "Parameters": {"Plain": {"Type": "String"},
              "Secret": {"Type": "String", "NoEcho": true%s},
              "Secrets": {"Type": "CommaDelimitedList", "NoEcho": "yes"%<s}},
             "Mappings": {"M": {"a": {"b": "c"}}},
             "Resources": {"A": {"Type": "AWS::EKS::AccessEntry", "Properties": {"ClusterName": @cluster@,
              "PrincipalArn": @principal@, "Type": @type@, "Username": @username@, "KubernetesGroups": [@group@],
              "Tags": [{"Key": @key@, "Value": @value@}], "AccessPolicies": [{"PolicyArn": @policy@,
               "AccessScope": {"Type": @scope@, "Namespaces": [@namespace@]}}]}},
              "B": {"Type": "AWS::EKS::AccessEntry", "Properties": {"ClusterName": @cluster@, "PrincipalArn": @principal@}}}}
            """;

    private static final String CONFIGURATION = """
            {"variable": {"plain": {}, "s": {"sensitive": true%s}},
             "locals": {"l": "${var.s}"},
             "resource": {"aws_eks_access_entry": {
              "a": {"cluster_name": @cluster@, "principal_arn": @principal@, "type": @type@, "user_name": @username@,
               "kubernetes_groups": [@group@], "tags": {@key@: @value@}},
              "b": {"cluster_name": @cluster@, "principal_arn": @principal@}},
              "aws_eks_access_policy_association": {"p": {"cluster_name": @cluster@, "principal_arn": @principal@,
               "policy_arn": @policy@, "access_scope": {"type": @scope@, "namespaces": [@namespace@]}}}}}
            """;

    private static final String STATE = """
            {"format_version": "1.0", "values": {"root_module": {"resources": [
             {"address": "aws_eks_access_entry.a", "mode": "managed", "type": "aws_eks_access_entry", "name": "a",
              "values": {"cluster_name": @cluster@, "principal_arn": @principal@, "type": @type@,
               "user_name": @username@, "kubernetes_groups": [@group@], "tags_all": {@key@: @value@}},
              "sensitive_values": {"cluster_name": %s, "principal_arn": %<s, "type": %<s, "user_name": %<s,
               "kubernetes_groups": [%<s], "tags_all": %<s}},
             {"address": "aws_eks_access_policy_association.p", "mode": "managed",
              "type": "aws_eks_access_policy_association", "name": "p",
              "values": {"cluster_name": @cluster@, "principal_arn": @principal@, "policy_arn": @policy@,
               "access_scope": [{"type": @scope@, "namespaces": [@namespace@]}]},
              "sensitive_values": {"cluster_name": %<s, "principal_arn": %<s, "policy_arn": %<s,
               "access_scope": [{"type": %<s, "namespaces": %<s}]}}]}}}
            """;

    private static final String PROGRAM = """
            {"config": {"plain": {"type": "string"}, "s": {"type": "string", "secret": true%s}},
             "variables": {"v": "${s}"},
             "resources": {
              "a": {"type": "aws:eks:AccessEntry", "properties": {"clusterName": @cluster@, "principalArn": @principal@,
               "type": @type@, "userName": @username@, "kubernetesGroups": [@group@], "tags": {"k": @value@}}},
              "b": {"type": "aws:eks:AccessEntry", "properties": {"clusterName": @cluster@, "principalArn": @principal@}},
              "p": {"type": "aws:eks:AccessPolicyAssociation", "properties": {"clusterName": @cluster@,
               "principalArn": @principal@, "policyArn": @policy@,
               "accessScope": {"type": @scope@, "namespaces": [@namespace@]}}},
              "n": {"type": "aws-native:eks:AccessEntry", "properties": {"clusterName": "test",
               "principalArn": @principal@, "tags": [{"key": @key@, "value": @value@}]}}}}
            """;

    private static final String STACK = """
            {"version": 3, "deployment": {"resources": [
             {"urn": "urn:pulumi:d::p::aws:eks/accessEntry:AccessEntry::a", "type": "aws:eks/accessEntry:AccessEntry",
              "inputs": {"clusterName": @cluster@, "principalArn": @principal@, "type": @type@, "userName": @username@,
               "kubernetesGroups": [@group@], "tags": {"k": @value@}}},
             {"urn": "urn:pulumi:d::p::aws:eks/accessPolicyAssociation:AccessPolicyAssociation::p",
              "type": "aws:eks/accessPolicyAssociation:AccessPolicyAssociation",
              "inputs": {"clusterName": @cluster@, "principalArn": @principal@, "policyArn": @policy@,
               "accessScope": {"type": @scope@, "namespaces": [@namespace@]}}}]}}
            """;

    /** How a field takes a secret, where {@code %s} is the secret itself. */
    private static Stream<Arguments> forms() {
        String kept =
                "{\"4dabf18193072939515e22adb298388d\": \"1b47061264138c4ac30d75fd1eb44270\", \"plaintext\": \"%s\"}";
        return Stream.of(
                form(
                        AccessFormat.cloudFormation(),
                        CLOUDFORMATION,
                        "Default",
                        List.of(
                                "{\"Ref\": \"Secret\"}",
                                "{\"Fn::Sub\": \"x-${Secret}\"}",
                                "{\"Fn::Select\": [1, {\"Fn::Split\": [\"-\", {\"Ref\": \"Secret\"}]}]}",
                                "{\"Fn::Select\": [0, {\"Ref\": \"Secrets\"}]}",
                                "{\"Fn::Join\": [\"/\", [\"x\", {\"Ref\": \"Secret\"}]]}",
                                "{\"Fn::FindInMap\": [\"M\", {\"Ref\": \"Secret\"}, \"b\"]}",
                                "{\"Fn::GetAtt\": [{\"Ref\": \"Secret\"}, \"Arn\"]}",
                                "{\"Fn::ImportValue\": {\"Ref\": \"Secret\"}}",
                                "{\"Fn::ToJsonString\": [{\"Ref\": \"Secret\"}]}",
                                "\"{{resolve:secretsmanager:db:SecretString:pw}}\"",
                                "\"x-{{resolve:ssm-secure:pw:1}}\"")),
                form(
                        AccessFormat.terraform(),
                        CONFIGURATION,
                        "default",
                        List.of(
                                "\"${var.s}\"",
                                "\"x-${var.s}\"",
                                "\"${local.l}\"",
                                "\"${var.s.x}\"",
                                "\"${aws_eks_cluster.x[var.s].name}\"",
                                "\"${sensitive(local.l)}\"",
                                "\"${lower(var.s)}\"",
                                "\"${data.aws_secretsmanager_secret_version.x.secret_string}\"")),
                form(
                        AccessFormat.terraform(),
                        STATE.replace("%s", "true").replace("%<s", "true"),
                        "",
                        List.of("\"%s\"")),
                form(
                        AccessFormat.pulumi(),
                        PROGRAM,
                        "default",
                        List.of("\"${s}\"", "\"x-${s}\"", "\"${v}\"", "{\"fn::secret\": \"%s\"}")),
                form(AccessFormat.pulumi(), STACK, "", List.of(kept)));
    }

    private static Arguments form(AccessSource format, String document, String byDefault, List<String> uses) {
        return Arguments.of(format, document, byDefault, uses);
    }

    @ParameterizedTest
    @MethodSource("forms")
    void secretInAnyField_isInNoMessage(AccessSource format, String document, String byDefault, List<String> uses) {
        for (String secret : SECRETS) {
            for (String use : uses) {
                for (String field : FIELDS.keySet()) {
                    String written = use.contains("%s") ? use.replace("%s", secret) : use;
                    String asDefault = byDefault.isEmpty() ? "" : ", \"" + byDefault + "\": \"" + secret + "\"";
                    String withDefault =
                            with(document.replace("%s", asDefault).replace("%<s", asDefault), field, written);
                    String without = with(document.replace("%s", "").replace("%<s", ""), field, written);

                    assertThat(told(format, withDefault, Map.of())).noneMatch(text -> text.contains(MARKER));
                    assertThat(told(format, without, given(secret, field))).noneMatch(text -> text.contains(MARKER));
                }
            }
        }
    }

    static Stream<Arguments> plainUses() {
        return Stream.of(
                Arguments.of(AccessFormat.cloudFormation(), CLOUDFORMATION, "{\"Ref\": \"Plain\"}"),
                Arguments.of(AccessFormat.terraform(), CONFIGURATION, "\"${var.plain}\""),
                Arguments.of(
                        AccessFormat.terraform(),
                        STATE.replace("%s", "false").replace("%<s", "false"),
                        "\"" + MARKER + "\""),
                Arguments.of(AccessFormat.pulumi(), PROGRAM, "\"${plain}\""),
                Arguments.of(AccessFormat.pulumi(), STACK, "\"" + MARKER + "\""));
    }

    @ParameterizedTest
    @MethodSource("plainUses")
    void whatIsNoSecret_isQuoted(AccessSource format, String document, String use) {
        String text = with(document.replace("%s", "").replace("%<s", ""), "@principal@", use);

        assertThat(told(format, text, Map.of("Plain", MARKER, "var.plain", MARKER, "plain", MARKER)))
                .anyMatch(message -> message.contains(MARKER));
    }

    /** What is given for everything that is secret, and for one field of a stack. */
    private static Map<String, String> given(String secret, String field) {
        Map<String, String> given = new HashMap<>();
        Stream.of(
                        "Secret",
                        "Secrets",
                        "resolve:secretsmanager:db:SecretString:pw",
                        "resolve:ssm-secure:pw:1",
                        "var.s",
                        "sensitive(local.l)",
                        "data.aws_secretsmanager_secret_version.x.secret_string",
                        "s",
                        "a." + PROPERTIES.get(field),
                        "p." + PROPERTIES.get(field))
                .forEach(name -> given.put(name, secret.replace("\\\"", "\"")));
        return given;
    }

    private static String with(String document, String field, String value) {
        String text = document.replace(field, value);
        for (Map.Entry<String, String> other : FIELDS.entrySet()) {
            text = text.replace(other.getKey(), '"' + other.getValue() + '"');
        }
        return text;
    }

    /** All that somebody is told, and what the exception has in it. */
    private static List<String> told(AccessSource format, String text, Map<String, String> values) {
        List<String> told = new ArrayList<>();
        try {
            format.read(text, values).omissions().forEach(omission -> told.add(omission.toString()));
        } catch (InvalidDesiredAccessException e) {
            e.faults().forEach(fault -> told.add(fault.toString()));
            for (Throwable each = e; each != null; each = each.getCause()) {
                told.add(each.toString());
            }
        }
        return told;
    }

    @Test
    void keyOfAProviderThatTellsAccountsApart_isNotToldAsOne() {
        String stack = "{\"version\": 3, \"deployment\": {\"resources\": ["
                + Stream.of("one", "two")
                        .flatMap(name -> Stream.of(
                                        "{\"urn\": \"urn:pulumi:s::p::pulumi:providers:aws::NAME\", \"type\": \"pulumi:providers:aws\","
                                                + " \"custom\": true, \"id\": \"1\", \"outputs\": {\"accessKey\": \"KEY-NAME\", \"region\":"
                                                + " \"eu-west-1\"}}",
                                        "{\"urn\": \"urn:pulumi:s::p::aws:eks/accessEntry:AccessEntry::NAME\", \"type\":"
                                                + " \"aws:eks/accessEntry:AccessEntry\", \"custom\": true, \"id\": \"NAME\", \"provider\":"
                                                + " \"urn:pulumi:s::p::pulumi:providers:aws::NAME::1\", \"outputs\": {\"clusterName\": \"main\","
                                                + " \"principalArn\": \"arn:aws:iam::111122223333:role/NAME\"}}")
                                .map(resource -> resource.replace("NAME", name)))
                        .collect(Collectors.joining(", "))
                + "]}}";

        Imported imported = AccessFormat.pulumi().read(stack, Map.of());

        assertThat(imported.clusters()).isEmpty();
        assertThat(imported.omissions().toString())
                .contains("several accounts", "the account of the provider one")
                .doesNotContain("KEY");
    }
}
