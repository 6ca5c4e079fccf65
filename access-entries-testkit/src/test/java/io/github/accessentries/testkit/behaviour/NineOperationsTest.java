package io.github.accessentries.testkit.behaviour;

import static io.github.accessentries.testkit.LifeOfClusters.ACCOUNT;
import static io.github.accessentries.testkit.LifeOfClusters.START;
import static io.github.accessentries.testkit.behaviour.Examples.VIEW;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.accessentries.testkit.LifeOfClusters;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.eks.model.AccessEntry;

/** What goes into the nine operations on entries and policies, and what comes out: every member of the model. */
class NineOperationsTest {

    private static final String ROLE = ACCOUNT + "role/team/dev";

    @RegisterExtension
    private final LifeOfClusters life = LifeOfClusters.with("prod");

    private final EksClient eks = life.eks;

    private AccessEntry create() {
        return eks.createAccessEntry(r -> r.clusterName("prod")
                        .principalArn(ROLE)
                        .username("dev")
                        .kubernetesGroups("b", "a")
                        .type("STANDARD")
                        .tags(Map.of("k", "v"))
                        .clientRequestToken("token"))
                .accessEntry();
    }

    private void associate() {
        eks.associateAccessPolicy(r -> r.clusterName("prod")
                .principalArn(ROLE)
                .policyArn(VIEW)
                .accessScope(s -> s.type("namespace").namespaces("b", "a-*")));
    }

    @Test
    void createAccessEntry_andDescribe_answerAllNineMembers() {
        AccessEntry entry = create();

        assertThat(entry)
                .isEqualTo(AccessEntry.builder()
                        .clusterName("prod")
                        .principalArn(ROLE)
                        .kubernetesGroups("b", "a")
                        .accessEntryArn(entry.accessEntryArn())
                        .createdAt(START)
                        .modifiedAt(START)
                        .tags(Map.of("k", "v"))
                        .username("dev")
                        .type("STANDARD")
                        .build());
        assertThat(eks.describeAccessEntry(r -> r.clusterName("prod").principalArn(ROLE))
                        .accessEntry())
                .isEqualTo(entry);
    }

    @Test
    void updateAccessEntry_answersTheWholeEntry() {
        AccessEntry before = create();

        AccessEntry after = eks.updateAccessEntry(r ->
                        r.clusterName("prod").principalArn(ROLE).username("ops").kubernetesGroups("c"))
                .accessEntry();

        assertThat(after)
                .isEqualTo(
                        before.toBuilder().username("ops").kubernetesGroups("c").build());
    }

    @Test
    void groupsAndTags_ofAnEntryWithout_areEmptyAndNotAbsent() {
        AccessEntry entry = eks.createAccessEntry(r -> r.clusterName("prod").principalArn(ROLE))
                .accessEntry();

        assertThat(entry.hasKubernetesGroups()).isTrue();
        assertThat(entry.hasTags()).isTrue();
        assertThat(entry.kubernetesGroups()).isEmpty();
        assertThat(entry.tags()).isEmpty();
    }

    @Test
    void associateAccessPolicy_answersClusterPrincipalAndAssociation() {
        create();

        var answer = eks.associateAccessPolicy(r -> r.clusterName("prod")
                .principalArn(ROLE)
                .policyArn(VIEW)
                .accessScope(s -> s.type("namespace").namespaces("b", "a-*")));

        assertThat(answer.clusterName()).isEqualTo("prod");
        assertThat(answer.principalArn()).isEqualTo(ROLE);
        assertThat(answer.associatedAccessPolicy().policyArn()).isEqualTo(VIEW);
        assertThat(answer.associatedAccessPolicy().accessScope().typeAsString()).isEqualTo("namespace");
        assertThat(answer.associatedAccessPolicy().accessScope().namespaces()).containsExactly("b", "a-*");
        assertThat(answer.associatedAccessPolicy().associatedAt()).isEqualTo(START);
        assertThat(answer.associatedAccessPolicy().modifiedAt()).isEqualTo(START);
    }

    @Test
    void lists_answerTheirMembers_andNoTokenOnTheLastPage() {
        create();
        associate();

        var entries = eks.listAccessEntries(r -> r.clusterName("prod").associatedPolicyArn(VIEW));
        var associated =
                eks.listAssociatedAccessPolicies(r -> r.clusterName("prod").principalArn(ROLE));
        var policies = eks.listAccessPolicies(r -> r.maxResults(1));

        assertThat(entries.accessEntries()).isEqualTo(List.of(ROLE));
        assertThat(entries.nextToken()).isNull();
        assertThat(associated.clusterName()).isEqualTo("prod");
        assertThat(associated.principalArn()).isEqualTo(ROLE);
        assertThat(associated.associatedAccessPolicies()).hasSize(1);
        assertThat(associated.nextToken()).isNull();
        assertThat(policies.accessPolicies())
                .singleElement()
                .satisfies(policy -> assertThat(policy.arn()).endsWith("cluster-access-policy/" + policy.name()));
        assertThat(policies.nextToken()).isNotNull();
    }

    @Test
    void disassociateAccessPolicy_andDeleteAccessEntry_answer200AndNothing() {
        create();
        associate();

        assertThat(eks.disassociateAccessPolicy(
                                r -> r.clusterName("prod").principalArn(ROLE).policyArn(VIEW))
                        .sdkHttpResponse()
                        .statusCode())
                .isEqualTo(200);
        assertThat(eks.deleteAccessEntry(r -> r.clusterName("prod").principalArn(ROLE))
                        .sdkHttpResponse()
                        .statusCode())
                .isEqualTo(200);
        assertThat(life.principals("prod")).isEmpty();
    }
}
