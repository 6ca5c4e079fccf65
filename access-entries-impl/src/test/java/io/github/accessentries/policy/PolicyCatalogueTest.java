package io.github.accessentries.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.accessentries.AccessEntry;
import io.github.accessentries.AccessPolicy;
import io.github.accessentries.AccessScope;
import io.github.accessentries.PolicyAssociation;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.authn.KubernetesUser;
import io.github.accessentries.authz.AccessRequest;
import io.github.accessentries.authz.Authorizer;
import io.github.accessentries.authz.Rule;
import io.github.accessentries.rbac.ClusterAccess;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class PolicyCatalogueTest {

    private static final PolicyCatalogue CATALOGUE = PolicyCatalogue.published();
    private static final PrincipalArn DEV = PrincipalArn.role("111122223333", "dev");

    @Test
    void constants_areAllInTheCatalogue() {
        assertThat(List.of(
                        AccessPolicy.CLUSTER_ADMIN,
                        AccessPolicy.ADMIN,
                        AccessPolicy.ADMIN_VIEW,
                        AccessPolicy.EDIT,
                        AccessPolicy.VIEW,
                        AccessPolicy.SECRET_READER,
                        AccessPolicy.SECRET_ADMIN,
                        AccessPolicy.AUTO_NODE))
                .allSatisfy(policy -> assertThat(CATALOGUE.find(policy)).isPresent());
    }

    @Test
    void entries_areSortedAndSayWhatTheyDoNotKnow() {
        assertThat(CATALOGUE.asOf()).matches("20\\d\\d-\\d\\d");
        assertThat(CATALOGUE.policies())
                .hasSize(42)
                .isSortedAccordingTo((a, b) -> a.policy().compareTo(b.policy()));
        assertThat(CATALOGUE.policies())
                .filteredOn(policy -> policy.rules().isEmpty())
                .isNotEmpty()
                .allMatch(Predicate.not(CataloguedPolicy::complete));
        assertThat(CATALOGUE.find(AccessPolicy.of("AmazonEKSBrandNewPolicy"))).isEmpty();
    }

    @Test
    void generalPolicies_containOneAnother() {
        assertThat(allowedBy(AccessPolicy.VIEW)).isNotEmpty();
        assertThat(allowedBy(AccessPolicy.EDIT)).containsAll(allowedBy(AccessPolicy.VIEW));
        assertThat(allowedBy(AccessPolicy.ADMIN)).containsAll(allowedBy(AccessPolicy.EDIT));
        assertThat(allowedBy(AccessPolicy.CLUSTER_ADMIN)).containsAll(allowedBy(AccessPolicy.ADMIN));
        assertThat(allowedBy(AccessPolicy.VIEW))
                .noneMatch(request -> request.resource().equals("secrets"));
        assertThat(allowedBy(AccessPolicy.EDIT))
                .noneMatch(request -> request.apiGroup().equals("rbac.authorization.k8s.io"));
    }

    /** Everything that is named anywhere in the catalogue and that the policy allows. */
    private static Set<AccessRequest> allowedBy(AccessPolicy policy) {
        Authorizer authorizer = ClusterAccess.of(List.of(AccessEntry.builder()
                        .cluster("prod")
                        .principal(DEV)
                        .username("dev")
                        .addPolicies(PolicyAssociation.of(policy, AccessScope.clusterWide()))
                        .build()))
                .authorizer();
        KubernetesUser user = KubernetesUser.builder()
                .username("dev")
                .putExtra(KubernetesUser.CANONICAL_ARN, List.of(DEV.canonical()))
                .build();
        return everyRequest().stream()
                .filter(request -> authorizer.decide(user, request).allowed())
                .collect(Collectors.toSet());
    }

    private static Set<AccessRequest> everyRequest() {
        Set<AccessRequest> requests = new LinkedHashSet<>();
        for (CataloguedPolicy policy : CATALOGUE.policies()) {
            for (Rule rule : policy.rules()) {
                for (String verb : rule.verbs()) {
                    for (String group : rule.apiGroups()) {
                        for (String resource : rule.resources()) {
                            String[] parts = resource.split("/", 2);
                            String name = parts[0] + (group.isEmpty() ? "" : "." + group);
                            requests.add(AccessRequest.of(verb, parts.length == 1 ? name : name + "/" + parts[1]));
                        }
                    }
                }
            }
        }
        return requests;
    }
}
