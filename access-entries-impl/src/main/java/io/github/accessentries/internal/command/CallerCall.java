package io.github.accessentries.internal.command;

import io.github.accessentries.internal.text.PlainText;
import io.github.accessentries.internal.waiting.Interruption;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.StsException;

/** Asks STS who calls. Its errors are about the credentials, and are told as such. */
final class CallerCall {

    private CallerCall() {}

    /**
     * Asks it. Blocks until STS answers.
     *
     * @param profile the profile that an option named
     * @return the ARN of the caller, as STS shows it
     * @throws IllegalStateException if STS does not tell
     */
    static String arn(StsClient sts, @Nullable String profile) {
        try {
            return sts.getCallerIdentity().arn();
        } catch (StsException e) {
            throw new IllegalStateException(refusal(e, profile), code(e).contains("Signature") ? null : e);
        } catch (SdkClientException e) {
            throw new IllegalStateException(
                    "STS did not tell who is calling: "
                            + (Interruption.isBehind(e)
                                    ? Interruption.before("it", false)
                                    : PlainText.of(String.valueOf(e.getMessage()))
                                            + "; check the network, the region and the proxy"),
                    e);
        }
    }

    /** Nothing that STS says of a request is quoted but the code, since it repeats headers where a signature is wrong. */
    private static String refusal(StsException failure, @Nullable String profile) {
        String code = code(failure);
        String whose =
                profile == null ? "the credentials" : "the credentials of the profile " + PlainText.name(profile);
        String told = switch (code) {
            case "ExpiredToken", "ExpiredTokenException" ->
                whose + " have expired; get new ones, with aws sso login where they are of IAM Identity Center";
            case "InvalidClientTokenId",
                    "UnrecognizedClientException",
                    "SignatureDoesNotMatch",
                    "IncompleteSignature" ->
                "AWS does not know " + whose
                        + "; check which they are with aws configure list, and the clock of this machine";
            case "AccessDenied", "AccessDeniedException" ->
                "a policy denies sts:GetCallerIdentity to " + whose + "; have it allowed";
            default -> "check " + whose + " with aws sts get-caller-identity, or try again later";
        };
        return "STS did not tell who is calling: " + told + " (" + PlainText.of(code) + ", status "
                + failure.statusCode() + ", request id "
                + PlainText.of(failure.requestId() == null ? "unknown" : failure.requestId()) + ")";
    }

    private static String code(StsException failure) {
        AwsErrorDetails details = failure.awsErrorDetails();
        return details == null || details.errorCode() == null ? "no error code" : details.errorCode();
    }
}
