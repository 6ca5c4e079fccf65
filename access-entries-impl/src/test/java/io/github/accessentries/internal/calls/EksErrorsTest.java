package io.github.accessentries.internal.calls;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.accessentries.AccessEntriesException;
import io.github.accessentries.ErrorContext;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.UnavailableException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.eks.model.EksException;

class EksErrorsTest {

    private static final ErrorContext KNOWN = ErrorContext.builder()
            .cluster("prod")
            .principal(PrincipalArn.role("111122223333", "dev"))
            .build();

    @ParameterizedTest(name = "{0} {1} \"{2}\"")
    @CsvSource(
            delimiter = '|',
            value = {
                "ResourceNotFoundException | 404 | No cluster found for name: prod.                | ClusterNotFoundException      | false | account and region",
                "ResourceNotFoundException | 404 | The specified principalArn could not be found.  | AccessEntryNotFoundException  | true  | principals()",
                "ResourceNotFoundException | 404 | The specified policyArn could not be found.     | InvalidAccessRequestException | false | policies()",
                "NotFoundException         | 404 | no such resource                                | AccessEntryNotFoundException  | true  | apply the grant again",
                "ResourceInUseException    | 409 | already in use                                  | AccessConflictException       | true  | read it again before retrying",
                "InvalidRequestException   | 400 | The cluster's authentication mode must be set   | AuthenticationModeException   | false | API_AND_CONFIG_MAP",
                "InvalidRequestException   | 400 | something else                                  | InvalidAccessRequestException | false | correct",
                "InvalidParameterException | 400 | The specified principalArn is invalid: invalid principal. | InvalidAccessRequestException | true | propagationPatience",
                "InvalidParameterException | 400 | The username must not begin with system:        | InvalidAccessRequestException | false | correct",
                "BadRequestException       | 400 | bad tag                                         | InvalidAccessRequestException | false | correct",
                "ClientException           | 400 | no                                              | InvalidAccessRequestException | false | correct",
                "ResourceLimitExceededException | 400 | too many                                   | QuotaExceededException        | false | revoke",
                "AccessDeniedException     | 403 | User is not authorized                          | AccessDeniedException         | false | IAM",
                "UnrecognizedClientException | 403 | unknown key                                   | AccessDeniedException         | false | IAM",
                "InvalidSignatureException | 403 | wrong signature                                 | AccessDeniedException         | false | IAM",
                "ExpiredTokenException     | 403 | expired                                         | AccessDeniedException         | false | renew",
                "MissingAuthenticationTokenException | 403 | missing                               | AccessDeniedException         | false | IAM",
                "ThrottlingException       | 429 | Rate exceeded                                   | ThrottledException            | false | less often",
                "ServerException           | 500 | oops                                            | UnavailableException          | false | later",
                "ServiceUnavailableException | 503 | busy                                          | UnavailableException          | false | later",
                "ResourcePropagationDelayException | 428 | wait                                    | UnavailableException          | false | later",
                "BrandNewException         | 403 | no                                              | AccessDeniedException         | false | IAM",
                "BrandNewException         | 429 | no                                              | ThrottledException            | false | less often",
                "BrandNewException         | 502 | no                                              | UnavailableException          | false | later",
                "BrandNewException         | 418 | no                                              | AccessEntriesException        | false | this version does not know the error code",
            })
    void serviceError_becomesTheExceptionOfItsSituation(
            String code, int status, String text, String exception, boolean mayPass, String remedy) {
        SdkException cause = EksException.builder()
                .awsErrorDetails(AwsErrorDetails.builder()
                        .errorCode(code)
                        .errorMessage(text)
                        .build())
                .statusCode(status)
                .requestId("req-1")
                .build();

        AccessEntriesException translated = EksErrors.translate("do it", KNOWN, cause);

        assertThat(translated.getClass().getSimpleName()).isEqualTo(exception);
        assertThat(translated)
                .hasCause(cause)
                .hasMessageContainingAll("Could not do it: " + text, code, "status " + status, "req-1", remedy);
        assertThat(EksErrors.mayPass(translated)).isEqualTo(mayPass);
        ErrorContext context = translated.context();
        assertThat(context.cluster()).contains("prod");
        assertThat(context.principal()).contains(PrincipalArn.role("111122223333", "dev"));
        assertThat(context.errorCode()).contains(code);
        assertThat(context.statusCode()).hasValue(status);
        assertThat(context.requestId()).contains("req-1");
    }

    @Test
    void serviceErrorWithoutDetails_stillSaysWhatIsKnown() {
        AccessEntriesException translated = EksErrors.translate(
                "do it", KNOWN, EksException.builder().statusCode(503).build());

        assertThat(translated)
                .isInstanceOf(UnavailableException.class)
                .hasMessageContainingAll("no error code", "status 503", "request id unknown");
        assertThat(translated.context().errorCode()).isEmpty();
    }

    @Test
    void noAnswerAtAll_isUnavailable() {
        SdkException cause = SdkClientException.create("Unable to execute HTTP request: connection refused");

        AccessEntriesException translated = EksErrors.translate("do it", KNOWN, cause);

        assertThat(translated)
                .isInstanceOf(UnavailableException.class)
                .hasCause(cause)
                .hasMessageContainingAll("Could not do it", "connection refused", "network, region and credentials");
        assertThat(translated.context().statusCode()).isEmpty();
        assertThat(EksErrors.mayPass(translated)).isFalse();
    }
}
