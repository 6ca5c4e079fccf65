package io.github.accessentries.iac;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is left out of Terraform's documents is named once, and nothing else is. */
class TerraformOmissionsTest {

    private static final String ENTRY =
            "\"cluster_name\": \"prod\", \"principal_arn\": \"arn:aws:iam::111122223333:role/";
    private static final String RBAC = "says who may do what within the cluster";
    private static final String AWS_AUTH = "maps principals in the ConfigMap aws-auth";

    static List<Arguments> blocks() {
        return List.of(
                Arguments.of("\"aws_eks_node_group\": {\"x\": {}, \"none\": {\"count\": 0}}", "EKS itself makes"),
                Arguments.of("\"aws_eks_fargate_profile\": {\"x\": {\"count\": \"${var.n}\"}}", "EKS itself makes"),
                Arguments.of("\"aws_eks_addon\": {\"none\": {}}, \"helm_release\": {\"none\": {}}", ""),
                Arguments.of("\"kubernetes_role_binding_v1\": {\"x\": {\"metadata\": {\"name\": \"${var.n}\"}}}", RBAC),
                Arguments.of(manifest("x", "ConfigMap", "aws-auth"), AWS_AUTH),
                Arguments.of(manifest("x", "ConfigMap", "${var.n}"), "nothing says what var.n is"),
                Arguments.of(manifest("x", "ClusterRole", "${var.n}"), RBAC),
                Arguments.of(manifest("none", "ConfigMap", "settings"), ""),
                Arguments.of(manifest("none", "Deployment", "${var.n}"), ""),
                Arguments.of(
                        text("x", "kind: ConfigMap\\nmetadata: {name: aws-auth}\\ndata: {a: \\\"${var.n}\\\"}"),
                        AWS_AUTH),
                Arguments.of(text("x", "kind: Pod\\n---\\nkind: List\\nitems: [{kind: Role}]"), RBAC),
                Arguments.of(text("x", "kind: ${var.kind}"), "may give access"),
                Arguments.of(text("x", "kind: [}"), "may give access"),
                Arguments.of(text("none", "kind: Pod\\nmetadata: {name: \\\"${var.n}\\\"}"), ""),
                Arguments.of(cluster("x", "{}"), "is left out, which EKS takes for true"),
                Arguments.of(cluster("x", "{\"bootstrap_cluster_creator_admin_permissions\": true}"), "is true"),
                Arguments.of(cluster("x", "{\"bootstrap_cluster_creator_admin_permissions\": \"${var.b}\"}"), "var.b"),
                Arguments.of(cluster("none", "{\"bootstrap_cluster_creator_admin_permissions\": false}"), ""),
                Arguments.of(
                        "\"aws_eks_access_entry\": {\"x\": {" + ENTRY + "a\", \"region\": \"us-east-1\","
                                + " \"lifecycle\": {\"ignore_changes\": [\"tags\"]}}}",
                        "is in us-east-1, and not in eu-west-1"),
                Arguments.of(
                        "\"aws_eks_access_entry\": {\"x\": {" + ENTRY + "${var.n}\","
                                + " \"lifecycle\": {\"ignore_changes\": \"all\"}}}",
                        "nothing says what var.n is"),
                Arguments.of(
                        "\"aws_eks_access_entry\": {\"x\": {" + ENTRY + "a\","
                                + " \"lifecycle\": {\"ignore_changes\": \"all\"}}}",
                        "is carried over as Terraform makes it"));
    }

    private static String manifest(String name, String kind, String object) {
        return "\"kubernetes_manifest\": {\"" + name + "\": {\"manifest\": {\"kind\": \"" + kind
                + "\", \"metadata\": {\"name\": \"" + object + "\"}, \"spec\": \"${var.unknown}\"}}}";
    }

    private static String text(String name, String yaml) {
        return "\"kubectl_manifest\": {\"" + name + "\": {\"yaml_body\": \"" + yaml + "\"}}";
    }

    private static String cluster(String name, String accessConfig) {
        return "\"aws_eks_cluster\": {\"" + name + "\": {\"name\": \"prod\", \"access_config\": [" + accessConfig
                + "]}}";
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("blocks")
    void resource_isNamedOnce_ifItGivesWhatNoEntryHereSays(String block, String reason) {
        Imported imported =
                AccessFormat.terraform().read("{\"resource\": {" + block + "}}", Map.of("region", "eu-west-1"));

        if (reason.isEmpty()) {
            assertThat(imported.omissions()).isEmpty();
        } else {
            assertThat(imported.omissions()).singleElement().satisfies(omission -> {
                assertThat(omission.place()).endsWith(".x");
                assertThat(omission.reason()).contains(reason);
            });
        }
    }
}
