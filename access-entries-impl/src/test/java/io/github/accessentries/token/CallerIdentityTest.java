package io.github.accessentries.token;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.accessentries.authn.IamIdentity;
import io.github.accessentries.authn.RejectionReason;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CallerIdentityTest {

    private static final String ACCOUNT = "123456789012";
    private static final String GOOD = StubSts.identity(ACCOUNT, "arn:aws:iam::123456789012:user/Alice", "AIDAALICE");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "[]",
                "\"x\"",
                "7",
                "{}",
                "xxxx",
                "<GetCallerIdentityResponse/>",
                "{\"GetCallerIdentityResponse\":null}",
                "{\"GetCallerIdentityResponse\":[]}",
                "{\"GetCallerIdentityResponse\":{}}",
                "{\"GetCallerIdentityResponse\":{\"GetCallerIdentityResult\":{}}}",
                "{\"GetCallerIdentityResult\":{\"Account\":\"1\",\"Arn\":\"a\",\"UserId\":\"u\"}}",
            })
    void parse_somethingElse_isRefused(String body) {
        assertThat(CallerIdentityParser.parse(body.getBytes(UTF_8))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"Account\"|\"account\"",
                "\"123456789012\"|123456789012",
                "\"AIDAALICE\"|null",
                "\"AIDAALICE\"|\"AIDAALICE\",\"UserId\":\"AIDAEVE\"",
                "\"AIDAALICE\"|\"AIDAALICE\",\"User\\u0049d\":\"AIDAEVE\"",
                "\"AIDAALICE\"|'AIDAALICE'",
                "\"AIDAALICE\"|[\"AIDAALICE\"]",
                "\"AIDAALICE\"|\"AIDAALICE\",",
                "\"AIDAALICE\"|\"AIDAALICE\" /* note */",
                "\"AIDAALICE\"|\"AIDA\tALICE\"",
                "\"GetCallerIdentityResult\"|\"GetCallerIdentityresult\"",
            })
    void parse_almostTheSame_isRefused(String part, String replacement) {
        String body = GOOD.replace(part, replacement);

        assertThat(body).isNotEqualTo(GOOD);
        assertThat(CallerIdentityParser.parse(body.getBytes(UTF_8))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "{}", ",", "]", "\u0000"})
    void parse_textAfterTheAnswer_isRefused(String rest) {
        assertThat(CallerIdentityParser.parse((GOOD + rest).getBytes(UTF_8))).isEmpty();
        assertThat(CallerIdentityParser.parse((")]}'\n" + GOOD).getBytes(UTF_8)))
                .isEmpty();
    }

    @Test
    void parse_notUtf8_isRefused() {
        byte[] latin1 = GOOD.replace("AIDA", "AÏDA").getBytes(ISO_8859_1);

        assertThat(CallerIdentityParser.parse(latin1)).isEmpty();
    }

    @Test
    void parse_deepNesting_isRefusedWithoutOverflow() {
        String deep = GOOD.replace("\"id1234\"", "[".repeat(30_000) + "]".repeat(30_000));

        assertThat(CallerIdentityParser.parse(deep.getBytes(UTF_8))).isEmpty();
    }

    @Test
    void parse_membersOfTomorrow_arePassedOver() {
        String body = GOOD.replace("\"AIDAALICE\"", "\"AIDAALICE\",\"Tags\":[{\"UserId\":\"AIDAEVE\"}]");

        assertThat(CallerIdentityParser.parse(body.getBytes(UTF_8)))
                .contains(new CallerIdentity(ACCOUNT, "arn:aws:iam::123456789012:user/Alice", "AIDAALICE"));
    }

    @ParameterizedTest
    @CsvSource({
        "iam::123456789012:user/ops/ana, AIDAANA, AIDAANA,, iam::123456789012:user/ops/ana",
        "sts::123456789012:assumed-role/dev/ana, AROADEV:ana, AROADEV, ana, iam::123456789012:role/dev",
        "sts::123456789012:assumed-role/node/i-0123456789abcdef0, AROAN:i-0123456789abcdef0, AROAN,"
                + " i-0123456789abcdef0, iam::123456789012:role/node",
        "sts::123456789012:federated-user/bob, 123456789012:bob, 123456789012:bob,,"
                + " sts::123456789012:federated-user/bob",
        "iam::123456789012:root, 123456789012, 123456789012,, iam::123456789012:root",
    })
    void toIdentity_documentedPrincipal_hasIdAndSessionByItsKind(
            String arn, String userId, String principalId, String session, String canonical) throws RefusedToken {
        IamIdentity identity = new CallerIdentity(ACCOUNT, "arn:aws:" + arn, userId).toIdentity("aws", "AKIA");

        assertThat(identity.arn()).isEqualTo("arn:aws:" + arn);
        assertThat(identity.canonicalArn()).isEqualTo("arn:aws:" + canonical);
        assertThat(identity.principalId()).isEqualTo(principalId);
        assertThat(identity.sessionName().orElse(null)).isEqualTo(session);
        assertThat(identity.accountId()).isEqualTo(ACCOUNT);
        assertThat(identity.accessKeyId()).isEqualTo("AKIA");
    }

    @ParameterizedTest
    @CsvSource({
        "123456789012, arn:aws-cn:iam::123456789012:user/a, AIDA, BAD_ARN",
        "123456789012, arn:aws:s3:::bucket, AIDA, BAD_ARN",
        "123456789012, 'arn:aws:iam::123456789012:user/a\n', AIDA, BAD_ARN",
        "123456789012, 'arn:aws:iam::123456789012:user/ä', AIDA, BAD_ARN",
        "123456789012, '', AIDA, BAD_ARN",
        "210987654321, arn:aws:iam::123456789012:user/a, AIDA, BAD_ARN",
        "'', arn:aws:iam:::user/a, AIDA, BAD_ARN",
        "12345678901, arn:aws:iam::12345678901:user/a, AIDA, BAD_ARN",
        "123456789012, arn:aws:iam::123456789012:user/a, '', BAD_USER_ID",
        "123456789012, arn:aws:iam::123456789012:user/a, 'AIDA\n', BAD_USER_ID",
        "123456789012, arn:aws:sts::123456789012:assumed-role/a/s, AROA, BAD_USER_ID",
        "123456789012, arn:aws:sts::123456789012:assumed-role/a/s, AROA:, BAD_USER_ID",
        "123456789012, arn:aws:sts::123456789012:assumed-role/a/s, :s, BAD_USER_ID",
        "123456789012, arn:aws:sts::123456789012:assumed-role/a/s, AROA:s:s, BAD_USER_ID",
    })
    void toIdentity_partsThatDoNotFit_areRefused(String account, String arn, String userId, RejectionReason reason) {
        assertRefused(() -> new CallerIdentity(account, arn, userId).toIdentity("aws", "AKIA"), reason);
    }

    @ParameterizedTest
    @CsvSource({
        "210987654321, arn:aws:iam::123456789012:user/a",
        "'', arn:aws:iam:::user/a",
        "12345678901, arn:aws:iam::12345678901:user/a",
        "123456789012, arn:aws:s3:::bucket",
    })
    void parse_accountThatIsNoneOrAnotherThanInTheArn_isNoAnswer(String account, String arn) {
        assertThat(CallerIdentityParser.parse(
                        StubSts.identity(account, arn, "AIDA").getBytes(UTF_8)))
                .isEmpty();
    }

    private static void assertRefused(ThrowingCallable action, RejectionReason reason) {
        assertThatThrownBy(action)
                .asInstanceOf(InstanceOfAssertFactories.type(RefusedToken.class))
                .extracting(refused -> refused.rejected().reason())
                .isEqualTo(reason);
    }
}
