package io.github.accessentries.internal.principal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.accessentries.PrincipalArn;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** When two ARNs are the same principal, wherever the question comes up. */
class SamePrincipalTest {

    /** Letters that Unicode, but not IAM, takes for k and s are among them. */
    private static final List<String> LETTERS = List.of("a", "A", "k", "K", "\u212A", "s", "S", "\u017F", "-");

    @ParameterizedTest
    @CsvSource({
        "arn:aws:iam::111122223333:role/dev,          arn:aws:iam::111122223333:role/team/Dev, true",
        "arn:aws:sts::111122223333:assumed-role/dev/ana, arn:aws:iam::111122223333:role/team/Dev, true",
        "arn:aws:sts::111122223333:assumed-role/dev/ana, arn:aws:iam::111122223333:role/dev2,     false",
        "arn:aws:sts::111122223333:assumed-role/dev/ana, arn:aws:iam::444455556666:role/dev,      false",
        "arn:aws:sts::111122223333:assumed-role/dev/ana, arn:aws-cn:iam::111122223333:role/dev,   false",
        "arn:aws:iam::111122223333:user/ops/ana,      arn:aws:iam::111122223333:user/ops/Ana,  true",
        "arn:aws:iam::111122223333:user/ana,          arn:aws:iam::111122223333:user/ops/ana,  false",
        "arn:aws:iam::111122223333:user/dev,          arn:aws:iam::111122223333:role/dev,      false",
    })
    void caller_isThePrincipal(String caller, String principal, boolean expected) {
        assertThat(CallerArn.of(caller).is(PrincipalArn.of(principal))).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dev",
                "arn:aws:sts::111122223333:assumed-role/dev",
                "arn:aws:iam::111122223333:group/ops",
                "arn:aws:iam::111122223333:root/x",
            })
    void callerOfAnotherKind_isRefusedByItsArn(String caller) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CallerArn.of(caller))
                .withMessageContaining("\"" + caller + "\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"arn:aws:sts::111122223333:federated-user/ana", "arn:aws:iam::111122223333:root"})
    void callerThatNoEntryCanBeFor_isNobodyWithAnEntry(String caller) {
        CallerArn arn = CallerArn.of(caller);

        assertThat(arn.is(PrincipalArn.user("111122223333", "ana"))).isFalse();
        assertThat(arn.is(PrincipalArn.user("111122223333", "root"))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "arn:aws:iam::111122223333:role/dev,                 arn:aws:iam::111122223333:role/dev,     false",
        "ARN:AWS:IAM::111122223333:ROLE/Dev,                 arn:aws:iam::111122223333:role/Dev,     false",
        "arn:aws:iam::111122223333:user/ops/ana,             arn:aws:iam::111122223333:user/ops/ana, true",
        "arn:aws:iam::111122223333:user/AWSReservedSSO_View, arn:aws:iam::111122223333:user/AWSReservedSSO_View, true",
        "arn:aws:iam::111122223333:role/AWSReservedSSO_View_0123456789abcdef,"
                + " arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_View_0123456789abcdef, false",
        "arn:aws:iam::111122223333:role/awsreservedsso_view_0123456789abcdef,"
                + " arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/awsreservedsso_view_0123456789abcdef, false",
    })
    void mapping_isOfAPrincipal(String arn, String principal, boolean pathIsKnown) {
        assertThat(MappedArn.of(arn)).contains(new MappedArn(PrincipalArn.of(principal), pathIsKnown));
        assertThat(MappedArn.isBeyondEntries(arn)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "arn:aws:iam::111122223333:role/team/dev,          false",
        "arn:aws:iam::111122223333:role//dev,              false",
        "arn:aws:iam::1111:role/dev,                       false",
        "arn:aws:iam::111122223333:group/devs,             false",
        "arn:aws:sts::111122223333:assumed-role/dev/ana,   false",
        "dev,                                              false",
        "'',                                               false",
        "arn:aws:iam::111122223333:root,                   true",
        "ARN:aws:IAM::111122223333:Root,                   true",
        "arn:aws:iam::1111:root,                           false",
        "arn:aws:sts::111122223333:federated-user/ana,     true",
    })
    void mappingOfNoPrincipal_isToldFromThoseBeyondEntries(String arn, boolean beyondEntries) {
        assertThat(MappedArn.of(arn)).isEmpty();
        assertThat(MappedArn.isBeyondEntries(arn)).isEqualTo(beyondEntries);
    }

    /** A mapping is of a principal exactly where the key of the one is that of the other. */
    @Test
    void mappedArn_agreesWithTheKey() {
        Random random = new Random(11);
        for (int i = 0; i < 2_000; i++) {
            String arn = (random.nextBoolean() ? "arn:aws:iam" : "arn:AWS:Iam") + "::111122223333:"
                    + one(random, List.of("role", "Role", "user")) + "/" + one(random, List.of("", "", "p/", "P/q/"))
                    + one(random, LETTERS) + one(random, LETTERS);
            Optional<PrincipalArn> principal = MappedArn.of(arn).map(MappedArn::principal);

            principal.ifPresent(each -> assertThat(ArnKey.of(each)).isEqualTo(MappedArn.key(arn)));
            boolean ascii = MappedArn.key(arn).chars().allMatch(letter -> letter < 0x80);
            boolean roleWithPath = arn.matches("(?i).*:role/.*/.*");
            assertThat(principal.isPresent()).as(arn).isEqualTo(ascii && !roleWithPath);
        }
    }

    private static String one(Random random, List<String> texts) {
        return texts.get(random.nextInt(texts.size()));
    }
}
