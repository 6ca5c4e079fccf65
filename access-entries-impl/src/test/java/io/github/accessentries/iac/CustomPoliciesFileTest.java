package io.github.accessentries.iac;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.accessentries.AccessPolicy;
import io.github.accessentries.AccessScope;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.authz.CustomPolicy;
import io.github.accessentries.authz.Rule;
import io.github.accessentries.plan.DesiredAccess;
import io.github.accessentries.plan.DesiredEntry;
import io.github.accessentries.plan.InvalidDesiredAccessException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CustomPoliciesFileTest {

    private static final String FILE = """
            version: 1
            variables: {app: web}
            policies:
              team-operator:
                rules:
                  - {apiGroups: [apps], resources: [deployments], verbs: [get, patch], resourceNames: ["${app}"]}
                  - {apiGroups: [""], resources: [pods, pods/log], verbs: [get, list]}
              scraper:
                rules: [{nonResourceURLs: [/metrics], verbs: [get]}]
            entries:
              - principal: arn:aws:iam::111122223333:role/team-a
                groups: [team-a]
                policies:
                  - {policy: team-operator, namespaces: [team-a, team-a-*]}
                  - {policy: AmazonEKSViewPolicy, scope: cluster}
            """;

    private static final CustomPolicy OPERATOR = CustomPolicy.of(
            "team-operator",
            Rule.builder()
                    .addApiGroups("apps")
                    .addResources("deployments")
                    .addVerbs("get", "patch")
                    .addResourceNames("web")
                    .build(),
            Rule.builder()
                    .addApiGroups("")
                    .addResources("pods", "pods/log")
                    .addVerbs("get", "list")
                    .build());

    @Test
    void policiesOfTheFile_areGrantedLikeThoseOfAws() {
        DesiredAccess access = DesiredAccessFile.reader()
                .knownPolicies(Set.of(AccessPolicy.VIEW))
                .read(FILE);

        DesiredEntry entry = access.entries().get(0);
        AccessScope scope = AccessScope.namespaces("team-a", "team-a-*");
        assertThat(entry.customPolicies()).isEqualTo(Map.of(OPERATOR, scope));
        assertThat(entry.policies()).containsOnlyKeys(AccessPolicy.VIEW);
        assertThat(entry.groups()).containsExactly("team-a");
        assertThat(entry.asMade("prod").groups())
                .containsExactlyInAnyOrder("team-a", OPERATOR.in(scope).group());
        assertThat(DesiredAccessFile.reader().read(DesiredAccessFile.write(access)))
                .isEqualTo(access);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "verbs: [get, list]} | verbs: []} | line 7, policies.team-operator.rules[1]: Policy \"team-operator\" cannot be stored: a rule has no verbs",
                "verbs: [get, list]} | verb: [get]} | line 7, policies.team-operator.rules[1].verb: this field is unknown",
                "team-operator:      | Operator:   | line 4, policies.Operator: \"Operator\" cannot be the name of a policy",
                "scraper:            | amazoneks-x: | line 8, policies.amazoneks-x: \"amazoneks-x\" looks like one of AWS's",
                "policy: team-operator, namespaces: [team-a, team-a-*] | policy: scraper, namespaces: [a] | line 14, entries[0].policies[0].policy: Policy \"scraper\" cannot be granted in namespace a, since it has a rule for paths",
                "policy: team-operator | policy: team-operater | did you mean team-operator?",
                "${app} | ${ap} | line 6",
                "rules: [{nonResourceURLs: [/metrics], verbs: [get]}] | rule: [] | line 9, policies.scraper.rule: this field is unknown",
                "rules: [{nonResourceURLs: [/metrics], verbs: [get]}] | rules: [] | has no rules and would allow nothing",
            })
    void aFault_isNamedWithItsPlace(String written, String instead, String fault) {
        String file = FILE.replace(written, instead);

        assertThat(file).isNotEqualTo(FILE);
        assertThatThrownBy(() -> DesiredAccessFile.reader()
                        .knownPolicies(Set.of(AccessPolicy.VIEW))
                        .read(file))
                .isInstanceOf(InvalidDesiredAccessException.class)
                .hasMessageContaining(fault);
    }

    @Test
    void aPolicy_ofOtherRulesInAnotherEntry_isAFault() {
        DesiredEntry one = DesiredEntry.builder(PrincipalArn.role("111122223333", "a"))
                .allow(OPERATOR)
                .clusterWide()
                .build();
        CustomPolicy other = CustomPolicy.of("team-operator", OPERATOR.rules().get(0));

        assertThatThrownBy(() -> DesiredAccess.builder()
                        .entry(one)
                        .entry(DesiredEntry.builder(PrincipalArn.role("111122223333", "b"))
                                .allow(other)
                                .clusterWide())
                        .build())
                .isInstanceOf(InvalidDesiredAccessException.class)
                .hasMessageContaining("custom policy team-operator has other rules than in an entry before");
    }

    @Test
    void aPolicy_inAnEntryThatTakesNone_orTwice_orWithoutScope_isAFault() {
        DesiredEntry.Builder nodes = DesiredEntry.builder(PrincipalArn.role("111122223333", "nodes"))
                .type(io.github.accessentries.EntryType.EC2_LINUX)
                .allow(OPERATOR)
                .clusterWide();
        DesiredEntry.Builder twice = DesiredEntry.builder(PrincipalArn.role("111122223333", "a"))
                .allow(OPERATOR)
                .clusterWide();
        List<Object> unused = List.of(twice.allow(OPERATOR));

        assertThatThrownBy(
                        () -> DesiredAccess.builder().entry(nodes).entry(twice).build())
                .isInstanceOf(InvalidDesiredAccessException.class)
                .hasMessageContaining("gets its user name and groups from EKS")
                .hasMessageContaining("team-operator is named twice")
                .hasMessageContaining("team-operator has no scope");
        assertThat(unused).hasSize(1);
    }
}
