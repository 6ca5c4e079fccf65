package io.github.accessentries.iac;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.accessentries.plan.InvalidDesiredAccessException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a real Terraform prints, whose configurations are in {@code src/test/terraform}. */
class TerraformOutputTest {

    private static final String NEXT_TIME = ", and deletes it when it is applied next";

    private static String printed(String file) {
        try (InputStream in = TerraformOutputTest.class.getResourceAsStream("terraform/" + file)) {
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new AssertionError(file, e);
        }
    }

    private static Imported read(String file) {
        return AccessFormat.terraform().read(printed(file), Map.of());
    }

    /** One entry on each line, without what all have in common. */
    private static String entries(Imported imported) {
        return imported.clusters().entrySet().stream()
                .flatMap(cluster -> cluster.getValue().entries().stream()
                        .map(entry -> cluster.getKey() + " "
                                + entry.toString()
                                        .replace("arn:aws:iam::111122223333:", "")
                                        .replace("tags {Env=prod, Owner=platform}", "default tags")))
                .collect(joining("\n", "", "\n"));
    }

    private static String omissions(Imported imported) {
        return imported.omissions().stream()
                .map(omission -> omission.place().replace("line 1, ", "") + ": "
                        + omission.reason().replaceAll("; .*", "").replace("arn:aws:iam::111122223333:", ""))
                .sorted()
                .collect(joining("\n", "", "\n"));
    }

    @Test
    void state_hasEachEntryWithItsPoliciesAndAllItsTags() {
        Imported imported = read("state.json");

        assertThat(entries(imported)).isEqualTo("""
                prod role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_Ops_0123456789abcdef, groups [on-call], default tags
                prod role/leaving, policies [AmazonEKSViewPolicy cluster-wide], default tags
                prod role/nodes-0 (EC2_LINUX), default tags
                prod role/nodes-1 (EC2_LINUX), default tags
                prod role/ops, policies [AmazonEKSClusterAdminPolicy cluster-wide, AmazonEKSEditPolicy in namespaces api-*, web], default tags
                prod role/released, default tags
                prod role/renamed, default tags
                prod role/teams/team-a as team-a:{{SessionName}}, groups [readers, team-a], policies [AmazonEKSViewPolicy cluster-wide], tags {Env=prod, Owner=team-a}
                prod user/emergency, default tags
                stage role/ops, policies [AmazonEKSClusterAdminPolicy cluster-wide, AmazonEKSEditPolicy in namespaces api-*, web], default tags
                stage role/teams/team-a as team-a:{{SessionName}}, groups [readers, team-a], tags {Env=prod, Owner=team-a}
                west role/west
                """);
        assertThat(omissions(imported)).isEqualTo("""
                module.plane["stage"].aws_eks_cluster.this: bootstrap_cluster_creator_admin_permissions is true: whoever creates the cluster becomes an administrator of it, and no file says who that is
                """);
    }

    @Test
    void plan_hasWhatItKnows_andNamesWhatItDoesNot() {
        Imported imported = read("next-plan.json");

        assertThat(entries(imported)).isEqualTo("""
                prod role/dynamic-scope, policies [AmazonEKSViewPolicy in namespace shop], default tags
                prod role/found, groups [finders], default tags
                prod role/nodes-0 (EC2_LINUX), default tags
                prod role/null-groups, default tags
                prod role/ops, policies [AmazonEKSClusterAdminPolicy cluster-wide], default tags
                prod role/renamed, default tags
                prod role/unset, default tags
                prod user/emergency-2, default tags
                stage role/ops, policies [AmazonEKSClusterAdminPolicy cluster-wide], default tags
                west role/west
                """);
        assertThat(omissions(imported)).isEqualTo("""
                aws_eks_access_entry.released: is given up: Terraform leaves it as it is, and no longer speaks for it
                aws_eks_access_entry.unknown_cluster: knows its cluster_name only after apply
                aws_eks_access_entry.unknown_groups: knows its kubernetes_groups only after apply
                aws_eks_access_entry.unknown_list: takes its kubernetes_groups from elsewhere, so that nothing says if it is unset, or known only after apply
                aws_eks_access_entry.unknown_name: takes its user_name from elsewhere, so that nothing says if it is unset, or known only after apply
                aws_eks_access_entry.unknown_policy: is not complete without aws_eks_access_policy_association.unknown_policy, which was left out
                aws_eks_access_entry.unknown_scope: is not complete without aws_eks_access_policy_association.unknown_scope, which was left out
                aws_eks_access_entry.unknown_tag: knows its tags_all only after apply
                aws_eks_access_entry.unknown_type: knows its type only after apply
                aws_eks_access_policy_association.unknown_policy: knows its policy_arn only after apply
                aws_eks_access_policy_association.unknown_scope: knows its access_scope only after apply
                module.plane["prod"].module.access.aws_eks_access_entry.this["made"]: knows its principal_arn only after apply
                module.plane["prod"].module.access.aws_eks_access_policy_association.this["made_view"]: knows its principal_arn only after apply
                module.plane["stage"].aws_eks_cluster.this: bootstrap_cluster_creator_admin_permissions is true: whoever creates the cluster becomes an administrator of it, and no file says who that is
                module.plane["stage"].module.access.aws_eks_access_entry.this["made"]: knows its principal_arn only after apply
                module.plane["stage"].module.access.aws_eks_access_policy_association.this["made_view"]: knows its principal_arn only after apply
                """);
    }

    @Test
    void plan_isCompletedByValues() {
        String made = "module.plane[\"prod\"].module.access.aws_eks_access_entry.this[\"made\"]";
        String view = "module.plane[\"prod\"].module.access.aws_eks_access_policy_association.this[\"made_view\"]";
        String name = "arn:aws:iam::111122223333:role/made";

        Imported imported = AccessFormat.terraform()
                .read(
                        printed("next-plan.json"),
                        Map.of(
                                made + ".principal_arn",
                                name,
                                made + ".user_name",
                                "",
                                made + ".kubernetes_groups",
                                "[\"makers\", \"a b\"]",
                                view + ".principal_arn",
                                name));

        assertThat(entries(imported))
                .contains(
                        "prod role/made, groups [\"a b\", makers], policies [AmazonEKSViewPolicy cluster-wide], default tags");
    }

    /** In a first plan of a module that passes on what may be unset, only what is set is known. */
    @Test
    void firstPlan_leavesOutWhatAModuleMayHaveSet() {
        Imported imported = read("first-plan.json");

        assertThat(entries(imported))
                .contains("prod role/teams/team-a as team-a:{{SessionName}}, groups [readers, team-a]")
                .contains("prod user/emergency, default tags")
                .doesNotContain("role/ops");
        assertThat(omissions(imported))
                .contains(
                        "module.plane[\"prod\"].module.access.aws_eks_access_entry.this[\"ops\"]: takes its user_name")
                .contains("aws_eks_access_policy_association.this[\"ops_edit\"]: its entry, of role/ops on prod");
    }

    @Test
    void stateAfterFailures_namesWhatIsDeposedOrTainted() {
        Imported imported = read("deposed-state.json");

        assertThat(entries(imported)).isEqualTo("prod role/undeletable-second\n");
        assertThat(omissions(imported)).isEqualTo("""
                aws_eks_access_entry.deposed: is deposed: Terraform has replaced it%s
                aws_eks_access_entry.tainted: is tainted: it was not made as a whole, and Terraform replaces it when it is applied next
                """.formatted(NEXT_TIME));
    }

    @ParameterizedTest
    @CsvSource({"raw-state.json", "plan.txt", "show.txt", "plan-lines.txt"})
    void otherForms_areRefusedWithTheRemedy(String file) {
        assertThatThrownBy(() -> read(file))
                .isInstanceOf(InvalidDesiredAccessException.class)
                .hasMessageContaining("terraform show -json");
    }
}
