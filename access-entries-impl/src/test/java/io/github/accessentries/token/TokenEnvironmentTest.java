package io.github.accessentries.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import io.github.accessentries.authn.RejectionReason;
import java.util.Locale;
import java.util.TimeZone;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;

/** The tables of the other tests, under the letters, digits, calendars and clocks of other places. */
@Isolated("it changes the locale of all")
class TokenEnvironmentTest {

    private final Locale locale = Locale.getDefault();
    private final TimeZone timeZone = TimeZone.getDefault();

    @AfterEach
    void comeHome() {
        Locale.setDefault(locale);
        TimeZone.setDefault(timeZone);
    }

    @ParameterizedTest
    @CsvSource({
        "tr-TR, Europe/Istanbul",
        "ar-EG-u-nu-arab, Africa/Cairo",
        "th-TH-u-ca-buddhist-nu-thai, Asia/Bangkok",
        "fa-IR-u-ca-persian-nu-arabext, Asia/Tehran",
        "lt-LT, Pacific/Kiritimati",
        "en-US, America/St_Johns",
    })
    void verify_tablesOfOtherTests_haveTheSameVerdictsEverywhere(String languageTag, String zone) {
        Locale.setDefault(Locale.forLanguageTag(languageTag));
        TimeZone.setDefault(TimeZone.getTimeZone(zone));

        for (Arguments arguments : TokenCasesTest.casesInBothProfiles().toList()) {
            JsonObject testCase = (JsonObject) payload(arguments.get()[0]);
            new TokenCasesTest().verify_documentedCase_hasTheVerdictOfTheProfile(testCase, (VerificationProfile)
                    arguments.get()[1]);
        }
        for (Arguments arguments : BadTokenTest.badTokens().toList()) {
            new BadTokenTest()
                    .verify_badToken_isRejectedWithoutAskingSts(
                            (RejectionReason) arguments.get()[0],
                            (TokenText) arguments.get()[1]);
        }
        for (Arguments arguments :
                VerificationProfileTest.tokensForTheReferenceAlone().toList()) {
            new VerificationProfileTest()
                    .verify_tokenOfALaxSigner_isGoodInTheReferenceProfileAlone(
                            (RejectionReason) arguments.get()[0],
                            (TokenText) arguments.get()[1]);
        }
        for (Arguments arguments : VerificationProfileTest.tokensForNobody().toList()) {
            new VerificationProfileTest()
                    .verify_dangerousToken_isRejectedInBothProfilesWithoutAskingSts(
                            (RejectionReason) arguments.get()[0],
                            (TokenText) arguments.get()[1]);
        }
        OfflineTokenVerifierTest.vectors()
                .forEach(
                        new OfflineTokenVerifierTest()
                                ::verify_tokenOfAnotherSigner_isGoodUntilFifteenMinutesAfterItsSigning);
        assertThat(Locale.getDefault().toLanguageTag()).isEqualTo(languageTag);
    }

    private static Object payload(Object argument) {
        return argument instanceof Named<?> named ? named.getPayload() : argument;
    }
}
