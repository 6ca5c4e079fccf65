package io.github.accessentries.internal.command;

import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityRequest;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;
import software.amazon.awssdk.services.sts.model.StsException;

class CallerCallTest {

    private static final String SECRET = "FwoGZXIvYXdzEXAMPLE";

    /** An STS that refuses everything. */
    private record Refusing(SdkException refusal) implements StsClient {

        @Override
        public GetCallerIdentityResponse getCallerIdentity(GetCallerIdentityRequest request) {
            throw refusal;
        }

        @Override
        public GetCallerIdentityResponse getCallerIdentity() {
            throw refusal;
        }

        @Override
        public String serviceName() {
            return "sts";
        }

        @Override
        public void close() {}
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ExpiredToken | have expired; get new ones, with aws sso login",
                "InvalidClientTokenId | AWS does not know the credentials of the profile team; check which",
                "SignatureDoesNotMatch | AWS does not know the credentials of the profile team; check which",
                "AccessDenied | a policy denies sts:GetCallerIdentity to the credentials of the profile team",
                "SomethingNew | check the credentials of the profile team with aws sts get-caller-identity",
            })
    void refusalOfSts_isToldAsWhatIsWrongWithTheCredentials_withoutAnyOfThem(String code, String told) {
        SdkException refusal = StsException.builder()
                .awsErrorDetails(AwsErrorDetails.builder()
                        .errorCode(code)
                        .errorMessage("The canonical request should have been x-amz-security-token:" + SECRET)
                        .build())
                .requestId("r-1")
                .statusCode(403)
                .build();

        assertThatIllegalStateException()
                .isThrownBy(() -> CallerCall.arn(new Refusing(refusal), "team"))
                .withMessageStartingWith("STS did not tell who is calling: ")
                .withMessageContaining(told)
                .withMessageEndingWith("(" + code + ", status 403, request id r-1)")
                .withMessageNotContaining(SECRET);
    }

    @Test
    void silenceOfSts_isToldWithItsEndpoint() {
        SdkException silence = SdkClientException.create("https://sts.us-west-2.amazonaws.com did not answer");

        assertThatIllegalStateException()
                .isThrownBy(() -> CallerCall.arn(new Refusing(silence), null))
                .withMessage(
                        "STS did not tell who is calling: https://sts.us-west-2.amazonaws.com did not answer; check"
                                + " the network, the region and the proxy");
    }
}
