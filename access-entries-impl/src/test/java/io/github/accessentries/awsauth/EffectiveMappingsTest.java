package io.github.accessentries.awsauth;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.accessentries.PrincipalArn;
import io.github.accessentries.awsauth.AwsAuth.ArnMapping;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EffectiveMappingsTest {

    private static final String ACCOUNT = "012345678912";
    private static final String DEV = "arn:aws:iam::012345678912:role/dev";

    private static ArnMapping mapping(String arn, String username) {
        return ArnMapping.of(arn, username, List.of(username + "s"));
    }

    private static Optional<String> usernameOf(AwsAuth awsAuth, String principal) {
        return EffectiveMappings.of(awsAuth)
                .of(PrincipalArn.of(principal))
                .map(placed -> placed.mapping().username());
    }

    @Test
    void lastMappingOfAnArn_counts_andTheOthersAreShadowedByIt() {
        AwsAuth awsAuth = AwsAuth.builder()
                .roles(List.of(mapping(DEV, "first"), mapping("ARN:AWS:IAM::012345678912:ROLE/DEV", "last")))
                .users(List.of(mapping(DEV, "user")))
                .build();

        EffectiveMappings mappings = EffectiveMappings.of(awsAuth);

        assertThat(mappings.of(PrincipalArn.of(DEV))).map(PlacedMapping::place).contains("mapRoles[1]");
        assertThat(mappings.mappings()).extracting(PlacedMapping::place).containsExactly("mapRoles[1]");
        assertThat(mappings.shadowed())
                .extracting(each -> each.shadowed().place() + " by " + each.by().place())
                .containsExactly("mapRoles[0] by mapRoles[1]", "mapUsers[0] by mapRoles[1]");
    }

    @Test
    void copyOfAMapping_isShadowedToo() {
        AwsAuth awsAuth = AwsAuth.builder()
                .roles(List.of(mapping(DEV, "a"), mapping(DEV, "a")))
                .build();

        assertThat(EffectiveMappings.of(awsAuth).mappings())
                .extracting(PlacedMapping::place)
                .containsExactly("mapRoles[1]");
        assertThat(EffectiveMappings.of(awsAuth).shadowed()).hasSize(1);
    }

    /** The letter in the last row but one is a Kelvin sign, which is no k for IAM, but becomes one on the cluster. */
    @ParameterizedTest
    @CsvSource({
        "arn:aws:iam::012345678912:role/dev,      arn:aws:iam::012345678912:role/dev,          true",
        "arn:aws:iam::012345678912:role/dev,      arn:aws:iam::012345678912:role/team/dev,     true",
        "arn:aws:iam::012345678912:role/team/dev, arn:aws:iam::012345678912:role/team/dev,     false",
        "arn:aws:iam::012345678912:role/DEV,      arn:aws:iam::012345678912:role/dev,          true",
        "arn:aws:iam::012345678912:user/ops/ana,  arn:aws:iam::012345678912:user/ops/Ana,      true",
        "arn:aws:iam::012345678912:user/ana,      arn:aws:iam::012345678912:user/ops/ana,      false",
        "arn:aws:iam::012345678912:role/\u212Aim, arn:aws:iam::012345678912:role/kim,          true",
        "arn:aws-cn:iam::012345678912:role/dev,   arn:aws:iam::012345678912:role/dev,          false",
    })
    void principal_isFoundByItsArnAsStsTellsIt_inBothLists(String mapped, String principal, boolean expected) {
        List<ArnMapping> one = List.of(mapping(mapped, "name"));

        assertThat(usernameOf(AwsAuth.builder().roles(one).build(), principal))
                .isEqualTo(expected ? Optional.of("name") : Optional.empty());
        assertThat(usernameOf(AwsAuth.builder().users(one).build(), principal))
                .isEqualTo(expected ? Optional.of("name") : Optional.empty());
    }

    /** Whoever may edit the ConfigMap could hide a mapping by them otherwise. */
    @Test
    void lookAlikes_areToldAndHideNothing() {
        String kim = "arn:aws:iam::012345678912:role/kims";
        List<ArnMapping> roles =
                List.of(mapping(kim, "plain"), mapping(kim.replace("ims", "im\u017F"), "long s"), mapping(DEV, "dev"));

        assertThat(usernameOf(AwsAuth.builder().roles(roles).build(), kim)).contains("plain");
        assertThat(usernameOf(AwsAuth.builder().roles(roles.subList(1, 2)).build(), kim))
                .contains("long s");
        assertThat(usernameOf(
                        AwsAuth.builder()
                                .roles(List.of(
                                        mapping(kim, "plain"), mapping(kim.replace("ki", "k\u0130"), "dotted i")))
                                .build(),
                        kim))
                .as("the cluster takes the last one, too")
                .contains("dotted i");
        assertThat(AwsAuth.parse(Map.of("mapRoles", "- rolearn: " + kim.replace('k', '\u212A')))
                        .faults())
                .singleElement()
                .asString()
                .startsWith("mapRoles[0] of ")
                .asString()
                .contains(": has an ARN with a letter that looks like another one");
        assertThat(AwsAuth.parse(Map.of("mapRoles", "- rolearn: " + kim.replace("k", "\u212A\u015F")))
                        .faults())
                .as("matches nobody")
                .isEmpty();
    }

    @Test
    void account_countsForWhoeverHasNoMapping_underTheArnAndWithoutGroups() {
        AwsAuth awsAuth = AwsAuth.builder()
                .roles(List.of(mapping(DEV, "dev")))
                .accounts(List.of("999999999999", ACCOUNT))
                .build();
        EffectiveMappings mappings = EffectiveMappings.of(awsAuth);
        String ops = "arn:aws:iam::012345678912:role/ops";

        assertThat(mappings.of(PrincipalArn.role(ACCOUNT, "team/ops")))
                .contains(PlacedMapping.builder()
                        .list("mapAccounts")
                        .index(1)
                        .mapping(ArnMapping.of(ops, ops, List.of()))
                        .build());
        assertThat(mappings.of(PrincipalArn.of(DEV))).map(PlacedMapping::list).contains("mapRoles");
        assertThat(mappings.of(PrincipalArn.role("111122223333", "ops"))).isEmpty();
        assertThat(mappings.ofArn(ops)).isEmpty();
    }
}
