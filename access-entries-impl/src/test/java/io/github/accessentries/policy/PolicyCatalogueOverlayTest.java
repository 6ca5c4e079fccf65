package io.github.accessentries.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.accessentries.AccessEntry;
import io.github.accessentries.AccessPolicy;
import io.github.accessentries.AccessScope;
import io.github.accessentries.PolicyAssociation;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.authn.KubernetesUser;
import io.github.accessentries.authz.AccessRequest;
import io.github.accessentries.authz.Decision;
import io.github.accessentries.internal.document.DocumentLimits;
import io.github.accessentries.rbac.ClusterAccess;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyCatalogueOverlayTest {

    private static final AccessPolicy NETWORKING = AccessPolicy.of("AmazonEKSNetworkingPolicy");
    private static final AccessPolicy OWN = AccessPolicy.of("AmazonEKSOwnPolicy");
    private static final PrincipalArn DEV = PrincipalArn.role("111122223333", "dev");

    private static final String OVERLAY = """
            asOf: "2026-11"
            policies:
            - name: arn:aws-cn:eks::aws:cluster-access-policy/AmazonEKSNetworkingPolicy
              intendedFor: Networking of Auto Mode.
              source: our audit logs
              rulesComplete: false
              rules:
              - {apiGroups: [""], resources: [pods], verbs: [get, list, watch]}
              - {nonResourceURLs: [/healthz], verbs: [get]}
            - name: AmazonEKSOwnPolicy
            """;

    @Test
    void overlay_replacesWhatBothHaveAndAddsTheRest() {
        PolicyCatalogue published = PolicyCatalogue.published();

        PolicyCatalogue mine = published.with(PolicyCatalogue.parse(OVERLAY));

        assertThat(mine.asOf()).isEqualTo(published.asOf());
        assertThat(mine.policies()).hasSize(published.policies().size() + 1);
        assertThat(mine.find(NETWORKING)).hasValueSatisfying(policy -> {
            assertThat(policy.knowledge()).isEqualTo(Knowledge.PARTIAL);
            assertThat(policy.rules()).hasSize(2);
            assertThat(policy.intendedFor()).isEqualTo("Networking of Auto Mode.");
            assertThat(policy.source()).isEqualTo("our audit logs");
        });
        assertThat(mine.find(OWN)).map(CataloguedPolicy::knowledge).hasValue(Knowledge.UNKNOWN);
        assertThat(mine.find(AccessPolicy.EDIT)).isEqualTo(published.find(AccessPolicy.EDIT));
        assertThat(published.find(NETWORKING)).map(CataloguedPolicy::knowledge).hasValue(Knowledge.DESCRIBED);
    }

    @Test
    void overlay_decidesWhatThePublishedCatalogueCouldNot() {
        AccessEntry entry = AccessEntry.builder()
                .cluster("prod")
                .principal(DEV)
                .username("dev")
                .addPolicies(PolicyAssociation.of(NETWORKING, AccessScope.clusterWide()))
                .build();
        PolicyCatalogue mine = PolicyCatalogue.published().with(PolicyCatalogue.parse(OVERLAY));

        assertThat(decide(entry, PolicyCatalogue.published()).incomplete()).isTrue();
        assertThat(decide(entry, mine).allowed()).isTrue();
    }

    private static Decision decide(AccessEntry entry, PolicyCatalogue catalogue) {
        KubernetesUser user = KubernetesUser.builder()
                .username("dev")
                .putExtra(KubernetesUser.CANONICAL_ARN, List.of(DEV.canonical()))
                .build();
        return ClusterAccess.builder()
                .entries(List.of(entry))
                .catalogue(catalogue)
                .build()
                .authorizer()
                .decide(user, AccessRequest.of("list", "pods"));
    }

    @Test
    void dataFileOfTheJar_isOfTheSameForm() throws IOException {
        PolicyCatalogue published = PolicyCatalogue.published();
        try (InputStream file =
                Objects.requireNonNull(PolicyCatalogue.class.getResourceAsStream("access-policies.json"))) {
            PolicyCatalogue parsed = PolicyCatalogue.parse(new String(file.readAllBytes(), StandardCharsets.UTF_8));

            assertThat(parsed.asOf()).isEqualTo(published.asOf());
            assertThat(parsed.policies()).isEqualTo(published.policies());
        }
    }

    @Test
    void policies_haveTheirArnInEveryPartition() {
        assertThat(PolicyCatalogue.published().policies())
                .allSatisfy(each -> assertThat(each.policy().arnIn("aws-us-gov"))
                        .isEqualTo("arn:aws-us-gov:eks::aws:cluster-access-policy/" + each.policy()));
        assertThat(PolicyCatalogue.published()
                        .find(AccessPolicy.of("arn:aws-cn:eks::aws:cluster-access-policy/AmazonEKSViewPolicy")))
                .map(CataloguedPolicy::policy)
                .hasValue(AccessPolicy.VIEW);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "nothing at all          | '' | catalogue: is not an object with members",
                "a list                  | '[]' | catalogue: is not an object with members",
                "broken YAML             | '{asOf' | The catalogue is neither YAML nor JSON",
                "no month                | 'policies: [{name: A}]' | catalogue: has no asOf",
                "a number for a month    | '{asOf: 2026, policies: [{name: A}]}' | catalogue: asOf (2026) is not a text",
                "no policies             | 'asOf: 2026-11' | catalogue: has no policies",
                "a policy that is a text | '{asOf: 2026-11, policies: [A]}' | policies[0]: is not an object",
                "a policy without a name | '{asOf: 2026-11, policies: [{rules: []}]}' | policies[0]: \"\" is not the name",
                "an IAM policy           | '{asOf: 2026-11, policies: [{name: \"arn:aws:iam::aws:policy/Admin\"}]}' | IAM policies cannot be used",
                "no word on completeness | '{asOf: 2026-11, policies: [{name: A, rules: [{verbs: [get], nonResourceURLs: [/a]}]}]}' | policies[0] A: has no rulesComplete",
                "complete without rules  | '{asOf: 2026-11, policies: [{name: A, rulesComplete: true}]}' | policies[0] A: has no rules but says that they are complete",
                "a rule without verbs    | '{asOf: 2026-11, policies: [{name: A}, {name: B, rulesComplete: true, rules: [{nonResourceURLs: [/a]}]}]}' | policies[1] B, rules[0]: A rule without verbs",
                "a rule for both         | '{asOf: 2026-11, policies: [{name: B, rulesComplete: true, rules: [{verbs: [get], apiGroups: [\"\"], resources: [pods], nonResourceURLs: [/a]}]}]}' | policies[0] B, rules[0]: A rule is for resources",
                "verbs that are no list  | '{asOf: 2026-11, policies: [{name: B, rulesComplete: true, rules: [{verbs: get}]}]}' | policies[0] B, rules[0]: verbs (get) is not a list",
                "a verb that is a number | '{asOf: 2026-11, policies: [{name: B, rulesComplete: true, rules: [{verbs: [1]}]}]}' | verbs (1) is not a list of texts",
                "a list that is itself   | '{asOf: 2026-11, policies: [{name: B, rulesComplete: true, rules: &a [*a]}]}' | policies[0] B, rules[0]: is not an object",
                "a member twice          | '{asOf: 2026-11, policies: [{name: B, rulesComplete: false, rulesComplete: true}]}' | duplicate key rulesComplete",
                "a policy twice          | '{asOf: 2026-11, policies: [{name: B}, {name: B}]}' | B: occurs twice",
            })
    void badCatalogue_isRefusedWithThePlace(String what, String text, String expected) {
        assertThatThrownBy(() -> PolicyCatalogue.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(expected);
    }

    @Test
    void badCatalogue_namesEveryFault() {
        assertThatThrownBy(() -> PolicyCatalogue.parse(
                        "policies: [{name: A, rulesComplete: true, rules: [{verbs: []}, 3]}, {name: no good}]"))
                .hasMessageContaining("policies[0] A, rules[0]: ")
                .hasMessageContaining("policies[0] A, rules[1]: ")
                .hasMessageContaining("policies[1] no good: ")
                .hasMessageContaining("catalogue: has no asOf");
    }

    @Test
    void tooLongText_isRefused() {
        assertThatThrownBy(() -> PolicyCatalogue.parse(" ".repeat(DocumentLimits.POLICY_CATALOGUE.maxCharacters() + 1)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
