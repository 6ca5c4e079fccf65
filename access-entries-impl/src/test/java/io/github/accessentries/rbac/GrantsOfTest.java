package io.github.accessentries.rbac;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.accessentries.AccessEntry;
import io.github.accessentries.AccessPolicy;
import io.github.accessentries.AccessScope;
import io.github.accessentries.PolicyAssociation;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.authz.AccessModel;
import io.github.accessentries.authz.GrantedByBinding;
import io.github.accessentries.authz.GrantedByPolicy;
import io.github.accessentries.authz.GrantedToMasters;
import io.github.accessentries.authz.Subject;
import io.github.accessentries.authz.Where;
import java.util.List;
import org.junit.jupiter.api.Test;

class GrantsOfTest {

    private static final PrincipalArn DEV = PrincipalArn.role("111122223333", "dev");

    @Test
    void grants_showAlsoWhatAnotherMakesSuperfluous() {
        AccessModel model = ClusterAccess.builder()
                .entries(List.of(AccessEntry.builder()
                        .cluster("prod")
                        .principal(DEV)
                        .username("dev")
                        .addGroups("devs", GrantedToMasters.GROUP)
                        .addPolicies(PolicyAssociation.of(
                                AccessPolicy.SECRET_READER, AccessScope.namespaces("team-a", "team-b-*")))
                        .build()))
                .rbac(RbacObjects.parse("""
                        kind: List
                        items:
                        - {kind: Role, metadata: {name: r, namespace: team-a}, rules: [{verbs: [get], apiGroups: [''], resources: [secrets]}]}
                        - kind: RoleBinding
                          metadata: {name: b, namespace: team-a}
                          roleRef: {kind: Role, name: r}
                          subjects: [{kind: Group, name: devs}]
                        """))
                .build();

        var grants = model.grantsOf(model.userOf(new Subject.Principal(DEV)).orElseThrow());

        assertThat(grants)
                .filteredOn(grant -> grant.reasons().get(0) instanceof GrantedToMasters)
                .hasSize(2);
        assertThat(grants)
                .filteredOn(grant -> grant.reasons().get(0) instanceof GrantedByBinding)
                .singleElement()
                .satisfies(grant -> {
                    assertThat(grant.where()).isEqualTo(Where.namespace("team-a"));
                    assertThat(grant.rule()).hasToString("get secrets");
                });
        assertThat(grants)
                .filteredOn(grant -> grant.reasons().get(0) instanceof GrantedByPolicy)
                .extracting(grant -> grant.where().toString())
                .containsExactly("in team-a", "in team-b-*");
        assertThat(grants).allSatisfy(grant -> {
            assertThat(grant.reasons()).hasSize(1);
            assertThat(grant.except()).isEmpty();
        });
    }
}
