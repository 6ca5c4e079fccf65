package io.github.accessentries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PermissionSetTest {

    private static final String ACCOUNT = "111122223333";

    @ParameterizedTest
    @CsvSource({
        "AWSReservedSSO_Admin_0123456789abcdef, Admin",
        "AWSReservedSSO_Admin_Read_0123456789abcdef, Admin_Read",
        "AWSReservedSSO_A_0123456789abcdef_fedcba9876543210, A_0123456789abcdef",
        "AWSReservedSSO_a+b=c@d.e-f_0123456789abcdef, a+b=c@d.e-f",
        "AWSReservedSSO_12345678901234567890123456789012_0123456789abcdef, 12345678901234567890123456789012",
        "AWSReservedSSO_Admin_0123456789abcde, ",
        "AWSReservedSSO_Admin_0123456789ABCDEF, ",
        "AWSReservedSSO_0123456789abcdef, ",
        "AWSReservedSSO__0123456789abcdef, ",
        "Admin_0123456789abcdef, ",
    })
    void role_isOfTheSetWhoseNameIsLeft_withoutTheDigits(String role, String name) {
        for (String region : new String[] {"", "eu-west-1/"}) {
            PrincipalArn arn = PrincipalArn.role(ACCOUNT, "aws-reserved/sso.amazonaws.com/" + region + role);

            assertThat(PermissionSet.ofRole(arn).map(PermissionSet::name).orElse(null))
                    .isEqualTo(name);
        }
    }

    @Test
    void otherPrincipals_areOfNoSet() {
        assertThat(PermissionSet.ofRole(PrincipalArn.role(ACCOUNT, "dev"))).isEmpty();
        assertThat(PermissionSet.ofRole(PrincipalArn.user(
                        ACCOUNT, "aws-reserved/sso.amazonaws.com/AWSReservedSSO_Admin_0123456789abcdef")))
                .isEmpty();
        assertThat(PermissionSet.ofRole(
                        PrincipalArn.fromEks("arn:aws:iam::111122223333:role/AWSReservedSSO_Admin_0123456789abcdef")))
                .isEmpty();
    }

    @Test
    void set_hasItsRoles_ofItsOwnAccountAndPartition() {
        String role = "aws-reserved/sso.amazonaws.com/AWSReservedSSO_Admin_0123456789abcdef";
        PermissionSet set = PermissionSet.of("Admin", ACCOUNT);

        assertThat(set.has(PrincipalArn.role(ACCOUNT, role))).isTrue();
        assertThat(set.has(PrincipalArn.role("444455556666", role))).isFalse();
        assertThat(set.has(PrincipalArn.role(ACCOUNT, role).inPartition("aws-cn")))
                .isFalse();
        assertThat(set.inPartition("aws-cn")
                        .has(PrincipalArn.role(ACCOUNT, role).inPartition("aws-cn")))
                .isTrue();
        assertThat(set).hasToString("permission set Admin in account 111122223333");
        assertThat(set.inPartition("aws-cn")).asString().endsWith(" of partition aws-cn");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Admin Read", "Admin/Read", "123456789012345678901234567890123", "Ädmin"})
    void name_thatIdentityCenterCannotHave_isRefused(String name) {
        assertThatThrownBy(() -> PermissionSet.of(name, ACCOUNT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"" + name + "\"");
    }

    @ParameterizedTest
    @CsvSource({"11112222333, aws", "111122223333, amazon"})
    void accountOrPartition_thatIsNone_isRefused(String account, String partition) {
        assertThatThrownBy(() -> PermissionSet.builder()
                        .name("Admin")
                        .accountId(account)
                        .partition(partition)
                        .build())
                .isInstanceOf(IllegalArgumentException.class);
    }
}
