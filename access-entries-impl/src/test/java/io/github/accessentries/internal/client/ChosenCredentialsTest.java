package io.github.accessentries.internal.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.profiles.ProfileFile;

class ChosenCredentialsTest {

    private static final String SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";

    private static final Duration LONGEST = Duration.ofMinutes(1);

    private static final ProfileFile FILES = files("""
            [profile team]
            sso_session = corp
            sso_account_id = 111122223333
            sso_role_name = Admin
            region = us-west-2

            [profile prod]
            role_arn = arn:aws:iam::111122223333:role/prod
            source_profile = team

            [profile half]
            aws_access_key_id = AKIAHALF

            [profile keys]
            aws_access_key_id = AKIAKEYS
            aws_secret_access_key = %s

            [sso-session corp]
            sso_region = us-west-2
            sso_start_url = https://there.is.no.such.start.invalid/start
            """.formatted(SECRET));

    private static final AwsCredentialsProvider NONE = () -> {
        throw SdkClientException.create("Unable to load credentials from any of the providers in the chain");
    };

    private static ProfileFile files(String text) {
        return ProfileFile.builder()
                .type(ProfileFile.Type.CONFIGURATION)
                .content(new ByteArrayInputStream(text.getBytes(UTF_8)))
                .build();
    }

    private static ChosenCredentials with(Map<String, String> environment) {
        return new ChosenCredentials(environment, () -> FILES, () -> NONE, LONGEST);
    }

    @Test
    void profileThatIsNamed_countsWhateverTheChainHas() {
        assertThat(with(Map.of()).of("keys").resolveCredentials().accessKeyId()).isEqualTo("AKIAKEYS");
    }

    @Test
    void ssoSessionThatHasExpired_isToldWithItsProfileAndHowToSignIn() {
        assertThatIllegalStateException()
                .isThrownBy(() -> with(Map.of("AWS_PROFILE", "team")).of(null))
                .withMessageStartingWith("The profile team of AWS_PROFILE gives no credentials: ")
                .withMessageEndingWith("; sign in with aws sso login --profile team");
        assertThatIllegalStateException()
                .isThrownBy(() -> with(Map.of()).of("team"))
                .withMessageStartingWith("The profile team gives no credentials: ")
                .withMessageEndingWith("; sign in with aws sso login --profile team");
    }

    /** Nobody signs in to a role that is assumed by another profile's credentials. */
    @Test
    void roleOfAnExpiredSession_namesTheProfileToSignInWith() {
        assertThatIllegalStateException()
                .isThrownBy(() -> with(Map.of("AWS_PROFILE", "prod")).of(null))
                .withMessageStartingWith("The profile prod of AWS_PROFILE gives no credentials: ")
                .withMessageEndingWith("; sign in with aws sso login --profile team");
    }

    @Test
    void whatElseIsWrongWithAProfile_isTold() {
        assertThatIllegalStateException()
                .isThrownBy(() -> with(Map.of("AWS_PROFILE", "half")).of(null))
                .withMessageEndingWith("; check it with aws configure list --profile half")
                .withMessageNotContaining(SECRET);
        assertThatIllegalStateException()
                .isThrownBy(() -> with(Map.of("AWS_PROFILE", "tema")).of(null))
                .withMessageStartingWith("The profile tema of AWS_PROFILE is not in the AWS configuration; ");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> with(Map.of()).of("tema"))
                .withMessageStartingWith("--profile tema is not in the AWS configuration; ");
        assertThatIllegalStateException()
                .isThrownBy(() -> with(Map.of()).of(null))
                .withMessageStartingWith("No AWS credentials were found; set AWS_PROFILE");
    }
}
