package io.github.accessentries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccessEntryTest {

    private static final PrincipalArn DEV = PrincipalArn.role("111122223333", "dev");

    private static AccessEntry.Builder entry() {
        return AccessEntry.builder().cluster("prod").principal(DEV).username("dev");
    }

    @Test
    void policies_inAnyOrder_makeEqualEntriesSortedByName() {
        PolicyAssociation view = PolicyAssociation.of(AccessPolicy.VIEW, AccessScope.clusterWide());
        PolicyAssociation edit = PolicyAssociation.of(AccessPolicy.EDIT, AccessScope.namespaces("a"));

        assertThat(entry().addPolicies(view, edit).build())
                .isEqualTo(entry().addPolicies(edit, view).build())
                .extracting(AccessEntry::policies)
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.LIST)
                .containsExactly(edit, view);
    }

    @Test
    void samePolicyTwice_isRefusedWithTheRemedy() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> entry().addPolicies(
                                PolicyAssociation.of(AccessPolicy.VIEW, AccessScope.namespaces("a")),
                                PolicyAssociation.of(AccessPolicy.VIEW, AccessScope.namespaces("b")))
                        .build())
                .withMessageContaining(DEV.toString())
                .withMessageContaining("AmazonEKSViewPolicy")
                .withMessageContaining("list all its namespaces");
    }

    @Test
    void withoutUsername_isRefused() {
        assertThatIllegalStateException()
                .isThrownBy(() ->
                        AccessEntry.builder().cluster("prod").principal(DEV).build())
                .withMessageContaining("username");
    }

    @Test
    void scopeOf_findsThePolicy() {
        AccessEntry entry = entry().addPolicies(PolicyAssociation.of(AccessPolicy.VIEW, AccessScope.clusterWide()))
                .build();

        assertThat(entry.scopeOf(AccessPolicy.VIEW)).contains(AccessScope.clusterWide());
        assertThat(entry.scopeOf(AccessPolicy.EDIT)).isEmpty();
        assertThat(entry)
                .hasToString("arn:aws:iam::111122223333:role/dev on prod (STANDARD) as dev, groups [],"
                        + " policies [AmazonEKSViewPolicy cluster-wide]");
    }

    @Test
    void entryType_unknownOne_passesAndIsForNobodySpecial() {
        assertThat(EntryType.of("QUANTUM_LINUX").isForNodes()).isFalse();
        assertThat(EntryType.of("STANDARD")).isEqualTo(EntryType.STANDARD);
        assertThat(EntryType.HYPERPOD_LINUX.isForNodes()).isTrue();
        assertThat(EntryType.STANDARD.isForNodes()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "Standard", "EC2_Linux"})
    void entryType_notInUpperCase_isRefused(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EntryType.of(name))
                .withMessageContaining("\"" + name + "\"")
                .withMessageContaining("upper case");
    }

    @ParameterizedTest
    @EnumSource(AuthenticationMode.class)
    void authenticationMode_parse_findsEachByItsName(AuthenticationMode mode) {
        assertThat(AuthenticationMode.parse(mode.name())).isEqualTo(mode);
    }

    @Test
    void authenticationMode_saysWhatItHeeds() {
        assertThat(AuthenticationMode.parse("TELEPATHY")).isEqualTo(AuthenticationMode.UNKNOWN);
        assertThat(AuthenticationMode.values())
                .filteredOn(AuthenticationMode::usesAccessEntries)
                .containsExactly(AuthenticationMode.API_AND_CONFIG_MAP, AuthenticationMode.API);
        assertThat(AuthenticationMode.values())
                .filteredOn(AuthenticationMode::usesConfigMap)
                .containsExactly(AuthenticationMode.CONFIG_MAP, AuthenticationMode.API_AND_CONFIG_MAP);
    }
}
