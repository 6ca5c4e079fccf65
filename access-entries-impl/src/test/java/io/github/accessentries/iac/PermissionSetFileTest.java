package io.github.accessentries.iac;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.accessentries.PrincipalArn;
import io.github.accessentries.plan.DesiredAccess;
import io.github.accessentries.plan.InvalidDesiredAccessException;
import io.github.accessentries.plan.PrincipalDirectory;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Permission sets in place of principals. */
class PermissionSetFileTest {

    private static final String ACCOUNT = "111122223333";
    private static final String PATH = "aws-reserved/sso.amazonaws.com/";
    private static final PrincipalArn ADMIN =
            PrincipalArn.role(ACCOUNT, PATH + "eu-west-1/AWSReservedSSO_Admin_0123456789abcdef");
    private static final PrincipalArn CHINESE = ADMIN.inPartition("aws-cn");

    private final DesiredAccessFile.Reader reader = DesiredAccessFile.reader()
            .variable("set", "Admin")
            .variable("account", ACCOUNT)
            .directory(knowing(
                    ADMIN,
                    CHINESE,
                    PrincipalArn.role(ACCOUNT, PATH + "AWSReservedSSO_Two_0123456789abcdef"),
                    PrincipalArn.role(ACCOUNT, PATH + "AWSReservedSSO_Two_0123456789abcdee")));

    private static PrincipalDirectory knowing(PrincipalArn... roles) {
        return new PrincipalDirectory() {
            @Override
            public boolean covers(String accountId) {
                return accountId.equals(ACCOUNT);
            }

            @Override
            public Optional<KnownPrincipal> find(PrincipalArn principal) {
                throw new AssertionError("a file asks for roles of permission sets only");
            }

            @Override
            public Optional<List<KnownPrincipal>> identityCenterRoles(String accountId) {
                return Optional.of(Stream.of(roles)
                        .map(role -> KnownPrincipal.of(role, Instant.EPOCH))
                        .toList());
            }
        };
    }

    private static String file(String principal) {
        return "version: 1\nentries:\n  - principal: " + principal + "\n    groups: [people]\n";
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{permissionSet: Admin, account: '111122223333'} | aws",
                "{permissionSet: Admin, account: 111122223333} | aws",
                "{permissionSet: '${set}', account: '${account}'} | aws",
                "{permissionSet: Admin, account: '111122223333', partition: aws-cn} | aws-cn",
            })
    void permissionSet_isTheRoleThatStandsForIt(String principal, String partition) {
        assertThat(reader.read(file(principal)).principals()).containsExactly(ADMIN.inPartition(partition));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{permissionSet: Admin} | has no account",
                "{account: '111122223333'} | has no permissionSet",
                "{permissionSet: Admin, account: '111122223333', path: /} | this field is unknown",
                "{permissionSet: Admin/Read, account: '111122223333'} | Identity Center shows",
                "{permissionSet: Admin, account: '1111'} | 1111",
                "{permissionSet: Admin, account: '111122223333', partition: amazon} | amazon",
                "{permissionSet: '${sets}', account: '111122223333'} | nothing says what sets is",
                "{permissionSet: Read, account: '111122223333'} | there are roles of Admin, Two",
                "{permissionSet: Two, account: '111122223333'} | 2 roles",
                "{permissionSet: Admin, account: '444455556666'} | IAM is not asked about account 444455556666",
            })
    void permissionSet_thatIsWrongOrHasNotOneRole_isAFaultAtItsPlace(String principal, String fault) {
        assertThatExceptionOfType(InvalidDesiredAccessException.class)
                .isThrownBy(() -> reader.read(file(principal)))
                .satisfies(e -> assertThat(e.faults()).hasSize(1))
                .withMessageContainingAll("line 3, entries[0].principal", fault);
    }

    @Test
    void permissionSet_besideItsRole_isListedTwice() {
        String both = file("{permissionSet: Admin, account: '111122223333'}") + "  - principal: " + ADMIN + "\n";

        assertThatExceptionOfType(InvalidDesiredAccessException.class)
                .isThrownBy(() -> reader.read(both))
                .withMessageContaining("listed more than once");
    }

    @Test
    void written_itIsTheRole() {
        DesiredAccess read = reader.read(file("{permissionSet: Admin, account: '111122223333'}"));

        assertThat(DesiredAccessFile.reader().read(DesiredAccessFile.write(read)))
                .isEqualTo(read);
    }

    @Test
    void directoryThatCannotList_isAFault_andNotAnEmptyAccount() {
        PrincipalDirectory blind = new PrincipalDirectory() {
            @Override
            public boolean covers(String accountId) {
                return true;
            }

            @Override
            public Optional<KnownPrincipal> find(PrincipalArn principal) {
                return Optional.empty();
            }
        };

        assertThatExceptionOfType(InvalidDesiredAccessException.class)
                .isThrownBy(() -> DesiredAccessFile.reader()
                        .directory(blind)
                        .read(file("{permissionSet: Admin, account: '111122223333'}")))
                .withMessageContaining("cannot list the roles");
    }
}
