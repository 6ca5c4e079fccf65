package io.github.accessentries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.accessentries.PrincipalArn.Kind;
import io.github.accessentries.internal.text.PlainText;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PrincipalArnTest {

    private static final String NAME_CHARACTERS = "abcXYZ019_+=,.@-";

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "arn:aws:iam::111122223333:role/dev,                     aws,        ROLE, /,            dev",
                "arn:aws:iam::111122223333:user/ana,                     aws,        USER, /,            ana",
                "arn:aws:iam::000000000000:role/team/dev/Admin,          aws,        ROLE, /team/dev/,   Admin",
                "arn:aws-cn:iam::111122223333:role/dev,                  aws-cn,     ROLE, /,            dev",
                "arn:aws-us-gov:iam::111122223333:user/div/ana,          aws-us-gov, USER, /div/,        ana",
                "arn:aws-iso:iam::111122223333:role/dev,                 aws-iso,    ROLE, /,            dev",
                "arn:aws-iso-b:iam::111122223333:role/dev,               aws-iso-b,  ROLE, /,            dev",
                "arn:aws-iso-e:iam::111122223333:role/dev,               aws-iso-e,  ROLE, /,            dev",
                "arn:aws-iso-f:iam::111122223333:role/dev,               aws-iso-f,  ROLE, /,            dev",
                "arn:aws-eusc:iam::111122223333:role/dev,                aws-eusc,   ROLE, /,            dev",
                "\"arn:aws:iam::111122223333:role/a:b!/x+=,.@_-\",       aws,        ROLE, /a:b!/,       \"x+=,.@_-\"",
            })
    void of_arnOfRoleOrUser_partsAndTextRoundTrip(String text, String partition, Kind kind, String path, String name) {
        PrincipalArn arn = PrincipalArn.of(text);

        assertThat(arn.partition()).isEqualTo(partition);
        assertThat(arn.kind()).isEqualTo(kind);
        assertThat(arn.path()).isEqualTo(path);
        assertThat(arn.name()).isEqualTo(name);
        assertThat(arn).hasToString(text).isEqualTo(PrincipalArn.of(text));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                                                            | is not an ARN",
                "dev                                                           | expected arn:PARTITION:iam::ACCOUNT:role/NAME",
                "arn:aws:iam::111122223333                                     | is not an ARN",
                "ARN:aws:iam::111122223333:role/dev                            | is not an ARN",
                "' arn:aws:iam::111122223333:role/dev'                         | is not an ARN",
                "'arn:aws:iam::111122223333:role/dev '                         | name \"dev \" is not an IAM name",
                "arn:aws:sts::111122223333:assumed-role/dev/ana                | use arn:aws:iam::111122223333:role/dev, with the role's path",
                "arn:aws:sts::111122223333:assumed-role/dev                    | is a session of a role",
                "arn:aws:sts::111122223333:federated-user/ana                  | is temporary",
                "arn:aws:iam::111122223333:group/admins                        | an IAM group is not a principal",
                "arn:aws:iam::111122223333:root                                | an access entry for the account root lets nobody in",
                "arn:aws:iam::111122223333:instance-profile/nodes              | name the role that it contains",
                "arn:aws:iam::aws:policy/AdministratorAccess                   | not a kind of principal",
                "arn:aws:iam::111122223333:Role/dev                            | \"Role\" is not a kind of principal",
                "arn:aws:s3:::bucket                                           | belongs to service \"s3\"",
                "arn:aws:iam:us-west-2:111122223333:role/dev                   | IAM is global",
                "arn:gcp:iam::111122223333:role/dev                            | partition \"gcp\"",
                "arn:aws:iam::1111:role/dev                                    | account id \"1111\" is not twelve digits",
                "arn:aws:iam::11112222333a:role/dev                            | is not twelve digits",
                "arn:aws:iam::111122223333:role                                | role name \"\" is not an IAM name",
                "arn:aws:iam::111122223333:role/                               | role name \"\" is not an IAM name",
                "arn:aws:iam::111122223333:role/dev*                           | is not an IAM name",
                "arn:aws:iam::111122223333:role/team a/dev                     | path \"/team a/\" is not an IAM path",
                "arn:aws:iam::111122223333:role/AWSReservedSSO_Admins_0123456789abcdef | give its full ARN",
                "arn:aws:iam::111122223333:role/x/AWSReservedSSO_Admins_0123456789abcdef | has a path under /aws-reserved/sso.amazonaws.com/",
            })
    void of_anythingElse_isRefusedNamingValueAndRemedy(String text, String partOfMessage) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PrincipalArn.of(text))
                .withMessageContaining(partOfMessage)
                .withMessageContaining("\"" + text + "\"");
    }

    @Test
    void of_ssoRoleWithItsPath_isARole() {
        String arn = "arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/eu-west-1/"
                + "AWSReservedSSO_Admins_0123456789abcdef";

        assertThat(PrincipalArn.of(arn).isRole()).isTrue();
    }

    @Test
    void limitsOfIam_areHeldExactly() {
        assertThat(PrincipalArn.role("111122223333", "n".repeat(64)).name()).hasSize(64);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PrincipalArn.role("111122223333", "n".repeat(65)))
                .withMessageContaining("limit of 64");
        assertThat(PrincipalArn.user("111122223333", "/" + "p".repeat(510) + "/n")
                        .path())
                .hasSize(512);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PrincipalArn.user("111122223333", "/" + "p".repeat(511) + "/n"))
                .withMessageContaining("limit of 512");
    }

    @Test
    void canonical_dropsThePathOfARoleOnly() {
        assertThat(PrincipalArn.role("111122223333", "team/dev/Admin").canonical())
                .isEqualTo("arn:aws:iam::111122223333:role/Admin");
        assertThat(PrincipalArn.user("111122223333", "ops/ana").canonical())
                .isEqualTo("arn:aws:iam::111122223333:user/ops/ana");
    }

    @Test
    void inPartition_changesNothingElse() {
        assertThat(PrincipalArn.role("111122223333", "team/dev").inPartition("aws-cn"))
                .isEqualTo(PrincipalArn.of("arn:aws-cn:iam::111122223333:role/team/dev"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PrincipalArn.role("111122223333", "dev").inPartition("china"))
                .withMessageContaining("\"china\"");
    }

    @Test
    void isServiceLinkedRole_goesByThePath() {
        assertThat(PrincipalArn.of("arn:aws:iam::111122223333:role/aws-service-role/eks.amazonaws.com/"
                                + "AWSServiceRoleForAmazonEKS")
                        .isServiceLinkedRole())
                .isTrue();
        assertThat(PrincipalArn.role("111122223333", "AWSServiceRoleForAmazonEKS")
                        .isServiceLinkedRole())
                .isFalse();
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 5, 8, 13})
    void anyLegalPrincipal_roundTripsThroughItsText(long seed) {
        RandomGenerator random = new SplittableRandom(seed);
        for (int i = 0; i < 500; i++) {
            String account = String.format("%012d", random.nextLong(1_000_000_000_000L));
            String path = random.nextBoolean() ? "" : anyName(random) + "/" + anyName(random) + "/";
            String name = anyName(random);
            PrincipalArn arn = random.nextBoolean()
                    ? PrincipalArn.role(account, path + name)
                    : PrincipalArn.user(account, path + name);

            assertThat(PrincipalArn.of(arn.toString())).isEqualTo(arn).hasSameHashCodeAs(arn);
            assertThat(arn.name()).isEqualTo(name);
            assertThat(PrincipalArn.of(arn.canonical()).name()).isEqualTo(name);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 5, 8, 13})
    void anyDamagedArn_isRefusedOrMeansWhatItSays(long seed) {
        RandomGenerator random = new SplittableRandom(seed);
        for (int i = 0; i < 2_000; i++) {
            StringBuilder text = new StringBuilder("arn:aws:iam::111122223333:role/team/dev");
            for (int edits = random.nextInt(1, 4); edits > 0; edits--) {
                int at = random.nextInt(text.length());
                char character = (char) random.nextInt(0x20, 0x180);
                switch (random.nextInt(3)) {
                    case 0 -> text.setCharAt(at, character);
                    case 1 -> text.insert(at, character);
                    default -> text.deleteCharAt(at);
                }
            }
            String damaged = text.toString();
            try {
                assertThat(PrincipalArn.of(damaged)).hasToString(damaged);
            } catch (IllegalArgumentException e) {
                assertThat(e).hasMessageContaining(PlainText.quoted(damaged));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "arn:aws:iam::111122223333:root,                           ROOT,  aws,    111122223333",
        "arn:aws-cn:iam::111122223333:root,                        ROOT,  aws-cn, 111122223333",
        "arn:aws:iam::111122223333:root/x,                         OTHER, aws,    111122223333",
        "arn:aws:sts::111122223333:federated-user/ana,             OTHER, aws,    111122223333",
        "arn:aws:sts::111122223333:assumed-role/dev/session,       OTHER, aws,    111122223333",
        "arn:aws:iam::111122223333:role/AWSReservedSSO_Dev_0123,   OTHER, aws,    111122223333",
        "arn:aws:iam::1:role/dev,                                  OTHER, aws,    1",
        "arn:cloud9:iam::111122223333:role/dev,                    OTHER, cloud9, 111122223333",
        "arn:aws:agents:us-west-2:111122223333:agent/007,          OTHER, aws,    111122223333",
        "urn:principal:of:tomorrow,                                OTHER, '',     ''",
    })
    void fromEks_holdsWhateverThereIs_asItIs(String arn, Kind kind, String partition, String account) {
        PrincipalArn principal = PrincipalArn.fromEks(arn);

        assertThat(principal.kind()).isEqualTo(kind);
        assertThat(principal.isRoleOrUser()).isFalse();
        assertThat(principal.isServiceLinkedRole()).isFalse();
        assertThat(principal.partition()).isEqualTo(partition);
        assertThat(principal.accountId()).isEqualTo(account);
        assertThat(principal.arn()).isEqualTo(arn);
        assertThat(principal.canonical()).isEqualTo(arn);
        assertThat(principal).hasToString(arn).isEqualTo(PrincipalArn.fromEks(arn));
        assertThatIllegalArgumentException().isThrownBy(() -> PrincipalArn.of(arn));
        assertThatIllegalArgumentException().isThrownBy(() -> principal.inPartition("aws-cn"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EntryRules.requireRoleOrUser(principal))
                .withMessageContaining("not a role or user");
    }

    @Test
    void fromEks_ofARoleOrUser_isTheSameAsOf() {
        assertThat(PrincipalArn.fromEks("arn:aws:iam::111122223333:role/team/dev"))
                .isEqualTo(PrincipalArn.role("111122223333", "team/dev"));
        assertThatIllegalArgumentException().isThrownBy(() -> PrincipalArn.fromEks(" "));
    }

    @Test
    void oddPrincipal_isShownWithoutItsLineEnds_butKeepsThem() {
        PrincipalArn odd = PrincipalArn.fromEks("arn:aws:iam::111122223333:robot/a\nb");

        assertThat(odd).hasToString("arn:aws:iam::111122223333:robot/a\\u000ab");
        assertThat(odd.arn()).endsWith("robot/a\nb");
    }

    private static String anyName(RandomGenerator random) {
        StringBuilder name = new StringBuilder();
        for (int length = random.nextInt(1, 20); length > 0; length--) {
            name.append(NAME_CHARACTERS.charAt(random.nextInt(NAME_CHARACTERS.length())));
        }
        return name.toString();
    }
}
